namespace Quiver.Cli.Commands.Import.Files;

/// <summary>What a path, pattern or folder of the command line leads to.</summary>
/// <param name="Paths">The files in their order; empty when there are none.</param>
/// <param name="Problem">Why there are none, as whole sentences; null when there are.</param>
/// <param name="Restored">The path with the backslashes that a shell seems to have taken from it, when files match that; else null.</param>
/// <param name="IsDenied">Whether the operating system refuses to let it be told.</param>
internal sealed record FoundFiles(
    IReadOnlyList<string> Paths,
    string? Problem = null,
    string? Restored = null,
    bool IsDenied = false
);
