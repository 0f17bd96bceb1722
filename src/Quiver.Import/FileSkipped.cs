namespace Quiver.Import;

/// <summary>What was left out of a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Rows">Rows read of it, bad ones included.</param>
/// <param name="Skipped">What was left out, by kind.</param>
public sealed record FileSkipped(string Path, long Rows, ImportSkipped Skipped);
