namespace Quiver.Cli.Shell.Terminal;

/// <summary>A keyboard and the screen that its lines are edited on; tests type by another one.</summary>
internal interface ITerminal
{
    /// <summary>How many characters a row of the screen has.</summary>
    int Width { get; }

    /// <summary>Waits for a key. Ctrl-C is a key like others.</summary>
    ConsoleKeyInfo ReadKey();

    /// <summary>Whether Ctrl-C was pressed since the last question: then what was typed before it is forgotten, otherwise it is kept for the next line.</summary>
    bool WasInterrupted();

    /// <summary>Writes to the screen at once.</summary>
    void Write(string text);
}
