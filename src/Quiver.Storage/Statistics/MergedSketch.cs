using System.Numerics;
using System.Runtime.InteropServices;

namespace Quiver.Storage.Statistics;

/// <summary>
/// What sketches of parts were shown, all together. Of a few different values it remembers only the registers that these set: there may be millions of such
/// sketches. Not thread safe.
/// </summary>
internal sealed class MergedSketch
{
    private const int MostFew = 96;
    private const int RankBits = 6;
    private const int RankMask = (1 << RankBits) - 1;
    private const byte Dense = byte.MaxValue;

    /// <summary>Registers that are not 0, ascending: number and rank.</summary>
    private ushort[] _few = [];
    private DistinctSketch? _dense;

    /// <summary>Adds what a sketch was shown.</summary>
    public void Merge(DistinctSketch other)
    {
        if (_dense is null && !TryMergeFew(other.Registers))
        {
            _dense = new DistinctSketch();
            foreach (ushort entry in _few)
            {
                _dense.Registers[entry >> RankBits] = (byte)(entry & RankMask);
            }
            _few = [];
        }
        _dense?.Merge(other);
    }

    /// <summary>The estimate of how many different values there were.</summary>
    public long Estimate() => _dense?.Estimate() ?? DistinctSketch.EstimateFew(_few.Length);

    /// <summary>How many bytes <see cref="WriteTo"/> writes.</summary>
    public int Bytes =>
        1 + (_dense is null ? _few.Length * sizeof(ushort) : _dense.Registers.Length);

    /// <summary>Writes all that it remembers.</summary>
    public void WriteTo(BinaryWriter output)
    {
        output.Write(_dense is null ? (byte)_few.Length : Dense);
        if (_dense is not null)
        {
            output.Write(_dense.Registers);
            return;
        }
        output.Write(MemoryMarshal.AsBytes(_few.AsSpan()));
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static MergedSketch Read(BinaryReader input)
    {
        var sketch = new MergedSketch();
        byte count = input.ReadByte();
        if (count == Dense)
        {
            sketch._dense = new DistinctSketch();
            input.BaseStream.ReadExactly(sketch._dense.Registers);
            return sketch;
        }
        sketch._few = new ushort[count];
        input.BaseStream.ReadExactly(MemoryMarshal.AsBytes(sketch._few.AsSpan()));
        return sketch;
    }

    /// <summary>Merges registers of which few are set; false when there would be too many, and nothing has changed.</summary>
    private bool TryMergeFew(ReadOnlySpan<byte> registers)
    {
        Span<ushort> merged = stackalloc ushort[MostFew];
        int count = 0;
        int next = 0;
        for (int at = NextSet(registers, 0); at < registers.Length; at = NextSet(registers, at + 1))
        {
            for (; next < _few.Length && _few[next] >> RankBits < at; next++)
            {
                if (count == MostFew)
                {
                    return false;
                }
                merged[count++] = _few[next];
            }
            byte rank = registers[at];
            if (next < _few.Length && _few[next] >> RankBits == at)
            {
                rank = Math.Max(rank, (byte)(_few[next++] & RankMask));
            }
            if (count == MostFew)
            {
                return false;
            }
            merged[count++] = (ushort)(at << RankBits | rank);
        }
        if (count + _few.Length - next > MostFew)
        {
            return false;
        }
        for (; next < _few.Length; next++)
        {
            merged[count++] = _few[next];
        }
        if (!merged[..count].SequenceEqual(_few))
        {
            _few = merged[..count].ToArray();
        }
        return true;
    }

    /// <summary>The first register from one on that is not 0; the number of registers when there is none.</summary>
    private static int NextSet(ReadOnlySpan<byte> registers, int from)
    {
        // Few are set, and each call begins behind one of them: eight at a time, those before the first left out.
        var words = MemoryMarshal.Cast<byte, ulong>(registers);
        int word = from / sizeof(ulong);
        ulong rest = word < words.Length ? words[word] >> (from % sizeof(ulong) * 8) : 0;
        if (rest != 0)
        {
            return from + (BitOperations.TrailingZeroCount(rest) / 8);
        }
        for (word++; word < words.Length; word++)
        {
            if (words[word] != 0)
            {
                return (word * sizeof(ulong)) + (BitOperations.TrailingZeroCount(words[word]) / 8);
            }
        }
        return registers.Length;
    }
}
