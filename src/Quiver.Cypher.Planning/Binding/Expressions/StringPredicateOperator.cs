namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>Where a <see cref="BoundStringPredicate"/> looks.</summary>
public enum StringPredicateOperator
{
    /// <summary><c>STARTS WITH</c></summary>
    StartsWith,

    /// <summary><c>ENDS WITH</c></summary>
    EndsWith,

    /// <summary><c>CONTAINS</c></summary>
    Contains,
}
