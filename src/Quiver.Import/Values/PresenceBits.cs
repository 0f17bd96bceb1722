using System.Numerics;
using System.Runtime.CompilerServices;

namespace Quiver.Import.Values;

/// <summary>Collects one presence bit a row, in row order, a word at a time.</summary>
internal unsafe struct PresenceBits(ulong* destination)
{
    private ulong* _next = destination;
    private ulong _word;
    private int _bit;

    /// <summary>Rows that were present.</summary>
    public int Count { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(bool isPresent)
    {
        _word |= (isPresent ? 1UL : 0) << _bit;
        if (++_bit == 64)
        {
            Flush();
        }
    }

    public void Finish()
    {
        if (_bit > 0)
        {
            Flush();
        }
    }

    private void Flush()
    {
        *_next++ = _word;
        Count += BitOperations.PopCount(_word);
        _word = 0;
        _bit = 0;
    }
}
