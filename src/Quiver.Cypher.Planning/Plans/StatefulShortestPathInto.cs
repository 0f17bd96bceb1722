using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>
/// For each row the paths that a selector chooses between two nodes that the row has: found from both ends, the short ones first, over different relationships.
/// The relationship column holds the list of a path's relationships.
/// </summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="expansion">Every step of the path; both its ends are columns of the source, its <see cref="Expansion.Relationship"/> is the list.</param>
/// <param name="step">What is repeated.</param>
/// <param name="choice">Which paths are chosen.</param>
/// <param name="count">How many, of paths or of lengths; needs no row.</param>
public sealed class StatefulShortestPathInto(
    PlanNode source,
    Expansion expansion,
    RepeatedStep step,
    PathChoice choice,
    BoundExpression count
)
    : UnaryNode(
        source,
        [
            .. source
                .Output.Append(expansion.Relationship)
                .Concat(step.Groups.Select(static g => g.List)),
        ]
    )
{
    /// <inheritdoc/>
    public override string Name => "StatefulShortestPath(Into)";

    /// <inheritdoc/>
    public override string Details =>
        $"SHORTEST {Count}{(Choice == PathChoice.Groups ? " GROUPS" : "")} "
        + PlanText.VarLengthPattern(Expansion, Step.Minimum, Step.Maximum)
        + (Step.Predicate is null ? "" : $" WHERE {Step.Predicate}");

    /// <summary>Every step of the path.</summary>
    public Expansion Expansion { get; } = expansion;

    /// <summary>What is repeated.</summary>
    public RepeatedStep Step { get; } = step;

    /// <summary>Which paths are chosen.</summary>
    public PathChoice Choice { get; } = choice;

    /// <summary>How many, of paths or of lengths; needs no row.</summary>
    public BoundExpression Count { get; } = count;

    internal override IEnumerable<Variable> Introduced =>
        Step.Groups.Select(static g => g.List).Append(Expansion.Relationship);

    internal override IEnumerable<BoundExpression> Expressions =>
        Step.Predicate is null ? [] : [Step.Predicate];

    internal override IEnumerable<Variable> Read => [Expansion.From, Expansion.To];
}
