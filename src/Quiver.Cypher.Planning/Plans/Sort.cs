using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>All rows in order.</summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="items">The columns to order by, the most significant first.</param>
public sealed class Sort(PlanNode source, IReadOnlyList<SortItem> items) : UnaryNode(source)
{
    /// <inheritdoc/>
    public override string Name => "Sort";

    /// <inheritdoc/>
    public override string Details => string.Join(", ", Items);

    /// <summary>The columns to order by, the most significant first.</summary>
    public IReadOnlyList<SortItem> Items { get; } = items;

    internal override IEnumerable<Variable> Read => Items.Select(static i => i.Variable);

    internal override bool IsRowWise => false;
}
