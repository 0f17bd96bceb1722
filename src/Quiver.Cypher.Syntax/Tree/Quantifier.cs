namespace Quiver.Cypher.Syntax.Tree;

/// <summary>How many elements of a list must satisfy a predicate.</summary>
public enum Quantifier
{
    /// <summary>Every one.</summary>
    All,

    /// <summary>At least one.</summary>
    Any,

    /// <summary>None.</summary>
    None,

    /// <summary>Exactly one.</summary>
    Single,
}
