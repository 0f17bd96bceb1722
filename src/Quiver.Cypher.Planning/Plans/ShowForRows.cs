using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Shows;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>For each row, the rows of a list that the server keeps: a SHOW or TERMINATE that follows another.</summary>
public sealed class ShowForRows : UnaryNode
{
    internal ShowForRows(PlanNode source, BoundShow show)
        : base(source, [.. source.Output, .. show.Columns])
    {
        Selection = show.Selection;
        Names = show.Names;
        Columns =
        [
            .. show.Columns.Zip(show.Indexes, static (c, index) => new YieldedColumn(index, c)),
        ];
    }

    /// <inheritdoc/>
    public override string Name => ShowRows.NameOf(Selection);

    /// <inheritdoc/>
    public override string Details =>
        ShowRows.DetailsOf(Selection, Names, [.. Columns.Select(static c => c.Variable)]);

    /// <summary>What is listed.</summary>
    public ShowSelection Selection { get; }

    /// <summary>The names that are asked for, which the rows may give; empty for all.</summary>
    public IReadOnlyList<BoundExpression> Names { get; }

    /// <summary>The columns taken from the list.</summary>
    public IReadOnlyList<YieldedColumn> Columns { get; }

    internal override IEnumerable<Variable> Introduced => Columns.Select(static c => c.Variable);

    internal override IEnumerable<BoundExpression> Expressions => Names;
}
