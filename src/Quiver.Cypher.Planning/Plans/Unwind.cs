using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>For each row, one row per element of a list; none for null; one for a value that is no list.</summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="list">The list.</param>
/// <param name="element">The column of the element.</param>
public sealed class Unwind(PlanNode source, BoundExpression list, Variable element)
    : UnaryNode(source, [.. source.Output, element])
{
    /// <inheritdoc/>
    public override string Name => "Unwind";

    /// <inheritdoc/>
    public override string Details => $"{List} AS {PlanText.Variable(Element)}";

    /// <summary>The list.</summary>
    public BoundExpression List { get; } = list;

    /// <summary>The column of the element.</summary>
    public Variable Element { get; } = element;

    internal override IEnumerable<Variable> Introduced => [Element];

    internal override IEnumerable<BoundExpression> Expressions => [List];
}
