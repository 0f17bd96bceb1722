namespace Quiver.Cypher.Syntax.Tree;

/// <summary>Which paths between two nodes a selector chooses.</summary>
public enum PathSelectorKind
{
    /// <summary><c>ANY k</c>: so many, whichever.</summary>
    Any,

    /// <summary><c>SHORTEST k</c>: so many of the shortest.</summary>
    Shortest,

    /// <summary><c>ALL SHORTEST</c>: all of the least length.</summary>
    AllShortest,

    /// <summary><c>SHORTEST k GROUPS</c>: all of the so many least lengths.</summary>
    ShortestGroups,
}
