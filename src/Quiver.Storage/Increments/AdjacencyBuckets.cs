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
    public static AdjacencyBuckets Count(
        ChangeRun[] chunks,
        ChunkPages pages,
        AdjacencyKeyLayout layout
    )
    {
        var parts = new AdjacencyBuckets[Math.Clamp(chunks.Length, 1, Environment.ProcessorCount)];
        InParallel.For(
            parts.Length,
            part =>
            {
                parts[part] = new();
                for (int chunk = part; chunk < chunks.Length; chunk += parts.Length)
                {
                    parts[part].Add(chunks[chunk].Relationships, layout);
                    pages.Leave(chunk);
                }
            }
        );
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
    private void Add(ReadOnlySpan<RelationshipEntry> relationships, AdjacencyKeyLayout layout)
    {
        int[] outgoing = _outgoing;
        int[] incoming = _incoming;
        foreach (ref readonly var relationship in relationships)
        {
            if (relationship.Flags != EntityFlags.None)
            {
                outgoing[layout.BucketOf(relationship, outgoing: true)]++;
                incoming[layout.BucketOf(relationship, outgoing: false)]++;
            }
        }
    }
}
