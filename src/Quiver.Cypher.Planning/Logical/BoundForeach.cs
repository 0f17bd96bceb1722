using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>FOREACH: updating clauses for each element of a list.</summary>
internal sealed class BoundForeach : BoundClause
{
    /// <summary>The list.</summary>
    public required BoundExpression List { get; init; }

    /// <summary>The element's variable.</summary>
    public required Variable Element { get; init; }

    /// <summary>The variables from outside that the clauses use.</summary>
    public required IReadOnlyList<Variable> Imports { get; init; }

    /// <summary>What is done for each element.</summary>
    public required BoundSingleQuery Body { get; init; }
}
