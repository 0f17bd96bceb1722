namespace Quiver.Apoc.Import;

/// <summary>An end of a relationship of a file.</summary>
/// <param name="Id">The node's id in the file.</param>
/// <param name="Labels">Labels that it has.</param>
internal readonly record struct ImportEnd(string Id, IReadOnlyList<string> Labels);
