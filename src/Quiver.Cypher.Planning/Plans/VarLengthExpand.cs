using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>
/// For each row, one row per walk from the known node over a number of different relationships. The relationship column holds the list of
/// the walk's relationships in the pattern's order.
/// </summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="expansion">Every step of the walk; its <see cref="Expansion.Relationship"/> is the list.</param>
/// <param name="minimumLength">The fewest relationships; 0 includes the node itself.</param>
/// <param name="maximumLength">The most relationships; null for as many as there are.</param>
/// <param name="isInto">Whether the node at the end is known: a column of the source.</param>
public sealed class VarLengthExpand(
    PlanNode source,
    Expansion expansion,
    int minimumLength,
    int? maximumLength,
    bool isInto
) : ExpandNode(source, expansion)
{
    /// <inheritdoc/>
    public override string Name =>
        (IsPruning, IsInto) switch
        {
            (false, false) => "VarLengthExpand(All)",
            (false, true) => "VarLengthExpand(Into)",
            (true, false) => "VarLengthExpand(Pruning,BFS,All)",
            (true, true) => "VarLengthExpand(Pruning,BFS,Into)",
        };

    /// <inheritdoc/>
    public override string Details =>
        PlanText.VarLengthPattern(Expansion, MinimumLength, MaximumLength)
        + (StepPredicate is null ? "" : $" WHERE {StepPredicate}");

    /// <summary>The fewest relationships; 0 includes the node itself.</summary>
    public int MinimumLength { get; } = minimumLength;

    /// <summary>The most relationships; null for as many as there are.</summary>
    public int? MaximumLength { get; } = maximumLength;

    /// <summary>Whether the node at the end is known: a column of the source.</summary>
    public bool IsInto { get; } = isInto;

    /// <summary>Whether each node at the end of a row's walks is given once, however many walks lead to it; then there is no list of relationships.</summary>
    public bool IsPruning { get; internal set; }

    /// <summary>Whether the walk runs from the pattern's right end, so that the list is made in reverse order of walking.</summary>
    public bool IsReversed { get; init; }

    /// <summary>The relationship of one step, for <see cref="StepPredicate"/>; null when there is no such condition.</summary>
    public Variable? StepRelationship { get; init; }

    /// <summary>What each step's relationship must satisfy, over the source's columns and <see cref="StepRelationship"/>.</summary>
    public BoundExpression? StepPredicate { get; init; }

    /// <summary>The most different nodes to which its walks can lead, for each row of the source and all together.</summary>
    internal double MostEnds { get; init; } = double.PositiveInfinity;

    internal override IEnumerable<Variable> Introduced =>
        IsInto ? [Expansion.Relationship] : [Expansion.Relationship, Expansion.To];

    internal override IEnumerable<BoundExpression> Expressions =>
        StepPredicate is null ? [] : [StepPredicate];

    internal override IEnumerable<Variable> Read =>
        IsInto
            ? [Expansion.From, Expansion.To, .. Expansion.DiffersFrom]
            : [Expansion.From, .. Expansion.DiffersFrom];
}
