using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>Sums up how many relationships of a block each row of its segment has, from the block's parts.</summary>
/// <param name="rowCount">Rows of the segment.</param>
internal sealed class RowDegrees(int rowCount)
{
    // As in RowOffsets: one more than rows, each row's count behind its place.
    private readonly int[] _offsets = new int[rowCount + 1];
    private long _sum;

    /// <summary>Adds a part.</summary>
    /// <exception cref="ImportException">There are more relationships than a block can have.</exception>
    public void Add(BlockKey block, ListedOffsets rows)
    {
        _sum += rows.Offsets[^1];
        if (_sum > Array.MaxLength)
        {
            throw ImportErrors.BlockTooLarge(block, _sum);
        }
        for (int i = 0; i < rows.Rows.Length; i++)
        {
            _offsets[rows.Rows[i] + 1] += rows.Offsets[i + 1] - rows.Offsets[i];
        }
    }

    /// <summary>The rows that have relationships. Called once, at the end.</summary>
    /// <param name="rows">Room for as many rows as there are.</param>
    /// <param name="begins">Room for one more.</param>
    public ListedOffsets List(Span<int> rows, Span<int> begins)
    {
        RowOffsets.ToPositions(_offsets);
        return ListedRows.Collect(_offsets, rows, begins);
    }
}
