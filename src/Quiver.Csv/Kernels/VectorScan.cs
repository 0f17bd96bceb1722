using System.Numerics;
using System.Runtime.CompilerServices;

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

    /// <summary>Scans text[from..to) on; false when a fault stopped it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Scan(byte* text, int from, int to, in ScanRules rules, ref CellIndex index)
    {
        byte delimiter = rules.Delimiter;
        byte quote = rules.Quote;
        bool multiline = rules.MultilineFields;
        bool isPlain = !rules.TrimStrings && !rules.LegacyStyleQuoting;
        int* ends = index.Ends;
        int* rowEnds = index.RowEnds;
        int endCount = index.EndCount;
        int rowEndCount = index.RowEndCount;
        var state = index.State;
        ulong beyondAscii = 0;
        int at = from;
        while (at < to)
        {
            WindowMasks.Load(text + at, delimiter, quote, out var masks);
            int length = Math.Min(64, to - at);
            ulong valid = ulong.MaxValue >> (64 - length);
            ulong rowEnd = masks.RowEnds & valid;
            ulong structural = (masks.Delimiters & valid) | rowEnd;
            bool hasQuotes = (masks.Quotes & valid) != 0;
            bool isUsual =
                isPlain || !WindowMasks.IsBeyondMasks(text + at, length, rules, state, hasQuotes);
            var before = state;
            if (hasQuotes || state >= ScanState.Quoted)
            {
                isUsual &= masks.TryFindOutside(valid, multiline, ref state, out structural);
                rowEnd &= structural;
            }
            else
            {
                state = structural >> 63 != 0 ? ScanState.CellStart : ScanState.Unquoted;
            }
            if (!isUsual)
            {
                index.EndCount = endCount;
                index.RowEndCount = rowEndCount;
                index.State = before;
                at = ScalarScan.Scan(text, at, at + length, to, rules, ref index);
                if (at < 0)
                {
                    return false;
                }
                endCount = index.EndCount;
                rowEndCount = index.RowEndCount;
                state = index.State;
                continue;
            }
            beyondAscii |= masks.BeyondAscii & valid;
            while (rowEnd != 0)
            {
                ulong below = (rowEnd & (0 - rowEnd)) - 1;
                rowEnds[rowEndCount++] = endCount + BitOperations.PopCount(structural & below);
                rowEnd &= rowEnd - 1;
            }
            int* next = ends + endCount;
            endCount += BitOperations.PopCount(structural);
            while (structural != 0)
            {
                *next++ = at + BitOperations.TrailingZeroCount(structural);
                structural &= structural - 1;
            }
            at += length;
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
            ulong feeds = WindowMasks.Match(text + at, (byte)'\n') & valid;
            ulong returns = WindowMasks.Match(text + at, (byte)'\r') & valid;
            ulong paired = feeds & ((returns << 1) | afterReturn);
            lines += BitOperations.PopCount(feeds) + BitOperations.PopCount(returns);
            lines -= BitOperations.PopCount(paired);
            afterReturn = returns >> 63;
        }
        return lines;
    }
}
