using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>The first rows in order.</summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="items">The columns to order by, the most significant first.</param>
/// <param name="limit">How many rows: an expression without variables; must give an integer that is not negative.</param>
public sealed class Top(PlanNode source, IReadOnlyList<SortItem> items, BoundExpression limit)
    : UnaryNode(source)
{
    /// <inheritdoc/>
    public override string Name => "Top";

    /// <inheritdoc/>
    public override string Details => $"{string.Join(", ", Items)} LIMIT {Limit}";

    /// <summary>The columns to order by, the most significant first.</summary>
    public IReadOnlyList<SortItem> Items { get; } = items;

    /// <summary>How many rows: an expression without variables; must give an integer that is not negative.</summary>
    public BoundExpression Limit { get; } = limit;

    /// <summary>Where rows can be dropped before they come here; null when only here.</summary>
    public EarlyCut? Cut { get; internal set; }

    internal override IEnumerable<Variable> Read => Items.Select(static i => i.Variable);

    internal override IEnumerable<BoundExpression> Expressions => [Limit];

    internal override bool IsRowWise => false;
}
