namespace Quiver.Cypher.Syntax.Tree;

/// <summary>What becomes of a subquery's rows.</summary>
public enum SubqueryKind
{
    /// <summary>Whether there is one.</summary>
    Exists,

    /// <summary>How many there are.</summary>
    Count,

    /// <summary>A list of their only column.</summary>
    Collect,
}
