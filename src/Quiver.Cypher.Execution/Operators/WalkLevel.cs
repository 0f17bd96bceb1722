using Quiver.Storage;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// The walks of one length that a variable-length expansion is at: each is the last step and the walk of the level below that it
/// continues. The level's cursor gives the walks one step longer.
/// </summary>
internal sealed class WalkLevel(Expansion expansion)
{
    /// <summary>For each walk the one it continues, on the level below; at the lowest level nothing.</summary>
    public int[] Parents { get; private set; } = [];

    /// <summary>For each walk its last relationship; at the lowest level nothing.</summary>
    public long[] Relationships { get; private set; } = [];

    /// <summary>For each walk the node it has reached.</summary>
    public long[] Nodes { get; private set; } = [];

    /// <summary>Estimated bytes held.</summary>
    public long MemoryBytes => 64 + Nodes.Length * 20L;

    /// <summary>Sets the walks and begins to extend them.</summary>
    public void Start(
        ReadOnlySpan<int> parents,
        ReadOnlySpan<long> relationships,
        ReadOnlySpan<long> nodes
    )
    {
        Parents = parents.ToArray();
        Relationships = relationships.ToArray();
        Nodes = nodes.ToArray();
        expansion.Start(nodes);
    }

    /// <summary>The next walks one step longer, before any check.</summary>
    public int Next(Span<int> parents, Span<long> relationships, Span<long> nodes) =>
        expansion.Next(parents, relationships, nodes);
}
