namespace Quiver.Cli.Shell.Terminal;

/// <summary>What keys mean.</summary>
internal static class Keys
{
    /// <summary>Whether a key was pressed together with Ctrl; terminals send some as a control character only.</summary>
    public static bool IsControl(ConsoleKeyInfo key, ConsoleKey letter) =>
        key.KeyChar == (char)(letter - ConsoleKey.A + 1)
        || (key.Key == letter && key.Modifiers.HasFlag(ConsoleModifiers.Control));
}
