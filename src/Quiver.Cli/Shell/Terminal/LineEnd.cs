namespace Quiver.Cli.Shell.Terminal;

/// <summary>How the editing of a line ended.</summary>
internal enum LineEnd
{
    /// <summary>By Enter.</summary>
    Entered,

    /// <summary>By Ctrl-C: what was typed is dropped.</summary>
    Cancelled,

    /// <summary>By Ctrl-D on an empty line.</summary>
    Closed,
}
