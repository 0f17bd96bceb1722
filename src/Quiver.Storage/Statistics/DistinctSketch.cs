using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Quiver.Storage.Statistics;

/// <summary>
/// Estimates how many different values it was shown, within about 5 % (HyperLogLog, Flajolet et al. 2007, with linear counting for small numbers).
/// Sketches of parts merge into the sketch of the whole. Not thread safe.
/// </summary>
internal sealed class DistinctSketch
{
    private const int RegisterBits = 9;
    private const int RegisterCount = 1 << RegisterBits;
    private const int TextSampleBytes = 24;

    private readonly byte[] _registers = new byte[RegisterCount];

    /// <summary>A bit for each eight registers of which one may not be 0: of a few values only these are looked at.</summary>
    private ulong _touched;

    /// <summary>How many registers there are.</summary>
    public static int Count => RegisterCount;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        var words = MemoryMarshal.Cast<byte, ulong>(_registers.AsSpan());
        for (ulong left = _touched; left != 0; left &= left - 1)
        {
            words[BitOperations.TrailingZeroCount(left)] = 0;
        }
        _touched = 0;
    }

    /// <summary>Makes a register at least as high as a rank.</summary>
    public void Raise(int register, byte rank)
    {
        _registers[register] = Math.Max(_registers[register], rank);
        _touched |= 1UL << (register / sizeof(ulong));
    }

    /// <summary>Lists the registers that are not 0, ascending, each as its number shifted by <paramref name="rankBits"/> and its rank below.</summary>
    /// <param name="rankBits">Bits of a rank.</param>
    /// <param name="entries">Receives them.</param>
    /// <returns>How many there are; -1 when there is no room for all.</returns>
    public int List(int rankBits, Span<ushort> entries)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(_registers.AsSpan());
        int count = 0;
        for (ulong touched = _touched; touched != 0; touched &= touched - 1)
        {
            int word = BitOperations.TrailingZeroCount(touched);
            for (ulong left = words[word]; left != 0; )
            {
                int shift = BitOperations.TrailingZeroCount(left) & ~7;
                if (count == entries.Length)
                {
                    return -1;
                }
                int register = (word * sizeof(ulong)) + (shift / 8);
                entries[count++] = (ushort)((register << rankBits) | (byte)(left >> shift));
                left &= ~(0xFFUL << shift);
            }
        }
        return count;
    }

    /// <summary>What <see cref="List"/> gives for a sketch that was shown a few words, without one and in the order of the words: a million keys may have a few each.</summary>
    /// <param name="words">The words.</param>
    /// <param name="rankBits">Bits of a rank.</param>
    /// <param name="entries">Receives them: room for as many as words.</param>
    /// <returns>How many there are.</returns>
    public static int ListWords(ReadOnlySpan<long> words, int rankBits, Span<ushort> entries)
    {
        // A bit for each register that is listed.
        Span<ulong> listed = stackalloc ulong[RegisterCount / 64];
        listed.Clear();
        int count = 0;
        foreach (long word in words)
        {
            var (number, rank) = RegisterOf(Mix((ulong)word));
            ref ulong bits = ref listed[number >> 6];
            ulong bit = 1UL << (number & 63);
            ushort entry = (ushort)((number << rankBits) | rank);
            if ((bits & bit) == 0)
            {
                bits |= bit;
                entries[count++] = entry;
            }
            else
            {
                RaiseListed(entries[..count], rankBits, entry);
            }
        }
        return count;
    }

    /// <summary>How many registers a sketch has set that was shown a few words.</summary>
    public static int CountRegisters(ReadOnlySpan<long> words)
    {
        Span<ulong> set = stackalloc ulong[RegisterCount / 64];
        set.Clear();
        foreach (long word in words)
        {
            int number = RegisterOf(Mix((ulong)word)).Number;
            set[number >> 6] |= 1UL << (number & 63);
        }
        int count = 0;
        foreach (ulong bits in set)
        {
            count += BitOperations.PopCount(bits);
        }
        return count;
    }

    /// <summary>Shows it a word.</summary>
    public void Add(long word) => AddHash(Mix((ulong)word));

    /// <summary>Shows it words.</summary>
    public void AddAll(ReadOnlySpan<long> words)
    {
        foreach (long word in words)
        {
            AddHash(Mix((ulong)word));
        }
    }

    /// <summary>Shows it a text: its length, beginning and end stand for all of it, which is enough for an estimate.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        ulong hash = Mix((ulong)text.Length);
        if (text.Length <= 2 * TextSampleBytes)
        {
            AddHash(Fold(hash, text));
        }
        else
        {
            AddHash(Fold(Fold(hash, text[..TextSampleBytes]), text[^TextSampleBytes..]));
        }
    }

    /// <summary>Adds what another sketch was shown.</summary>
    public void Merge(DistinctSketch other)
    {
        for (int i = 0; i < _registers.Length; i++)
        {
            _registers[i] = Math.Max(_registers[i], other._registers[i]);
        }
        _touched |= other._touched;
    }

    /// <summary>The estimate.</summary>
    public long Estimate()
    {
        double sum = 0;
        int zeros = 0;
        foreach (byte register in _registers)
        {
            sum += 1.0 / (1UL << register);
            zeros += register == 0 ? 1 : 0;
        }
        const double Bias = 0.7213 / (1 + 1.079 / RegisterCount);
        double estimate = Bias * RegisterCount * RegisterCount / sum;
        if (estimate <= 2.5 * RegisterCount && zeros > 0)
        {
            estimate = RegisterCount * Math.Log((double)RegisterCount / zeros);
        }
        return (long)Math.Round(estimate);
    }

    /// <summary>The estimate of a sketch of which so many registers, fewer than half, are not 0.</summary>
    public static long EstimateFew(int registers) =>
        (long)
            Math.Round(
                RegisterCount * Math.Log((double)RegisterCount / (RegisterCount - registers))
            );

    /// <summary>Makes the entry of a register that is listed already at least as high.</summary>
    private static void RaiseListed(Span<ushort> entries, int rankBits, ushort entry)
    {
        int at = 0;
        while (entries[at] >> rankBits != entry >> rankBits)
        {
            at++;
        }
        entries[at] = Math.Max(entries[at], entry);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong word)
    {
        // The finaliser of MurmurHash3: every input bit reaches every output bit.
        word = (word ^ word >> 33) * 0xFF51AFD7ED558CCD;
        word = (word ^ word >> 33) * 0xC4CEB9FE1A85EC53;
        return word ^ word >> 33;
    }

    private static ulong Fold(ulong hash, ReadOnlySpan<byte> text)
    {
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(text))
        {
            hash = Mix(hash ^ word);
        }
        ulong tail = 0;
        foreach (byte b in text[(text.Length & ~7)..])
        {
            tail = tail << 8 | b;
        }
        return Mix(hash ^ tail);
    }

    /// <summary>The register that a hash concerns, and the rank that it makes it have at least.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (int Number, byte Rank) RegisterOf(ulong hash)
    {
        // The set bit bounds the rank by the bits that are left beside the register's number.
        ulong rest = hash << RegisterBits | 1UL << (RegisterBits - 1);
        return (
            (int)(hash >> (64 - RegisterBits)),
            (byte)(BitOperations.LeadingZeroCount(rest) + 1)
        );
    }

    private void AddHash(ulong hash)
    {
        var (number, rank) = RegisterOf(hash);
        ref byte register = ref _registers[number];
        if (rank > register)
        {
            register = rank;
            _touched |= 1UL << (number / sizeof(ulong));
        }
    }
}
