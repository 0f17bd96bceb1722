namespace Quiver.Cli.Shell.Terminal;

/// <summary>The process's terminal. While it is in use Ctrl-C ends no process.</summary>
internal sealed class ConsoleTerminal : ITerminal, IDisposable
{
    private const int UsualWidth = 80;
    private const int MaxAhead = 64 * 1024;

    // What was typed while a query ran: it is the next line.
    private readonly Queue<ConsoleKeyInfo> _ahead = [];

    /// <summary>Takes the terminal.</summary>
    public ConsoleTerminal()
    {
        Console.TreatControlCAsInput = true;
    }

    /// <inheritdoc/>
    public int Width => Console.WindowWidth > 0 ? Console.WindowWidth : UsualWidth;

    /// <inheritdoc/>
    public ConsoleKeyInfo ReadKey() =>
        _ahead.TryDequeue(out var key) ? key : Console.ReadKey(intercept: true);

    /// <inheritdoc/>
    public bool WasInterrupted()
    {
        while (Console.KeyAvailable)
        {
            var key = Console.ReadKey(intercept: true);
            if (Keys.IsControl(key, ConsoleKey.C))
            {
                _ahead.Clear();
                return true;
            }
            if (_ahead.Count < MaxAhead)
            {
                _ahead.Enqueue(key);
            }
        }
        return false;
    }

    /// <inheritdoc/>
    public void Write(string text)
    {
        Console.Out.Write(text);
        Console.Out.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => Console.TreatControlCAsInput = false;
}
