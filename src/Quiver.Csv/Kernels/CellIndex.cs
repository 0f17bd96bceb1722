namespace Quiver.Csv.Kernels;

/// <summary>
/// Where a scan writes what it finds, and what it carries from one window of text to the next.
/// </summary>
/// <remarks>
/// <see cref="Ends"/>[0] is -1; the following entries are the offsets of the delimiters and row ends outside quotes, so that cell i
/// spans (Ends[i - 1], Ends[i]). <see cref="RowEnds"/> holds the indexes in <see cref="Ends"/> of those that end a row. Both arrays must have room for one entry per
/// byte of text, plus one.
/// </remarks>
internal unsafe struct CellIndex
{
    public int* Ends;
    public int* RowEnds;
    public int EndCount;
    public int RowEndCount;
    public ScanState State;
    public bool IsAscii;
    public ScanFault Fault;
    public int FaultOffset;

    /// <summary>The first byte of the row that the scan is in.</summary>
    public readonly int RowStart => RowEndCount == 0 ? 0 : Ends[RowEnds[RowEndCount - 1]] + 1;

    /// <summary>The first byte of the cell that the scan is in.</summary>
    public readonly int CellStart => Ends[EndCount - 1] + 1;

    /// <summary>Whether the text so far ends inside quotes.</summary>
    public readonly bool IsOpen => State is ScanState.Quoted or ScanState.Escape;

    /// <summary>Begins a text.</summary>
    public void Reset()
    {
        Ends[0] = -1;
        EndCount = 1;
        RowEndCount = 0;
        State = ScanState.CellStart;
        IsAscii = true;
        Fault = ScanFault.None;
        FaultOffset = 0;
    }

    /// <summary>Makes one cell of the row that the scan is in, up to a line end, and begins the next row behind it.</summary>
    public void EndRowAt(int lineEnd)
    {
        EndCount = RowEndCount == 0 ? 1 : RowEnds[RowEndCount - 1] + 1;
        RowEnds[RowEndCount++] = EndCount;
        Ends[EndCount++] = lineEnd;
        State = ScanState.CellStart;
        Fault = ScanFault.None;
    }
}
