using System.Globalization;
using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>
/// For each row one row per way to repeat a path from the known node, over different relationships in all repetitions. The right side
/// makes one repetition: it starts at <see cref="Start"/> and leads to <see cref="End"/>, where the next one starts.
/// </summary>
/// <param name="left">The side that is run once.</param>
/// <param name="right">The side that makes a repetition.</param>
/// <param name="expansion">From where to where; its relationship is the list of all relationships in the pattern's order.</param>
/// <param name="repetition">What one repetition is made of.</param>
public sealed class RepeatTrail(
    PlanNode left,
    PlanNode right,
    Expansion expansion,
    Repetition repetition
)
    : ApplyNode(
        left,
        right,
        [
            .. left
                .Output.Append(expansion.Relationship)
                .Append(expansion.To)
                .Concat(repetition.Groups.Select(static g => g.List))
                .Distinct(),
        ]
    )
{
    /// <inheritdoc/>
    public override string Name => "Repeat(Trail)";

    /// <inheritdoc/>
    public override string Details
    {
        get
        {
            string most = Repetition.Maximum?.ToString(CultureInfo.InvariantCulture) ?? "";
            return $"({PlanText.Variable(Expansion.From)}) (...){{{Repetition.Minimum}, {most}}} ({PlanText.Variable(Expansion.To)})";
        }
    }

    /// <summary>From where to where.</summary>
    public Expansion Expansion { get; } = expansion;

    /// <summary>What one repetition is made of.</summary>
    public Repetition Repetition { get; } = repetition;

    /// <summary>Where a repetition starts: a column that the right side is given.</summary>
    public Variable Start => Repetition.Start;

    /// <summary>Where a repetition ends.</summary>
    public Variable End => Repetition.End;

    internal override bool IsRowWise => false;

    internal override IEnumerable<Variable> Introduced =>
        Repetition
            .Groups.Select(static g => g.List)
            .Append(Expansion.Relationship)
            .Concat(Repetition.IsInto ? [] : [Expansion.To]);

    internal override IEnumerable<Variable> Read =>
        Repetition.IsInto
            ? [Expansion.From, Expansion.To, .. Expansion.DiffersFrom]
            : [Expansion.From, .. Expansion.DiffersFrom];

    /// <summary>The right side's columns that are wanted when some of the lists are.</summary>
    internal IEnumerable<Variable> WantedOfRight(HashSet<Variable> wanted) =>
        Repetition
            .Groups.Where(g => wanted.Contains(g.List))
            .Select(static g => g.Inner)
            .Concat(Repetition.Relationships)
            .Append(End);
}
