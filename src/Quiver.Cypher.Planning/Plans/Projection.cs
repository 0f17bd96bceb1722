using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>The source's rows with further columns.</summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="items">The further columns; their expressions see the source's columns only.</param>
public sealed class Projection(PlanNode source, IReadOnlyList<ProjectionItem> items)
    : UnaryNode(source, [.. source.Output.Union(items.Select(static i => i.Variable))])
{
    /// <inheritdoc/>
    public override string Name => "Projection";

    /// <inheritdoc/>
    public override string Details => string.Join(", ", Items);

    /// <summary>The further columns; their expressions see the source's columns only.</summary>
    public IReadOnlyList<ProjectionItem> Items { get; internal set; } = items;

    internal override IEnumerable<Variable> Introduced => Items.Select(static i => i.Variable);

    internal override IEnumerable<BoundExpression> Expressions =>
        Items.Select(static i => i.Expression);
}
