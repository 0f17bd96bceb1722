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
}
