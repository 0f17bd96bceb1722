namespace Quiver.Storage.Increments;

/// <summary>How a chunk is to be rewritten so that it fits the newest commit.</summary>
internal sealed class ChunkMap
{
    /// <summary>The numbers of labels by those that the chunk has; null when they are the same.</summary>
    public int[]? Labels { get; set; }

    /// <summary>The numbers of types.</summary>
    public int[]? Types { get; set; }

    /// <summary>The numbers of property keys.</summary>
    public int[]? Keys { get; set; }

    /// <summary>Nodes about which nothing is said any more.</summary>
    public HashSet<long> LeftNodes { get; } = [];

    /// <summary>Relationships about which nothing is said any more.</summary>
    public HashSet<long> LeftRelationships { get; } = [];

    /// <summary>New nodes that are left out, and the nodes that take their places at relationships.</summary>
    public Dictionary<long, long> Replaced { get; } = [];

    /// <summary>Whether chunks stay as they are.</summary>
    public bool IsEmpty =>
        Labels is null
        && Types is null
        && Keys is null
        && LeftNodes.Count + LeftRelationships.Count + Replaced.Count == 0;

    /// <summary>The node at an end of a relationship.</summary>
    public long EndOf(long node) =>
        Replaced.Count > 0 ? Replaced.GetValueOrDefault(node, node) : node;
}
