using System.Numerics;

namespace Quiver.Import.Pipeline;

/// <summary>The numbers whose bits are set, ascending.</summary>
/// <param name="bits">A bit a number, the lowest first.</param>
internal ref struct TouchedNumbers(ReadOnlySpan<ulong> bits)
{
    private readonly ReadOnlySpan<ulong> _bits = bits;
    private ulong _left;
    private int _word = -1;

    /// <summary>The number.</summary>
    public readonly int Current => (_word << 6) + BitOperations.TrailingZeroCount(_left);

    /// <summary>Itself: it is walked through once.</summary>
    public readonly TouchedNumbers GetEnumerator() => this;

    /// <summary>Goes on to the next number.</summary>
    public bool MoveNext()
    {
        _left &= _left - 1;
        while (_left == 0)
        {
            if (++_word >= _bits.Length)
            {
                return false;
            }
            _left = _bits[_word];
        }
        return true;
    }
}
