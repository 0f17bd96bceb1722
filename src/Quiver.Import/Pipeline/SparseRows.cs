using Quiver.Foundation;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Groups the relationships of a block by row where they are few beside the segment's rows: sorting them costs less than walking through counters for all rows.
/// One per thread.
/// </summary>
internal sealed class SparseRows
{
    private const int RowsPerRelationship = 32;
    private const int MostRelationships = SegmentLayout.RowsPerSegment / RowsPerRelationship;

    private readonly int[] _rows = new int[MostRelationships];
    private readonly int[] _begins = new int[MostRelationships + 1];

    /// <summary>Whether a block is grouped here.</summary>
    public static bool Takes(int relationshipCount, int rowCount) =>
        relationshipCount <= rowCount / RowsPerRelationship;

    /// <summary>Sorts keys by row and far node, and what belongs to each along with it, which ascends where keys are equal.</summary>
    public static void Sort<T>(Span<ulong> keys, Span<T> items)
    {
        keys.Sort(items);
        for (int from = 0; from < keys.Length; )
        {
            int to = from + 1;
            while (to < keys.Length && keys[to] == keys[from])
            {
                to++;
            }
            if (to - from > 1)
            {
                items[from..to].Sort();
            }
            from = to;
        }
    }

    /// <summary>Lists the rows of sorted keys and their far nodes. Valid until the next call.</summary>
    /// <param name="keys">The keys of a <see cref="Run"/>, ascending.</param>
    /// <param name="rowCount">Rows of the segment.</param>
    /// <param name="far">Receives the far nodes.</param>
    public ListedOffsets List(ReadOnlySpan<ulong> keys, int rowCount, Span<long> far)
    {
        Invariant.Assert(Takes(keys.Length, rowCount));
        int listed = 0;
        int last = -1;
        for (int i = 0; i < keys.Length; i++)
        {
            int row = (int)(keys[i] >> Run.NodeBits);
            if (row != last)
            {
                _rows[listed] = row;
                _begins[listed++] = i;
                last = row;
            }
            far[i] = (long)keys[i] & Run.NodeMask;
        }
        _begins[listed] = keys.Length;
        return new(rowCount, _rows.AsSpan(0, listed), _begins.AsSpan(0, listed + 1));
    }
}
