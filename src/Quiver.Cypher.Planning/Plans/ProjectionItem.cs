using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>A column made from an expression.</summary>
/// <param name="Variable">The column.</param>
/// <param name="Expression">The expression over the source's columns; an <see cref="AggregateCall"/> only in an aggregation.</param>
public sealed record ProjectionItem(Variable Variable, BoundExpression Expression)
{
    /// <summary>The item as plans show it.</summary>
    public override string ToString() => $"{Expression} AS {PlanText.Variable(Variable)}";
}
