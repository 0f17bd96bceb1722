using System.Numerics;
using System.Runtime.CompilerServices;

namespace Quiver.Csv.Kernels;

/// <summary>
/// Finds where the last whole row of a text ends when line ends may stand inside quotes: the scan without its index, which costs little more than
/// reading the text. It is all that has to be done in the order of the file; the blocks that it cuts are indexed in parallel.
/// </summary>
/// <remarks>Unsafe: reads up to 63 bytes past the text, which its owner pads.</remarks>
internal static unsafe class BoundaryScan
{
    private const int IndexCapacity = 64 + Blanks.MaximumBytes + 1;

    /// <summary>Scans text[from..to), which begins with a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Boundary Scan(byte* text, int from, int to, in ScanRules rules)
    {
        byte delimiter = rules.Delimiter;
        byte quote = rules.Quote;
        bool multiline = rules.MultilineFields;
        bool isPlain = !rules.TrimStrings && !rules.LegacyStyleQuoting;
        int* ends = stackalloc int[IndexCapacity];
        int* rowEnds = stackalloc int[IndexCapacity];
        var index = new CellIndex { Ends = ends, RowEnds = rowEnds };
        var state = ScanState.CellStart;
        int afterLastRow = from;
        int at = from;
        while (at < to)
        {
            WindowMasks.Load(text + at, delimiter, quote, out var masks);
            int length = Math.Min(64, to - at);
            ulong valid = ulong.MaxValue >> (64 - length);
            ulong rowEnd = masks.RowEnds & valid;
            bool hasQuotes = (masks.Quotes & valid) != 0;
            bool isUsual =
                isPlain || !WindowMasks.IsBeyondMasks(text + at, length, rules, state, hasQuotes);
            var before = state;
            if (hasQuotes || state >= ScanState.Quoted)
            {
                isUsual &= masks.TryFindOutside(valid, multiline, ref state, out ulong outside);
                rowEnd &= outside;
            }
            else
            {
                ulong structural = (masks.Delimiters & valid) | rowEnd;
                state = structural >> 63 != 0 ? ScanState.CellStart : ScanState.Unquoted;
            }
            if (isUsual)
            {
                afterLastRow =
                    rowEnd == 0 ? afterLastRow : at + 64 - BitOperations.LeadingZeroCount(rowEnd);
                at += length;
                continue;
            }
            index.Reset();
            index.State = before;
            at = ScalarScan.Scan(text, at, at + length, to, rules, ref index);
            if (at < 0)
            {
                return new Boundary(afterLastRow, IsOpen: false, IsFaulty: true);
            }
            state = index.State;
            afterLastRow = index.RowEndCount == 0 ? afterLastRow : index.RowStart;
        }
        bool isOpen = state is ScanState.Quoted or ScanState.Escape;
        return new Boundary(afterLastRow, isOpen, IsFaulty: false);
    }
}
