using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>
/// The label set of every node: one number for a segment whose nodes all have the same set, otherwise one per row. Filled by any number of threads,
/// each segment once; then read.
/// </summary>
internal sealed class NodeLabelIndex
{
    private readonly Lock _lock = new();
    private int[] _uniform = [];
    private int[]?[] _rows = [];

    /// <summary>Notes that all nodes of a segment have one label set.</summary>
    public void SetUniform(int segment, int labelSet)
    {
        lock (_lock)
        {
            Grow(segment);
            _uniform[segment] = labelSet;
        }
    }

    /// <summary>Notes the label set of each row of a segment. The array is the index's from now on.</summary>
    public void SetRows(int segment, int[] labelSets)
    {
        lock (_lock)
        {
            Grow(segment);
            _rows[segment] = labelSets;
        }
    }

    /// <summary>
    /// Adds numbers that belong to the rows of a segment (such as degrees) to their label sets' sums.
    /// </summary>
    /// <param name="segment">The segment.</param>
    /// <param name="offsets">One more than rows: row i's number is offsets[i + 1] - offsets[i].</param>
    /// <param name="sums">What to add to.</param>
    public void AddDifferences(int segment, ReadOnlySpan<int> offsets, LabelSetSums sums)
    {
        int[]? sets = _rows[segment];
        if (sets is null)
        {
            sums.Add(_uniform[segment], offsets[^1] - offsets[0]);
            return;
        }
        int rows = offsets.Length - 1;
        for (
            int row = ListedRows.Next(offsets, 0);
            row < rows;
            row = ListedRows.Next(offsets, row + 1)
        )
        {
            sums.Add(sets[row], offsets[row + 1] - offsets[row]);
        }
    }

    private void Grow(int segment)
    {
        if (segment >= _uniform.Length)
        {
            int size = Math.Max(segment + 1, Math.Max(16, _uniform.Length * 2));
            Array.Resize(ref _uniform, size);
            Array.Resize(ref _rows, size);
        }
    }

    /// <summary>Rows of a segment of which so many nodes exist in all.</summary>
    public static int RowsOf(int segment, long nodeCount) =>
        (int)Math.Min(SegmentLayout.RowsPerSegment, nodeCount - SegmentLayout.FirstId(segment));
}
