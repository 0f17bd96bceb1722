namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// A small bitmap of the nodes of one ascending list, which tells of most others at once that they are not in it; who passes is looked for in the list.
/// </summary>
internal sealed class NeighbourMarks
{
    // 8 KiB, so that it stays in the processor's nearest cache.
    private const int Bits = 1 << 16;
    private const int WordMask = (Bits / 64) - 1;

    private readonly ulong[] _words = new ulong[Bits / 64];

    /// <summary>Marks the nodes of a list.</summary>
    public void Mark(ReadOnlySpan<long> nodes)
    {
        foreach (long node in nodes)
        {
            _words[(int)(node >> 6) & WordMask] |= 1UL << (int)(node & 63);
        }
    }

    /// <summary>Takes the marks of a list away.</summary>
    public void Clear(ReadOnlySpan<long> nodes)
    {
        if (nodes.Length > _words.Length)
        {
            Array.Clear(_words);
            return;
        }
        foreach (long node in nodes)
        {
            _words[(int)(node >> 6) & WordMask] = 0;
        }
    }

    /// <summary>Whether a node may be in the list.</summary>
    public bool MayContain(long node) =>
        ((_words[(int)(node >> 6) & WordMask] >> (int)(node & 63)) & 1) != 0;

    /// <summary>The first place from one on whose node may be in the list; the length when there is none.</summary>
    public int Next(ReadOnlySpan<long> nodes, int from)
    {
        ulong[] words = _words;
        for (int i = from; i < nodes.Length; i++)
        {
            long node = nodes[i];
            if (((words[(int)(node >> 6) & WordMask] >> (int)(node & 63)) & 1) != 0)
            {
                return i;
            }
        }
        return nodes.Length;
    }
}
