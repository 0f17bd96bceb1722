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

    /// <summary>Lists the rows that have entries.</summary>
    /// <param name="offsets">One more than rows, ascending: where each row's entries begin.</param>
    /// <param name="rows">Room for as many rows as there are.</param>
    /// <param name="begins">Room for one more.</param>
    public static ListedOffsets Collect(ReadOnlySpan<int> offsets, Span<int> rows, Span<int> begins)
    {
        int rowCount = offsets.Length - 1;
        int listed = 0;
        for (int row = Next(offsets, 0); row < rowCount; row = Next(offsets, row + 1))
        {
            rows[listed] = row;
            begins[listed++] = offsets[row];
        }
        begins[listed] = offsets[^1];
        return new(rowCount, rows[..listed], begins[..(listed + 1)]);
    }

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
