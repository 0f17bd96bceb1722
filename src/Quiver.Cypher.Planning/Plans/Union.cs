using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>All rows of the left side, then all of the right side, duplicates kept.</summary>
/// <param name="left">The first side.</param>
/// <param name="right">The second side.</param>
/// <param name="columns">The columns, each with the two that it is made of.</param>
public sealed class Union(PlanNode left, PlanNode right, IReadOnlyList<UnionColumn> columns)
    : BinaryNode(left, right, [.. columns.Select(static c => c.Variable)])
{
    /// <inheritdoc/>
    public override string Name => "Union";

    /// <inheritdoc/>
    public override string Details => PlanText.Variables(Output);

    /// <summary>The columns of the output, in its order, each with the two that it is made of.</summary>
    public IReadOnlyList<UnionColumn> Columns { get; internal set; } = columns;

    internal override IEnumerable<Variable> Introduced => Columns.Select(static c => c.Variable);

    internal override IEnumerable<Variable> Read =>
        Columns.SelectMany(static c => new[] { c.Left, c.Right });

    internal override bool IsRowWise => false;
}
