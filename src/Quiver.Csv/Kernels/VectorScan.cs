using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Quiver.Csv.Kernels;

/// <summary>
/// The scan 64 bytes at a time: one bit mask each for delimiters, row ends and quotes. Where quotes occur, a prefix XOR tells inside from outside; the
/// window falls back to <see cref="ScalarScan"/> where that does not hold (a quote in the middle of a cell is ordinary) or where something is wrong.
/// </summary>
/// <remarks>Unsafe: reads up to 63 bytes past the text, which its owner pads.</remarks>
internal static unsafe class VectorScan
{
    /// <summary>Bytes that must be readable behind the text.</summary>
    public const int Padding = 64;

    /// <summary>Scans text[0..length) from a reset index; false when a fault stopped it. The dialect must not trim.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Scan(byte* text, int length, CsvDialect dialect, ref CellIndex index)
    {
        byte delimiter = dialect.Delimiter;
        byte quote = dialect.Quote;
        bool multiline = dialect.MultilineFields;
        int* ends = index.Ends;
        int* rowEnds = index.RowEnds;
        int endCount = index.EndCount;
        int rowEndCount = index.RowEndCount;
        var state = index.State;
        ulong beyondAscii = 0;
        for (int at = 0; at < length; at += 64)
        {
            Masks(text + at, delimiter, quote, out var masks);
            ulong valid = length - at >= 64 ? ulong.MaxValue : (1UL << (length - at)) - 1;
            ulong rowEnd = masks.RowEnds & valid;
            ulong structural = (masks.Delimiters & valid) | rowEnd;
            ulong quotes = masks.Quotes & valid;
            beyondAscii |= masks.BeyondAscii & valid;
            if (quotes != 0 || state is ScanState.Quoted or ScanState.AfterQuote)
            {
                ulong inside = PrefixXor(quotes) ^ (state == ScanState.Quoted ? ulong.MaxValue : 0);
                ulong outside = structural & ~inside;
                ulong opening = quotes & inside;
                ulong closing = quotes & ~inside;
                ulong afterStructural = (outside << 1) | (state == ScanState.CellStart ? 1UL : 0);
                ulong afterClosing = (closing << 1) | (state == ScanState.AfterQuote ? 1UL : 0);
                ulong unusual =
                    (opening & ~(afterStructural | afterClosing))
                    | (afterClosing & ~(outside | opening) & valid)
                    | (multiline ? 0 : rowEnd & inside);
                if (unusual != 0)
                {
                    index.EndCount = endCount;
                    index.RowEndCount = rowEndCount;
                    index.State = state;
                    if (!ScalarScan.Scan(text, at, Math.Min(at + 64, length), dialect, ref index))
                    {
                        return false;
                    }
                    endCount = index.EndCount;
                    rowEndCount = index.RowEndCount;
                    state = index.State;
                    continue;
                }
                structural = outside;
                rowEnd &= outside;
                int last = Math.Min(63, length - at - 1);
                state =
                    (inside >> last & 1) != 0 ? ScanState.Quoted
                    : (closing >> last & 1) != 0 ? ScanState.AfterQuote
                    : (outside >> last & 1) != 0 ? ScanState.CellStart
                    : ScanState.Unquoted;
            }
            else
            {
                state = structural >> 63 != 0 ? ScanState.CellStart : ScanState.Unquoted;
            }
            while (rowEnd != 0)
            {
                ulong before = (rowEnd & (0 - rowEnd)) - 1;
                rowEnds[rowEndCount++] = endCount + BitOperations.PopCount(structural & before);
                rowEnd &= rowEnd - 1;
            }
            int* next = ends + endCount;
            endCount += BitOperations.PopCount(structural);
            while (structural != 0)
            {
                *next++ = at + BitOperations.TrailingZeroCount(structural);
                structural &= structural - 1;
            }
        }
        index.EndCount = endCount;
        index.RowEndCount = rowEndCount;
        index.State = state;
        index.IsAscii &= beyondAscii == 0;
        return true;
    }

    /// <summary>Counts line feeds, and carriage returns that no line feed follows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long CountLines(byte* text, int length)
    {
        long lines = 0;
        ulong afterReturn = 0;
        for (int at = 0; at < length; at += 64)
        {
            ulong valid = length - at >= 64 ? ulong.MaxValue : (1UL << (length - at)) - 1;
            ulong feeds = Match(text + at, (byte)'\n') & valid;
            ulong returns = Match(text + at, (byte)'\r') & valid;
            ulong paired = feeds & ((returns << 1) | afterReturn);
            lines += BitOperations.PopCount(feeds) + BitOperations.PopCount(returns);
            lines -= BitOperations.PopCount(paired);
            afterReturn = returns >> 63;
        }
        return lines;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Masks(byte* text, byte delimiter, byte quote, out WindowMasks masks)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var window = Vector512.Load(text);
            masks.Delimiters = Vector512
                .Equals(window, Vector512.Create(delimiter))
                .ExtractMostSignificantBits();
            masks.Quotes = Vector512
                .Equals(window, Vector512.Create(quote))
                .ExtractMostSignificantBits();
            masks.RowEnds = (
                Vector512.Equals(window, Vector512.Create((byte)'\n'))
                | Vector512.Equals(window, Vector512.Create((byte)'\r'))
            ).ExtractMostSignificantBits();
            masks.BeyondAscii = window.ExtractMostSignificantBits();
        }
        else
        {
            masks.Delimiters = Match(text, delimiter);
            masks.Quotes = Match(text, quote);
            masks.RowEnds = Match(text, (byte)'\n') | Match(text, (byte)'\r');
            masks.BeyondAscii =
                Vector256.Load(text).ExtractMostSignificantBits()
                | ((ulong)Vector256.Load(text + 32).ExtractMostSignificantBits() << 32);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Match(byte* text, byte value)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Vector512
                .Equals(Vector512.Load(text), Vector512.Create(value))
                .ExtractMostSignificantBits();
        }
        var pattern = Vector256.Create(value);
        return Vector256.Equals(Vector256.Load(text), pattern).ExtractMostSignificantBits()
            | (
                (ulong)
                    Vector256
                        .Equals(Vector256.Load(text + 32), pattern)
                        .ExtractMostSignificantBits() << 32
            );
    }

    /// <summary>Bit i of the result is the parity of bits 0 to i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong PrefixXor(ulong bits)
    {
        if (Pclmulqdq.IsSupported)
        {
            return Pclmulqdq
                .CarrylessMultiply(
                    Vector128.CreateScalar(bits),
                    Vector128.CreateScalar(ulong.MaxValue),
                    0
                )
                .ToScalar();
        }
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }

    private struct WindowMasks
    {
        public ulong Delimiters;
        public ulong RowEnds;
        public ulong Quotes;
        public ulong BeyondAscii;
    }
}
