using System.Runtime.CompilerServices;
using Quiver.Storage.Delta;

namespace Quiver.Storage.Increments;

/// <summary>How many of the relationships that chunks create and delete are in each bucket of an <see cref="AdjacencyKeyLayout"/>, by either end.</summary>
internal sealed class AdjacencyBuckets
{
    private readonly int[] _outgoing = new int[AdjacencyKeyLayout.BucketCount];
    private readonly int[] _incoming = new int[AdjacencyKeyLayout.BucketCount];

    /// <summary>By one of the ends.</summary>
    public int[] Of(bool outgoing) => outgoing ? _outgoing : _incoming;

    /// <summary>Counts them, in one pass for both ends, several chunks at a time.</summary>
    /// <param name="chunks">The chunks.</param>
    /// <param name="pages">Their memory.</param>
    /// <param name="layout">The layout, which is complete.</param>
    /// <param name="source">What the chunks are, for an error.</param>
    /// <exception cref="CorruptionException">A chunk joins a node that there cannot be.</exception>
    public static AdjacencyBuckets Count(
        ChangeRun[] chunks,
        ChunkPages pages,
        AdjacencyKeyLayout layout,
        string source
    )
    {
        bool isSound = true;
        var parts = new AdjacencyBuckets[Math.Clamp(chunks.Length, 1, Environment.ProcessorCount)];
        InParallel.For(
            parts.Length,
            part =>
            {
                parts[part] = new();
                for (int chunk = part; chunk < chunks.Length; chunk += parts.Length)
                {
                    if (!parts[part].TryAdd(chunks[chunk].Relationships, layout))
                    {
                        Volatile.Write(ref isSound, false);
                    }
                    pages.Leave(chunk);
                }
            }
        );
        if (!isSound)
        {
            throw new CorruptionException(
                source,
                0,
                "relationships between nodes that there are",
                "one of another node"
            );
        }
        foreach (var other in parts.AsSpan(1))
        {
            for (int bucket = 0; bucket < AdjacencyKeyLayout.BucketCount; bucket++)
            {
                parts[0]._outgoing[bucket] += other._outgoing[bucket];
                parts[0]._incoming[bucket] += other._incoming[bucket];
            }
        }
        return parts[0];
    }

    // Millions in one call: code that was compiled ahead would stay.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryAdd(ReadOnlySpan<RelationshipEntry> relationships, AdjacencyKeyLayout layout)
    {
        int[] outgoing = _outgoing;
        int[] incoming = _incoming;
        foreach (ref readonly var relationship in relationships)
        {
            if (relationship.Flags != EntityFlags.None)
            {
                if (!layout.HasRoomFor(relationship))
                {
                    return false;
                }
                outgoing[layout.BucketOf(relationship, outgoing: true)]++;
                incoming[layout.BucketOf(relationship, outgoing: false)]++;
            }
        }
        return true;
    }
}
