using System.Buffers;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// How often each node occurs in one ascending list, so that the common neighbours of its owner and of many others are counted with one look for each neighbour of theirs.
/// </summary>
internal sealed class NeighbourCounts : IDisposable
{
    // A list whose ids lie further apart is not counted this way: a table beyond the nearest caches is slower than a search.
    private const long MaxSpread = 1 << 20;
    private const int MinSpread = 1 << 14;

    private readonly QueryMemory _memory;

    // Of the pool, and empty where nothing is taken.
    private byte[] _counts = [];
    private long _first;
    private long _last;

    private NeighbourCounts(QueryMemory memory) => _memory = memory;

    /// <summary>Makes a table that the query owns.</summary>
    /// <param name="context">The query's context.</param>
    public static NeighbourCounts Of(QueryContext context)
    {
        var counts = new NeighbourCounts(context.Memory);
        context.Own(counts);
        return counts;
    }

    /// <summary>Takes a list; false when its nodes lie too far apart, or one of them occurs too often.</summary>
    public bool TryTake(ReadOnlySpan<long> nodes)
    {
        // Ids that are low enough are their own places: then no list needs to be cut to where the table begins and ends.
        long first = nodes[^1] < MaxSpread ? 0 : nodes[0];
        long spread = nodes[^1] - first + 1;
        if (spread is <= 0 or > MaxSpread)
        {
            return false;
        }
        if (spread > _counts.Length)
        {
            int length = Math.Max(MinSpread, (int)Math.Min(MaxSpread, 2 * spread));
            _memory.Charge(length - _counts.Length);
            Dispose();
            _counts = ArrayPool<byte>.Shared.Rent(length);
            Array.Clear(_counts);
        }
        _first = first;
        _last = first + _counts.Length - 1;
        byte[] counts = _counts;
        for (int i = 0; i < nodes.Length; i++)
        {
            ref byte count = ref counts[(int)(nodes[i] - first)];
            if (count == byte.MaxValue)
            {
                Drop(nodes[..i]);
                return false;
            }
            count++;
        }
        return true;
    }

    /// <summary>Forgets the list that was taken.</summary>
    public void Drop(ReadOnlySpan<long> nodes)
    {
        byte[] counts = _counts;
        foreach (long node in nodes)
        {
            counts[(int)(node - _first)] = 0;
        }
    }

    /// <summary>Gives the table back. The query calls it at its end.</summary>
    public void Dispose()
    {
        if (_counts.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_counts);
        }
        _counts = [];
    }

    /// <summary>How many pairs of a place in the list that was taken and a place in another ascending one have the same node.</summary>
    public long CountCommon(ReadOnlySpan<long> nodes)
    {
        int from = nodes[0] < _first ? IntersectLists.LowerBound(nodes, _first) : 0;
        int to = nodes[^1] > _last ? IntersectLists.LowerBound(nodes, _last + 1) : nodes.Length;
        if (from >= to)
        {
            return 0;
        }
        byte[] counts = _counts;
        long first = _first;
        // Two sums do not wait for one another.
        long even = 0;
        long odd = 0;
        int i = from;
        for (; i + 1 < to; i += 2)
        {
            even += counts[(int)(nodes[i] - first)];
            odd += counts[(int)(nodes[i + 1] - first)];
        }
        return even + odd + (i < to ? counts[(int)(nodes[i] - first)] : 0);
    }
}
