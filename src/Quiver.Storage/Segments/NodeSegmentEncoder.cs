using System.Diagnostics;
using Quiver.Model;

namespace Quiver.Storage.Segments;

/// <summary>
/// Encodes one node segment after another: <see cref="Begin"/>, the setters in any order, then
/// <see cref="Generations.GenerationWriter.Add(NodeSegmentEncoder)"/>. One per thread; its memory is reused.
/// </summary>
public sealed class NodeSegmentEncoder : IDisposable
{
    /// <summary>Starts a segment that holds node ids segmentIndex × 65,536 and following.</summary>
    /// <param name="segmentIndex">Which segment.</param>
    /// <param name="rowCount">Rows used, 1 to 65,536: ids beyond do not exist.</param>
    public void Begin(int segmentIndex, int rowCount) => throw new UnreachableException();

    /// <summary>Gives every row the same labels. Without any labels call the nodes have none.</summary>
    public void SetLabels(ReadOnlySpan<LabelId> labels) => throw new UnreachableException();

    /// <summary>Gives each row one of several label sets.</summary>
    /// <param name="labelSets">The distinct sets; each without duplicates.</param>
    /// <param name="rows">For each row the number of its set.</param>
    public void SetLabels(ReadOnlySpan<LabelId[]> labelSets, ReadOnlySpan<int> rows) =>
        throw new UnreachableException();

    /// <summary>Says which rows are nodes, one bit a row, least significant first. Without this call all rows are.</summary>
    public void SetLive(ReadOnlySpan<ulong> live) => throw new UnreachableException();

    /// <summary>Adds a property column; each key once, in any order. A column without values is left out.</summary>
    public void AddColumn(PropertyKeyId key, in ColumnInput column) =>
        throw new UnreachableException();

    /// <inheritdoc/>
    public void Dispose() => throw new UnreachableException();
}
