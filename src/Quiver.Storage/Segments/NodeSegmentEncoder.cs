using Quiver.Foundation;
using Quiver.Model;

namespace Quiver.Storage.Segments;

/// <summary>
/// Encodes one node segment after another: <see cref="Begin"/>, the setters in any order, then
/// <see cref="Generations.GenerationWriter.Add(NodeSegmentEncoder)"/>. One per thread; its memory is reused.
/// </summary>
public sealed class NodeSegmentEncoder : IDisposable
{
    /// <summary>Words of all columns that share a block.</summary>
    public const int MostSharedWords = BlockLimits.MaxSharedWords;

    private readonly SegmentColumns _columns = new(estimates: true);
    private readonly WordSectionEncoder _words = new();
    private long[] _rowSets = [];

    /// <summary>The segment that is being encoded.</summary>
    public int SegmentIndex { get; private set; }

    /// <summary>Rows used.</summary>
    public int RowCount { get; private set; }

    /// <summary>Bytes of encoded columns that wait for <see cref="Generations.GenerationWriter.Add(NodeSegmentEncoder)"/>.</summary>
    public long WaitingBytes => _columns.Buffer.Length;

    internal SegmentColumns Blocks => _columns;

    internal EncodedBlock Labels { get; private set; }

    internal EncodedBlock Live { get; private set; }

    /// <summary>Starts a segment that holds node ids segmentIndex × 65,536 and following.</summary>
    /// <param name="segmentIndex">Which segment.</param>
    /// <param name="rowCount">Rows used, 1 to 65,536: ids beyond do not exist.</param>
    public void Begin(int segmentIndex, int rowCount)
    {
        Invariant.Assert(segmentIndex >= 0);
        Invariant.Assert(rowCount is > 0 and <= SegmentLayout.RowsPerSegment);
        _columns.Clear();
        SegmentIndex = segmentIndex;
        RowCount = rowCount;
        Labels = EncodedBlock.None;
        Live = EncodedBlock.None;
    }

    /// <summary>Gives every row the same labels. Without any labels call the nodes have none.</summary>
    public void SetLabels(ReadOnlySpan<LabelId> labels)
    {
        PrepareRowSets();
        Array.Clear(_rowSets, 0, RowCount);
        WriteLabels([labels.ToArray()]);
    }

    /// <summary>Gives each row one of several label sets.</summary>
    /// <param name="labelSets">The distinct sets; each without duplicates.</param>
    /// <param name="rows">For each row the number of its set.</param>
    public void SetLabels(ReadOnlySpan<LabelId[]> labelSets, ReadOnlySpan<int> rows)
    {
        Invariant.Assert(rows.Length == RowCount);
        PrepareRowSets();
        for (int row = 0; row < rows.Length; row++)
        {
            Invariant.Assert((uint)rows[row] < (uint)labelSets.Length);
            _rowSets[row] = rows[row];
        }
        WriteLabels(labelSets);
    }

    /// <summary>Says which rows are nodes, one bit a row, least significant first. Without this call all rows are.</summary>
    public void SetLive(ReadOnlySpan<ulong> live)
    {
        Invariant.Assert(Live == EncodedBlock.None);
        int count = PresenceWriter.Count(live, RowCount);
        if (count < RowCount)
        {
            long start = _columns.BeginBlock();
            _columns.Buffer.Write((ulong)BlockKind.Live);
            PresenceWriter.Write(live, RowCount, count, _columns.Buffer);
            Live = _columns.EndBlock(start);
        }
    }

    /// <summary>Adds a property column; each key once, in any order. A column without values is left out.</summary>
    public void AddColumn(PropertyKeyId key, in ColumnInput column) =>
        _columns.Add(key, column, RowCount);

    /// <summary>
    /// Whether a column, for which there are words, may be one of several that share a block by <see cref="AddSharedColumns"/>: all its rows have a value, and they are few of many.
    /// </summary>
    public static bool CanShare(in ColumnInput column) => FewValues.CanShare(column);

    /// <summary>Adds property columns of consecutive keys, of one type, that have values in the same rows: there may be a million such columns, and a block of its own costs each more than its values.</summary>
    /// <param name="first">The first key; each once.</param>
    /// <param name="count">How many columns, two at least, with at most <see cref="MostSharedWords"/> words in all.</param>
    /// <param name="columns">The first column, for which <see cref="CanShare"/> holds, its words followed by those of the others.</param>
    /// <param name="areComplete">Whether no other segment has any of these keys: less need then be kept to estimate how many of their values are different.</param>
    public void AddSharedColumns(
        PropertyKeyId first,
        int count,
        in ColumnInput columns,
        bool areComplete = false
    )
    {
        Invariant.Assert(count > 1 && CanShare(columns) && columns.AllRows == RowCount);
        _columns.AddShared(first, count, columns, areComplete);
    }

    /// <inheritdoc/>
    public void Dispose() => _columns.Dispose();

    private void PrepareRowSets()
    {
        Invariant.Assert(Labels == EncodedBlock.None);
        if (_rowSets.Length < RowCount)
        {
            _rowSets = new long[SegmentLayout.RowsPerSegment];
        }
    }

    private void WriteLabels(ReadOnlySpan<LabelId[]> labelSets)
    {
        var output = _columns.Buffer;
        long start = _columns.BeginBlock();
        output.Write((ulong)BlockKind.Labels);
        int total = 0;
        foreach (var set in labelSets)
        {
            total += set.Length;
        }
        output.Write(labelSets.Length);
        output.Write(total);
        int end = 0;
        output.Write(end);
        foreach (var set in labelSets)
        {
            end += set.Length;
            output.Write(end);
        }
        foreach (var set in labelSets)
        {
            WriteSorted(set);
        }
        output.AlignTo(8);
        _words.Encode(_rowSets.AsSpan(0, RowCount), output);
        Labels = _columns.EndBlock(start);
    }

    private void WriteSorted(LabelId[] set)
    {
        var sorted = set;
        for (int i = 1; i < set.Length; i++)
        {
            if (set[i].Value < set[i - 1].Value)
            {
                sorted = (LabelId[])set.Clone();
                Array.Sort(sorted, static (a, b) => a.Value.CompareTo(b.Value));
                break;
            }
        }
        foreach (var label in sorted)
        {
            Invariant.Assert(label.Value >= 0);
            _columns.Buffer.Write(label.Value);
        }
    }
}
