using Quiver.Foundation;

namespace Quiver.Import.Pipeline;

/// <summary>Keys that cut the relationships of a block into parts of about the same size. A key that fills parts by itself gets one of its own.</summary>
/// <param name="keyMask">The bits of a key that count.</param>
internal sealed class BlockSplitters(ulong keyMask)
{
    private readonly List<ulong> _sample = [];
    private readonly List<ulong> _splitters = [];

    /// <summary>The number of parts.</summary>
    public int PartCount => _splitters.Count + 1;

    /// <summary>The bits of a key that count.</summary>
    public ulong Masked(long key) => (ulong)key & keyMask;

    /// <summary>Takes a key into the sample.</summary>
    public void Add(long key) => _sample.Add(Masked(key));

    /// <summary>Chooses from the sample.</summary>
    /// <param name="partCount">How many parts of equal size are wanted.</param>
    public void Choose(int partCount)
    {
        Invariant.Assert(_sample.Count > 0);
        _sample.Sort();
        // What follows a key in the bits that count.
        ulong step = keyMask & (~keyMask + 1);
        ulong last = 0;
        for (int i = 1; i < partCount; i++)
        {
            ulong key = _sample[(int)((long)i * _sample.Count / partCount)];
            ulong next = key < last ? last : key;
            if (key == last && _splitters.Count > 0)
            {
                next = key + step;
            }
            if (next > last)
            {
                _splitters.Add(next);
                last = next;
            }
        }
        _sample.Clear();
    }

    /// <summary>The part of a key.</summary>
    public int PartOf(long key)
    {
        ulong wanted = Masked(key);
        int low = 0;
        int high = _splitters.Count;
        while (low < high)
        {
            int middle = (int)((uint)(low + high) >> 1);
            if (_splitters[middle] <= wanted)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }
}
