using System.Numerics;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// A small bitmap of the nodes of one ascending list, which tells of most others at once that they are not in it; who passes is looked for in the list.
/// </summary>
internal sealed class NeighbourMarks
{
    /// <summary>Lists that are longer would mark too much of it.</summary>
    public const int MaxNodes = MaxBits / 4;

    // 8 KiB, so that it stays in the processor's nearest cache; for long lists up to 64 KiB, which the collector need not treat as large.
    private const int MinBits = 1 << 16;
    private const int MaxBits = 1 << 19;
    private const int BitsForNode = 16;

    private ulong[] _words = new ulong[MinBits / 64];
    private int _wordMask = (MinBits / 64) - 1;

    /// <summary>Marks the nodes of a list, while none are marked.</summary>
    public void Mark(ReadOnlySpan<long> nodes)
    {
        long wanted = Math.Clamp((long)nodes.Length * BitsForNode, MinBits, MaxBits);
        int count = (int)BitOperations.RoundUpToPowerOf2((uint)wanted) / 64;
        if (count > _words.Length)
        {
            _words = new ulong[count];
        }
        _wordMask = count - 1;
        foreach (long node in nodes)
        {
            _words[(int)(node >> 6) & _wordMask] |= 1UL << (int)(node & 63);
        }
    }

    /// <summary>Takes the marks of a list away.</summary>
    public void Clear(ReadOnlySpan<long> nodes)
    {
        if (nodes.Length > _wordMask)
        {
            Array.Clear(_words);
            return;
        }
        foreach (long node in nodes)
        {
            _words[(int)(node >> 6) & _wordMask] = 0;
        }
    }

    /// <summary>Whether a node may be in the list.</summary>
    public bool MayContain(long node) =>
        ((_words[(int)(node >> 6) & _wordMask] >> (int)(node & 63)) & 1) != 0;

    /// <summary>The first place from one on whose node may be in the list; the length when there is none.</summary>
    public int Next(ReadOnlySpan<long> nodes, int from)
    {
        ulong[] words = _words;
        int mask = _wordMask;
        for (int i = from; i < nodes.Length; i++)
        {
            long node = nodes[i];
            if (((words[(int)(node >> 6) & mask] >> (int)(node & 63)) & 1) != 0)
            {
                return i;
            }
        }
        return nodes.Length;
    }
}
