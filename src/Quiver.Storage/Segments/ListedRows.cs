using System.Runtime.CompilerServices;

namespace Quiver.Storage.Segments;

/// <summary>
/// Walks the rows that have entries in compressed sparse rows: stretches without any are passed over sixteen rows at a time. Where a graph has many types, most
/// rows of most blocks are empty.
/// </summary>
public static class ListedRows
{
    private const int Stride = 16;

    /// <summary>The first row from a row on that has entries; the number of rows when none has.</summary>
    /// <param name="offsets">One more than rows, ascending: where each row's entries begin.</param>
    /// <param name="row">Where to begin, at most the number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Next(ReadOnlySpan<int> offsets, int row) =>
        row + 1 < offsets.Length && offsets[row + 1] == offsets[row] ? Skip(offsets, row + 1) : row;

    private static int Skip(ReadOnlySpan<int> offsets, int row)
    {
        int rows = offsets.Length - 1;
        int begin = offsets[row];
        while (row + Stride <= rows && offsets[row + Stride] == begin)
        {
            row += Stride;
        }
        while (row < rows && offsets[row + 1] == begin)
        {
            row++;
        }
        return row;
    }
}
