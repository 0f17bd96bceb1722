namespace Quiver.Csv.Kernels;

/// <summary>The scan byte by byte: the definition of the dialect, used where the vector scan's assumptions do not hold.</summary>
internal static unsafe class ScalarScan
{
    /// <summary>Scans text[from..to) on; false when a fault stopped it.</summary>
    public static bool Scan(byte* text, int from, int to, CsvDialect dialect, ref CellIndex index)
    {
        byte quote = dialect.Quote;
        byte delimiter = dialect.Delimiter;
        bool trim = dialect.TrimStrings;
        var state = index.State;
        for (int at = from; at < to; at++)
        {
            byte b = text[at];
            bool isRowEnd = b is (byte)'\n' or (byte)'\r';
            bool isBlank = trim && b is (byte)' ' or (byte)'\t' && b != delimiter;
            index.IsAscii &= b < 0x80;
            if (state == ScanState.Quoted)
            {
                if (b == quote)
                {
                    state = ScanState.AfterQuote;
                }
                else if (isRowEnd && !dialect.MultilineFields)
                {
                    return Fail(ref index, ScanFault.LineEndInQuotes, at);
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
            else if (state == ScanState.CellStart)
            {
                state =
                    b == quote ? ScanState.Quoted
                    : isBlank ? ScanState.CellStart
                    : ScanState.Unquoted;
            }
            else if (state == ScanState.AfterQuote && b == quote)
            {
                state = ScanState.Quoted;
            }
            else if (state is ScanState.AfterQuote or ScanState.AfterQuoteBlank)
            {
                if (!isBlank)
                {
                    return Fail(ref index, ScanFault.DataAfterQuote, at);
                }
                state = ScanState.AfterQuoteBlank;
            }
        }
        index.State = state;
        return true;
    }

    private static bool Fail(ref CellIndex index, ScanFault fault, int offset)
    {
        index.Fault = fault;
        index.FaultOffset = offset;
        return false;
    }
}
