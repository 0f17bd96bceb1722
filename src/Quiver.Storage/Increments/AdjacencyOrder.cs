using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Quiver.Foundation;
using Quiver.Foundation.Kernels;
using Quiver.Foundation.Memory;
using Quiver.Storage.Delta;

namespace Quiver.Storage.Increments;

/// <summary>
/// Puts the relationships that chunks create and delete into the order of one of their ends. They are read in the order of their ids, and each is put beside those of nodes near
/// its own, which are then sorted in a processor's cache. Many take a part of the nodes at a time. Not thread safe.
/// </summary>
/// <param name="chunks">The chunks.</param>
/// <param name="stretches">Their relationships in the order of ids.</param>
/// <param name="outgoing">By which end.</param>
/// <remarks>Memory besides the result: 8 bytes a relationship of a part. What joins one node is never parted.</remarks>
internal sealed class AdjacencyOrder(ChangeRun[] chunks, List<Stretch> stretches, bool outgoing)
{
    // Where keys are longer than a word, a part has the relationships themselves.
    private const int LongKeyShare = 4;

    private readonly RadixSorter _sorter = new();
    private readonly ChunkPages _pages = new(chunks);

    /// <summary>Makes keys.</summary>
    public required AdjacencyKeyLayout Layout { private get; init; }

    /// <summary>Whether keys of one word suffice.</summary>
    public required bool HasWords { private get; init; }

    /// <summary>How many there are in each bucket: <see cref="AdjacencyBuckets"/>.</summary>
    public required int[] Buckets { private get; init; }

    /// <summary>The most relationships of a part, unless more join the same few nodes.</summary>
    public int PartLength { private get; init; } = 1 << 23;

    /// <summary>The relationships that are put beside each other before they are sorted, or more of the same few nodes: a processor's second cache holds them.</summary>
    public int GroupLength { private get; init; } = 1 << 13;

    /// <summary>The places of the relationships in the order of ids, in the order of the end.</summary>
    /// <param name="counts">Is told of those that are created.</param>
    public int[] Sort(CreatedCounts counts)
    {
        int[] buckets = Buckets;
        int[] order = GC.AllocateUninitializedArray<int>(buckets.Sum());
        int longest = HasWords ? PartLength : Math.Max(1, PartLength / LongKeyShare);
        int sorted = 0;
        for (int from = 0; from < buckets.Length; )
        {
            int to = from;
            int length = 0;
            do
            {
                length += buckets[to++];
            } while (to < buckets.Length && length + buckets[to] <= longest);
            if (length > 0)
            {
                var part = order.AsSpan(sorted, length);
                if (HasWords)
                {
                    SortWords(buckets, from, to, part, counts);
                }
                else
                {
                    SortLong(from, to, part, counts);
                }
                sorted += length;
            }
            from = to;
        }
        return order;
    }

    private ReadOnlySpan<RelationshipEntry> RelationshipsOf(Stretch stretch) =>
        chunks[stretch.Chunk].Relationships[stretch.From..stretch.To];

    /// <summary>Sorts the relationships of some buckets by their words. Those between the same nodes, of one type, keep the order of their ids.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SortWords(
        int[] buckets,
        int fromBucket,
        int toBucket,
        Span<int> order,
        CreatedCounts counts
    )
    {
        var groupOf = new int[toBucket - fromBucket];
        var ends = new List<int>();
        int grouped = 0;
        for (int bucket = fromBucket; bucket < toBucket; )
        {
            int length = 0;
            do
            {
                groupOf[bucket - fromBucket] = ends.Count;
                length += buckets[bucket++];
            } while (bucket < toBucket && length + buckets[bucket] <= GroupLength);
            grouped += length;
            ends.Add(grouped);
        }
        int[] next = [0, .. ends[..^1]];
        using var memory = new ZeroedMemory((long)order.Length * sizeof(ulong));
        var keys = MemoryMarshal.Cast<byte, ulong>(memory.Span(0, order.Length * sizeof(ulong)));
        int place = 0;
        foreach (var stretch in stretches)
        {
            foreach (ref readonly var entry in RelationshipsOf(stretch))
            {
                int bucket = Layout.BucketOf(entry, outgoing) - fromBucket;
                if (entry.Flags != EntityFlags.None && (uint)bucket < (uint)groupOf.Length)
                {
                    int to = next[groupOf[bucket]]++;
                    keys[to] = Layout.KeyOf(entry, outgoing);
                    // Deleted ones are told by the sign.
                    order[to] = entry.Flags == EntityFlags.Created ? place : ~place;
                }
                place++;
            }
            _pages.Leave(stretch);
        }
        int from = 0;
        foreach (int end in ends)
        {
            _sorter.Sort(keys[from..end], order[from..end]);
            from = end;
        }
        for (int i = 0; i < order.Length; i++)
        {
            if (order[i] >= 0)
            {
                counts.Add(Layout.NodeOf(keys[i]), Layout.TypeOf(keys[i]));
            }
            else
            {
                order[i] = ~order[i];
            }
        }
    }

    /// <summary>Sorts the relationships of some buckets by their ends and types, one after the other. Those between the same nodes, of one type, keep the order of their ids.</summary>
    private void SortLong(int fromBucket, int toBucket, Span<int> order, CreatedCounts counts)
    {
        var entries = new RelationshipEntry[order.Length];
        int[] places = new int[order.Length];
        int count = 0;
        int place = 0;
        foreach (var stretch in stretches)
        {
            foreach (ref readonly var entry in RelationshipsOf(stretch))
            {
                int bucket = Layout.BucketOf(entry, outgoing);
                if (entry.Flags != EntityFlags.None && bucket >= fromBucket && bucket < toBucket)
                {
                    entries[count] = entry;
                    places[count++] = place;
                }
                place++;
            }
            _pages.Leave(stretch);
        }
        Invariant.Assert(count == order.Length);
        ulong[] keys = new ulong[count];
        for (int i = 0; i < count; i++)
        {
            order[i] = i;
            keys[i] = Layout.NumberOf(outgoing ? entries[i].End : entries[i].Start);
        }
        _sorter.Sort(keys, order);
        for (int i = 0; i < count; i++)
        {
            keys[i] = (ulong)entries[order[i]].Type;
        }
        _sorter.Sort(keys, order);
        for (int i = 0; i < count; i++)
        {
            ref readonly var entry = ref entries[order[i]];
            keys[i] = Layout.NumberOf(outgoing ? entry.Start : entry.End);
        }
        _sorter.Sort(keys, order);
        foreach (ref int number in order)
        {
            ref readonly var entry = ref entries[number];
            if (entry.Flags == EntityFlags.Created)
            {
                counts.Add(outgoing ? entry.Start : entry.End, entry.Type);
            }
            number = places[number];
        }
    }
}
