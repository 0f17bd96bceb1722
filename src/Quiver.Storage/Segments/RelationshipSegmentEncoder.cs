using Quiver.Foundation;
using Quiver.Model;

namespace Quiver.Storage.Segments;

/// <summary>
/// Encodes the property columns of one relationship segment after another: <see cref="Begin"/>, <see cref="AddColumn"/>, then
/// <see cref="Generations.GenerationWriter.Add(RelationshipSegmentEncoder)"/>. One per thread; its memory is reused. A segment without properties need
/// not be added.
/// </summary>
public sealed class RelationshipSegmentEncoder : IDisposable
{
    private readonly SegmentColumns _columns = new(estimates: false);

    /// <summary>The segment that is being encoded.</summary>
    public int SegmentIndex { get; private set; }

    /// <summary>Rows used.</summary>
    public int RowCount { get; private set; }

    internal SegmentColumns Blocks => _columns;

    /// <summary>Starts a segment that holds relationship ids segmentIndex × 65,536 and following.</summary>
    /// <param name="segmentIndex">Which segment.</param>
    /// <param name="rowCount">Rows used, 1 to 65,536.</param>
    public void Begin(int segmentIndex, int rowCount)
    {
        Invariant.Assert(segmentIndex >= 0);
        Invariant.Assert(rowCount is > 0 and <= SegmentLayout.RowsPerSegment);
        _columns.Clear();
        SegmentIndex = segmentIndex;
        RowCount = rowCount;
    }

    /// <summary>Adds a property column; each key once, in any order. A column without values is left out.</summary>
    public void AddColumn(PropertyKeyId key, in ColumnInput column) =>
        _columns.Add(key, column, RowCount);

    /// <inheritdoc/>
    public void Dispose() => _columns.Dispose();
}
