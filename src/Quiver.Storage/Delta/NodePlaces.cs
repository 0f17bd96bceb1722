using System.Numerics;

namespace Quiver.Storage.Delta;

/// <summary>Finds nodes in a list of different ones, ascending: by a bit for each id and counts of bits where they lie close together, else by halving.</summary>
/// <remarks>Immutable.</remarks>
internal sealed class NodePlaces
{
    // So many bits a node, each word with a count of those before.
    private const int MostBitsPerNode = 64;

    private readonly long[] _nodes;
    private readonly long _first;
    private readonly ulong[] _bits = [];
    private readonly int[] _before = [];

    /// <summary>Takes the list over.</summary>
    public NodePlaces(long[] nodes)
    {
        _nodes = nodes;
        if (nodes.Length == 0 || nodes[0] < 0)
        {
            return;
        }
        _first = nodes[0];
        ulong span = (ulong)(nodes[^1] - _first) + 1;
        if (span > (ulong)nodes.Length * MostBitsPerNode)
        {
            return;
        }
        _bits = new ulong[(span + 63) / 64];
        _before = new int[_bits.Length];
        foreach (long node in nodes)
        {
            ulong bit = (ulong)(node - _first);
            _bits[bit >> 6] |= 1UL << (int)(bit & 63);
        }
        for (int i = 1; i < _before.Length; i++)
        {
            _before[i] = _before[i - 1] + BitOperations.PopCount(_bits[i - 1]);
        }
    }

    /// <summary>About how much memory it uses.</summary>
    public long Bytes =>
        (_nodes.LongLength + _bits.LongLength) * sizeof(long) + _before.LongLength * sizeof(int);

    /// <summary>A node's place; -1 when it is not there.</summary>
    public int IndexOf(long node)
    {
        if (_bits.Length > 0)
        {
            ulong bit = (ulong)(node - _first);
            if (bit >= (ulong)_bits.Length * 64)
            {
                return -1;
            }
            ulong word = _bits[bit >> 6];
            ulong own = 1UL << (int)(bit & 63);
            return (word & own) == 0
                ? -1
                : _before[bit >> 6] + BitOperations.PopCount(word & (own - 1));
        }
        int place = Array.BinarySearch(_nodes, node);
        return place < 0 ? -1 : place;
    }

    /// <summary>The place of the first node that is not below an id; the number of nodes when all are.</summary>
    public int FirstFrom(long id)
    {
        if (_bits.Length > 0)
        {
            if (id <= _first)
            {
                return 0;
            }
            ulong bit = (ulong)(id - _first);
            return bit >= (ulong)_bits.Length * 64
                ? _nodes.Length
                : _before[bit >> 6]
                    + BitOperations.PopCount(_bits[bit >> 6] & ((1UL << (int)(bit & 63)) - 1));
        }
        int place = Array.BinarySearch(_nodes, id);
        return place < 0 ? ~place : place;
    }
}
