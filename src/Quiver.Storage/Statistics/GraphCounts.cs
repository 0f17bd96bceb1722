namespace Quiver.Storage.Statistics;

/// <summary>The exact counts of a snapshot. Immutable; absent keys count 0.</summary>
public sealed class GraphCounts
{
    /// <summary>The counts of the empty graph.</summary>
    public static readonly GraphCounts Empty = new();

    /// <summary>All nodes.</summary>
    public long Nodes { get; init; }

    /// <summary>All relationships.</summary>
    public long Relationships { get; init; }

    /// <summary>Nodes by label number.</summary>
    public IReadOnlyDictionary<int, long> NodesByLabel { get; init; } = new Dictionary<int, long>();

    /// <summary>Relationships by type number.</summary>
    public IReadOnlyDictionary<int, long> RelationshipsByType { get; init; } =
        new Dictionary<int, long>();

    /// <summary>Relationships of a type whose start node has a label.</summary>
    public IReadOnlyDictionary<
        (int Label, int Type),
        long
    > RelationshipsByStartLabel { get; init; } = PairCounts.Empty;

    /// <summary>Relationships of a type whose end node has a label.</summary>
    public IReadOnlyDictionary<(int Label, int Type), long> RelationshipsByEndLabel { get; init; } =
        PairCounts.Empty;
}
