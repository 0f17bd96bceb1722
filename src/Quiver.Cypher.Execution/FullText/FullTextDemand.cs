namespace Quiver.Cypher.Execution.FullText;

/// <summary>Whether a part of a combination must hold.</summary>
internal enum FullTextDemand
{
    /// <summary>It adds to the score; where no part must hold, one of these does.</summary>
    May,

    /// <summary>It holds.</summary>
    Must,

    /// <summary>It does not hold.</summary>
    MustNot,
}
