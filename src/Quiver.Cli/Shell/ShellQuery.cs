namespace Quiver.Cli.Shell;

/// <summary>A query that the shell sends.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Database">The database; null for the user's own.</param>
/// <param name="Parameters">The values of its parameters.</param>
internal sealed record ShellQuery(
    string Text,
    string? Database,
    IReadOnlyDictionary<string, object?> Parameters
);
