using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>Of the source's rows, each of which is a path, those that a selector chooses between each two nodes.</summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="choice">Which are chosen.</param>
/// <param name="count">How many, of paths or of lengths; needs no row.</param>
/// <param name="ends">The nodes that a path begins and ends at.</param>
/// <param name="relationships">The path's relationships, or lists of them.</param>
public sealed class StatefulShortestPath(
    PlanNode source,
    PathChoice choice,
    BoundExpression count,
    (Variable First, Variable Last) ends,
    IReadOnlyList<Variable> relationships
) : UnaryNode(source, source.Output)
{
    /// <inheritdoc/>
    public override string Name => "StatefulShortestPath";

    /// <inheritdoc/>
    public override string Details =>
        $"SHORTEST {Count}{(Choice == PathChoice.Groups ? " GROUPS" : "")} "
        + $"({PlanText.Variable(First)}) ... ({PlanText.Variable(Last)})";

    /// <summary>Which are chosen.</summary>
    public PathChoice Choice { get; } = choice;

    /// <summary>How many, of paths or of lengths; needs no row.</summary>
    public BoundExpression Count { get; } = count;

    /// <summary>The node that a path begins at.</summary>
    public Variable First { get; } = ends.First;

    /// <summary>The node that it ends at.</summary>
    public Variable Last { get; } = ends.Last;

    /// <summary>The path's relationships, or lists of them.</summary>
    public IReadOnlyList<Variable> Relationships { get; } = relationships;

    internal override bool IsRowWise => false;

    internal override IEnumerable<Variable> Read => [First, Last, .. Relationships];
}
