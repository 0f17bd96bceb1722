namespace Quiver.Cypher.Planning.Logical;

/// <summary>What becomes of a subquery's rows.</summary>
internal enum SubqueryResult
{
    /// <summary>Whether there is one.</summary>
    Exists,

    /// <summary>How many there are.</summary>
    Count,

    /// <summary>The list of their only column.</summary>
    Collect,
}
