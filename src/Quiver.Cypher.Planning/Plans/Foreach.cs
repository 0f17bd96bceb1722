using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>The left rows, when the right side was run for each element of a list of each row, one after the other.</summary>
/// <param name="left">The side that is run once.</param>
/// <param name="right">What is done for each element; its arguments are the left row's columns and the element.</param>
/// <param name="list">The list.</param>
/// <param name="element">The element.</param>
public sealed class Foreach(PlanNode left, PlanNode right, BoundExpression list, Variable element)
    : ApplyNode(left, right, left.Output),
        IUpdatingNode
{
    /// <inheritdoc/>
    public override string Name => "Foreach";

    /// <inheritdoc/>
    public override string Details => $"{PlanText.Variable(Element)} IN {List}";

    /// <summary>The list.</summary>
    public BoundExpression List { get; } = list;

    /// <summary>The element.</summary>
    public Variable Element { get; } = element;

    internal override bool IsRowWise => false;

    internal override IEnumerable<BoundExpression> Expressions => [List];
}
