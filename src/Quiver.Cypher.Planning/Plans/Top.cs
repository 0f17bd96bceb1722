using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Rewriting;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>The first rows in order.</summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="items">The columns to order by, the most significant first.</param>
/// <param name="limit">How many rows are wanted: an expression without variables; must give an integer that is not negative.</param>
/// <param name="skip">How many rows more are kept, because they are left out above; likewise.</param>
public sealed class Top(
    PlanNode source,
    IReadOnlyList<SortItem> items,
    BoundExpression limit,
    BoundExpression? skip = null
) : UnaryNode(source)
{
    /// <inheritdoc/>
    public override string Name => "Top";

    /// <inheritdoc/>
    public override string Details => $"{string.Join(", ", Items)} LIMIT {Sum}";

    /// <summary>The columns to order by, the most significant first.</summary>
    public IReadOnlyList<SortItem> Items { get; } = items;

    /// <summary>How many rows are wanted: an expression without variables; must give an integer that is not negative.</summary>
    public BoundExpression Limit { get; } = limit;

    /// <summary>How many rows, which are kept as well, are left out above; likewise. Null when none are.</summary>
    public BoundExpression? Skip { get; } = skip;

    private BoundExpression Sum =>
        Skip is null
            ? Limit
            : ConstantFolding.Fold(
                new BoundArithmetic(ArithmeticOperator.Add, Limit, Skip, CypherType.Integer)
            );

    /// <summary>Where rows can be dropped before they come here; null when only here.</summary>
    public EarlyCut? Cut { get; internal set; }

    internal override IEnumerable<Variable> Read => Items.Select(static i => i.Variable);

    internal override IEnumerable<BoundExpression> Expressions =>
        Skip is null ? [Limit] : [Limit, Skip];

    internal override bool IsRowWise => false;
}
