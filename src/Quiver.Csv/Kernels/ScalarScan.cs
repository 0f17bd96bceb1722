namespace Quiver.Csv.Kernels;

/// <summary>The scan byte by byte: the definition of the dialect, used where the vector scan's assumptions do not hold.</summary>
/// <remarks>Unsafe: reads text[from..limit) only.</remarks>
internal static unsafe class ScalarScan
{
    private const byte Backslash = (byte)'\\';

    /// <summary>
    /// Scans text[from..to) on. Returns where it stopped: at <paramref name="to"/>, or a few bytes behind it when a blank of several bytes lies across; -1 when
    /// a fault stopped it.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="from">The first byte to scan.</param>
    /// <param name="to">The end of the window.</param>
    /// <param name="limit">The end of the text.</param>
    /// <param name="rules">The dialect.</param>
    /// <param name="index">Receives what is found.</param>
    public static int Scan(
        byte* text,
        int from,
        int to,
        int limit,
        in ScanRules rules,
        ref CellIndex index
    )
    {
        byte quote = rules.Quote;
        byte delimiter = rules.Delimiter;
        bool escapes = rules.LegacyStyleQuoting;
        var state = index.State;
        int at = from;
        for (int size = 1; at < to; at += size)
        {
            byte b = text[at];
            bool isRowEnd = b is (byte)'\n' or (byte)'\r';
            size = 1;
            index.IsAscii &= b < 0x80;
            if (state is ScanState.Quoted or ScanState.Escape)
            {
                bool isEscaped = state == ScanState.Escape && (b == quote || b == Backslash);
                state = ScanState.Quoted;
                if (isRowEnd && !rules.MultilineFields)
                {
                    return Fail(ref index, ScanFault.LineEndInQuotes, at);
                }
                if (!isEscaped)
                {
                    state =
                        b == quote ? ScanState.AfterQuote
                        : b == Backslash && escapes ? ScanState.Escape
                        : ScanState.Quoted;
                }
            }
            else if (b == delimiter || isRowEnd)
            {
                if (isRowEnd)
                {
                    index.RowEnds[index.RowEndCount++] = index.EndCount;
                }
                index.Ends[index.EndCount++] = at;
                state = ScanState.CellStart;
            }
            else if (state == ScanState.AfterQuote && b == quote)
            {
                state = ScanState.Quoted;
            }
            else if (state != ScanState.Unquoted)
            {
                int blank = rules.TrimStrings
                    ? Blanks.LengthAtStart(new(text + at, limit - at))
                    : 0;
                if (state == ScanState.CellStart)
                {
                    state =
                        b == quote ? ScanState.Quoted
                        : blank > 0 ? ScanState.CellStart
                        : ScanState.Unquoted;
                }
                else if (blank > 0)
                {
                    state = ScanState.AfterQuoteBlank;
                }
                else
                {
                    return Fail(ref index, ScanFault.DataAfterQuote, at);
                }
                size = Math.Max(1, blank);
            }
        }
        index.State = state;
        return at;
    }

    private static int Fail(ref CellIndex index, ScanFault fault, int offset)
    {
        index.Fault = fault;
        index.FaultOffset = offset;
        return -1;
    }
}
