namespace Quiver.Import;

/// <summary>Files of nodes that share one header: the first line of the first file.</summary>
/// <param name="Labels">Labels that every node of the group gets besides those of its LABEL columns.</param>
/// <param name="Files">Paths of the files in the order in which node ids are given.</param>
public sealed record NodeFileGroup(IReadOnlyList<string> Labels, IReadOnlyList<string> Files);
