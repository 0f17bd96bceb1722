namespace Quiver.Cypher.Planning.Binding;

/// <summary>Whether an aggregate may stand in an expression, and if not, why.</summary>
internal enum AggregateUse
{
    /// <summary>It may.</summary>
    Allowed,

    /// <summary>The clause does not aggregate.</summary>
    NotHere,

    /// <summary>The expression is an argument of an aggregate.</summary>
    InsideAggregate,

    /// <summary>The expression is evaluated for each element of a list.</summary>
    InsideListExpression,
}
