using Quiver.Foundation;
using Quiver.Foundation.Kernels;
using Quiver.Storage.Delta;

namespace Quiver.Storage.Increments;

/// <summary>
/// Puts the relationships that chunks create and delete into the order of one of their ends. They are read in the order of their ids, as often as it takes to sort them in
/// parts of bounded size: each part has the nodes from one to another. Not thread safe.
/// </summary>
/// <param name="chunks">The chunks.</param>
/// <param name="stretches">Their relationships in the order of ids.</param>
/// <param name="outgoing">By which end.</param>
/// <remarks>Memory besides the result: 24 bytes a relationship of a part. What joins one node is never parted.</remarks>
internal sealed class AdjacencyOrder(ChangeRun[] chunks, List<Stretch> stretches, bool outgoing)
{
    private readonly RadixSorter _sorter = new();
    private readonly ChunkPages _pages = new(chunks);
    private ulong[] _keys = [];
    private int[] _places = [];

    // Only where keys are longer than a word: the part's relationships, and their order.
    private RelationshipEntry[] _entries = [];
    private int[] _numbers = [];

    /// <summary>Makes keys.</summary>
    public required AdjacencyKeyLayout Layout { private get; init; }

    /// <summary>Whether keys of one word suffice.</summary>
    public required bool HasWords { private get; init; }

    /// <summary>The most relationships that are sorted together, unless more join the same few nodes.</summary>
    public int PartLength { private get; init; } = 1 << 21;

    /// <summary>The places of the relationships in the order of ids, in the order of the end.</summary>
    /// <param name="counts">Is told of those that are created.</param>
    public int[] Sort(CreatedCounts counts)
    {
        int all = stretches.Sum(static stretch => stretch.To - stretch.From);
        if (all <= PartLength)
        {
            int[] whole = new int[Read(0, AdjacencyKeyLayout.BucketCount, all)];
            SortPart(whole.Length);
            Take(whole, counts);
            return whole;
        }
        int[] buckets = CountBuckets();
        int[] order = new int[buckets.Sum()];
        int sorted = 0;
        for (int from = 0; from < buckets.Length; )
        {
            int to = from;
            int length = 0;
            do
            {
                length += buckets[to++];
            } while (to < buckets.Length && length + buckets[to] <= PartLength);
            if (length > 0)
            {
                int read = Read(from, to, length);
                Invariant.Assert(read == length);
                SortPart(length);
                Take(order.AsSpan(sorted, length), counts);
                sorted += length;
            }
            from = to;
        }
        return order;
    }

    private int[] CountBuckets()
    {
        int[] buckets = new int[AdjacencyKeyLayout.BucketCount];
        foreach (var stretch in stretches)
        {
            foreach (ref readonly var entry in RelationshipsOf(stretch))
            {
                if (entry.Flags != EntityFlags.None)
                {
                    buckets[Layout.BucketOf(entry, outgoing)]++;
                }
            }
            _pages.Leave(stretch);
        }
        return buckets;
    }

    /// <summary>Reads the relationships of some buckets.</summary>
    /// <param name="fromBucket">The first bucket.</param>
    /// <param name="toBucket">The one behind the last.</param>
    /// <param name="most">How many there are at most.</param>
    /// <returns>How many there are.</returns>
    private int Read(int fromBucket, int toBucket, int most)
    {
        if (_keys.Length < most)
        {
            _keys = new ulong[most];
            _places = new int[most];
            _entries = HasWords ? [] : new RelationshipEntry[most];
            _numbers = HasWords ? [] : new int[most];
        }
        bool areAll = toBucket - fromBucket == AdjacencyKeyLayout.BucketCount;
        int count = 0;
        int place = 0;
        foreach (var stretch in stretches)
        {
            foreach (ref readonly var entry in RelationshipsOf(stretch))
            {
                int bucket = areAll ? fromBucket : Layout.BucketOf(entry, outgoing);
                if (entry.Flags != EntityFlags.None && bucket >= fromBucket && bucket < toBucket)
                {
                    // Deleted ones are told by the sign.
                    _places[count] = entry.Flags == EntityFlags.Created ? place : ~place;
                    if (HasWords)
                    {
                        _keys[count] = Layout.KeyOf(entry, outgoing);
                    }
                    else
                    {
                        _entries[count] = entry;
                    }
                    count++;
                }
                place++;
            }
            _pages.Leave(stretch);
        }
        return count;
    }

    private ReadOnlySpan<RelationshipEntry> RelationshipsOf(Stretch stretch) =>
        chunks[stretch.Chunk].Relationships[stretch.From..stretch.To];

    /// <summary>Those between the same nodes, of one type, keep the order of their ids.</summary>
    private void SortPart(int length)
    {
        var keys = _keys.AsSpan(0, length);
        if (HasWords)
        {
            _sorter.Sort(keys, _places.AsSpan(0, length));
            return;
        }
        var numbers = _numbers.AsSpan(0, length);
        for (int i = 0; i < length; i++)
        {
            numbers[i] = i;
        }
        for (int i = 0; i < length; i++)
        {
            keys[i] = Layout.NumberOf(outgoing ? _entries[i].End : _entries[i].Start);
        }
        _sorter.Sort(keys, numbers);
        for (int i = 0; i < length; i++)
        {
            keys[i] = (ulong)_entries[numbers[i]].Type;
        }
        _sorter.Sort(keys, numbers);
        for (int i = 0; i < length; i++)
        {
            var entry = _entries[numbers[i]];
            keys[i] = Layout.NumberOf(outgoing ? entry.Start : entry.End);
        }
        _sorter.Sort(keys, numbers);
    }

    private void Take(Span<int> order, CreatedCounts counts)
    {
        for (int i = 0; i < order.Length; i++)
        {
            int place = HasWords ? _places[i] : _places[_numbers[i]];
            order[i] = place >= 0 ? place : ~place;
            if (place < 0)
            {
                continue;
            }
            if (HasWords)
            {
                counts.Add(Layout.NodeOf(_keys[i]), Layout.TypeOf(_keys[i]));
            }
            else
            {
                var entry = _entries[_numbers[i]];
                counts.Add(outgoing ? entry.Start : entry.End, entry.Type);
            }
        }
    }
}
