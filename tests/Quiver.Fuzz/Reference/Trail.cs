using System.Collections.Immutable;

namespace Quiver.Fuzz.Reference;

/// <summary>How far a pattern has been matched.</summary>
/// <param name="Row">The variables bound so far.</param>
/// <param name="Used">The relationships that the clause has used.</param>
/// <param name="Nodes">The nodes of the path in this part of the pattern.</param>
/// <param name="Relationships">The relationships of the path in this part of the pattern.</param>
/// <param name="Open">The conditions inside the pattern that are not yet checked.</param>
internal sealed record Trail(
    Row Row,
    ImmutableHashSet<long> Used,
    ImmutableList<long> Nodes,
    ImmutableList<long> Relationships,
    ImmutableList<OpenCondition> Open
)
{
    /// <summary>The node reached.</summary>
    public long Node => Nodes[^1];

    /// <summary>Before the first part of a clause's pattern.</summary>
    public static Trail Begin(Row row) => new(row, [], [], [], []);
}
