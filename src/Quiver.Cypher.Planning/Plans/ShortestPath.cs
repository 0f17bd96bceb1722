using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>For each row the shortest paths between two nodes that it has, one of them or all. The relationship column holds the list of a path's relationships.</summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="expansion">Every step of the path; both its ends are columns of the source, its <see cref="Expansion.Relationship"/> is the list.</param>
/// <param name="minimumLength">0 or 1: the fewest relationships.</param>
/// <param name="maximumLength">The most relationships; null for as many as there are.</param>
/// <param name="isAll">Whether all shortest paths are given.</param>
public sealed class ShortestPath(
    PlanNode source,
    Expansion expansion,
    int minimumLength,
    int? maximumLength,
    bool isAll
) : UnaryNode(source, [.. source.Output, expansion.Relationship])
{
    /// <inheritdoc/>
    public override string Name => "ShortestPath";

    /// <inheritdoc/>
    public override string Details =>
        (IsAll ? "allShortestPaths(" : "shortestPath(")
        + PlanText.VarLengthPattern(Expansion, MinimumLength, MaximumLength)
        + ")"
        + string.Concat(Expressions.Select(static (p, i) => (i == 0 ? " WHERE " : " AND ") + p));

    /// <summary>Every step of the path.</summary>
    public Expansion Expansion { get; } = expansion;

    /// <summary>The fewest relationships.</summary>
    public int MinimumLength { get; } = minimumLength;

    /// <summary>The most relationships; null for as many as there are.</summary>
    public int? MaximumLength { get; } = maximumLength;

    /// <summary>Whether all shortest paths are given.</summary>
    public bool IsAll { get; } = isAll;

    /// <summary>The relationship of one step, for <see cref="StepPredicate"/>.</summary>
    public Variable? StepRelationship { get; init; }

    /// <summary>What each step's relationship must satisfy, over the source's columns and <see cref="StepRelationship"/>.</summary>
    public BoundExpression? StepPredicate { get; init; }

    /// <summary>A node of the path, for <see cref="NodePredicate"/>.</summary>
    public Variable? StepNode { get; init; }

    /// <summary>What each node of the path, its ends among them, must satisfy, over the source's columns and <see cref="StepNode"/>.</summary>
    public BoundExpression? NodePredicate { get; init; }

    /// <summary>What a path's length, which stands on the left, is compared with: they bound the search.</summary>
    public IReadOnlyList<BoundComparison> LengthLimits { get; init; } = [];

    /// <summary>What the whole path must satisfy, over the source's columns and the list: the shortest of those that do are given.</summary>
    public IReadOnlyList<BoundExpression> PathPredicates { get; init; } = [];

    internal override IEnumerable<Variable> Introduced => [Expansion.Relationship];

    internal override IEnumerable<BoundExpression> Expressions =>
        new[] { StepPredicate, NodePredicate }
            .OfType<BoundExpression>()
            .Concat(LengthLimits)
            .Concat(PathPredicates);

    internal override IEnumerable<Variable> Read => [Expansion.From, Expansion.To];
}
