namespace Quiver.Import;

/// <summary>Files that share a header, as an overview lists them.</summary>
/// <param name="Names">The labels or the type of the command line; empty when cells or nothing name them.</param>
/// <param name="Files">The files.</param>
public sealed record ImportSource(IReadOnlyList<string> Names, IReadOnlyList<string> Files);
