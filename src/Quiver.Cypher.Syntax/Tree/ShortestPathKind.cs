namespace Quiver.Cypher.Syntax.Tree;

/// <summary>Whether a part of a pattern asks for shortest paths only.</summary>
public enum ShortestPathKind
{
    /// <summary>It asks for all paths.</summary>
    None,

    /// <summary><c>shortestPath(…)</c>: one of the shortest.</summary>
    One,

    /// <summary><c>allShortestPaths(…)</c>: all of the shortest.</summary>
    All,
}
