using System.Runtime.CompilerServices;
using Quiver.Foundation.Memory;
using Quiver.Import.Values;
using Quiver.Model;
using Quiver.Storage.Generations;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>One thread that writes outgoing adjacency blocks, hands their relationships on by end, and puts properties into id order.</summary>
/// <remarks>Unsafe: raw arrays of one entry a relationship of the block.</remarks>
internal sealed unsafe class OutgoingLinker(
    NodePhaseResult nodes,
    GenerationWriter writer,
    SegmentAssembler assembler,
    (RunStore Outgoing, RunStore Incoming) runs,
    RunBlocks blocks,
    LinkTotals totals,
    LargeBlocks large
) : IDisposable
{
    private readonly AdjacencyEncoder _adjacency = new();
    private readonly RelationshipSegmentEncoder _encoder = new();
    private readonly SegmentColumns _columns = new();
    private readonly ReversedRuns _reversed = new(nodes.NodeIdLimit, runs.Incoming);
    private readonly RunWindows _windows = new(runs.Outgoing.RunCount);
    private readonly BlockSlices _slices = new(blocks);
    private readonly SparseRows _sparse = new();
    private readonly ColumnChunk _merged = new();
    private readonly List<ColumnChunk> _read = [];
    private readonly SliceKeys _keys = new();
    private readonly ScratchMemory _ends = new();
    private readonly ScratchMemory _order = new();
    private readonly EndSorter _sorter = new();
    private readonly int[] _offsets = new int[SegmentLayout.RowsPerSegment + 2];
    private readonly int[] _rows = new int[SegmentLayout.RowsPerSegment];
    private readonly int[] _begins = new int[SegmentLayout.RowsPerSegment + 1];
    private readonly List<PropertyKeyId> _propertyKeys = [];
    private readonly LabelSetSums _sums = new(nodes.LabelSets.Count);
    private readonly StreamedWords _streamedEnds = new();

    /// <summary>Writes a block.</summary>
    /// <param name="sequence">The block's place among all.</param>
    /// <param name="firstId">The id of its first relationship.</param>
    /// <param name="isLarge">Whether it <see cref="IsLarge"/>.</param>
    public void Link(int sequence, long firstId, bool isLarge)
    {
        var block = blocks.All[sequence].Block;
        var slices = _slices.Of(sequence);
        if (isLarge)
        {
            LinkParts(sequence, block, slices, firstId);
            return;
        }
        var rows = Sort(block, slices, _windows, out var ends);
        _adjacency.EncodeOutgoing(
            block.Segment,
            new RelationshipTypeId(block.Type),
            rows,
            ends,
            firstId
        );
        HandOn(block, rows, ends, firstId);
        Finish(block);
        assembler.Submit(sequence, CollectColumns(block, slices, ends.Length));
    }

    /// <summary>Whether a block must not be begun before all blocks before it are linked: its properties go on in parts.</summary>
    /// <param name="sequence">The block's place among all.</param>
    public bool IsLarge(int sequence) => large.Takes(blocks, sequence, _slices);

    /// <summary>Hands the relationships of the blocks so far on to those who link them from where they end.</summary>
    public void Flush() => _reversed.Flush();

    /// <summary>Encodes the properties of a full segment of relationship ids.</summary>
    public void Encode(SegmentWork work)
    {
        var keys = _columns.Collect(work);
        if (keys.Count > 0)
        {
            _encoder.Begin(work.Index, work.RowCount);
            foreach (var key in keys)
            {
                _encoder.AddColumn(key, _columns.Build(work, key, out _));
            }
            writer.Add(_encoder);
        }
        assembler.Release(work);
    }

    public void Dispose()
    {
        _adjacency.Dispose();
        _encoder.Dispose();
        _columns.Dispose();
        _reversed.Dispose();
        _windows.Dispose();
        _merged.Dispose();
        _read.ForEach(static column => column.Dispose());
        _keys.Dispose();
        _ends.Dispose();
        _order.Dispose();
        _sorter.Dispose();
        _streamedEnds.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(
        ReadOnlySpan<long> keys,
        Span<int> offsets,
        Span<long> ends,
        int* order,
        int position
    )
    {
        for (int i = 0; i < keys.Length; i++)
        {
            int at = offsets[(int)((ulong)keys[i] >> Run.NodeBits) + 1]++;
            ends[at] = keys[i] & Run.NodeMask;
            if (order is not null)
            {
                order[at] = position + i;
            }
        }
    }

    private ListedOffsets GroupFew(int rowCount, Span<long> ends, int* order)
    {
        var keys = _keys.All;
        var positions = ends;
        for (int i = 0; i < positions.Length; i++)
        {
            positions[i] = i;
        }
        _sparse.Sort(keys, positions);
        if (order is not null)
        {
            for (int i = 0; i < positions.Length; i++)
            {
                order[i] = (int)positions[i];
            }
        }
        return _sparse.List(keys, rowCount, ends);
    }

    private ListedOffsets Group(int rowCount, RunSlices slices, Span<long> ends, int* order)
    {
        var offsets = _offsets.AsSpan(0, rowCount + 2);
        offsets.Clear();
        for (int i = 0, row = 0; i < slices.Count; row += slices[i++].Count)
        {
            RowOffsets.Count(_keys.Of(i, row), offsets);
        }
        RowOffsets.ToPositions(offsets);
        for (int i = 0, row = 0; i < slices.Count; row += slices[i++].Count)
        {
            Scatter(_keys.Of(i, row), offsets, ends, order, row);
        }
        var rows = ListedRows.Collect(offsets[..(rowCount + 1)], _rows, _begins);
        SortEnds(rows, ends, order);
        return rows;
    }

    private void SortEnds(ListedOffsets rows, Span<long> ends, int* order)
    {
        for (int i = 0; i < rows.Rows.Length; i++)
        {
            int from = rows.Offsets[i];
            int count = rows.Offsets[i + 1] - from;
            if (count <= 1)
            {
                continue;
            }
            if (order is null)
            {
                _sorter.Sort(ends.Slice(from, count));
            }
            else
            {
                _sorter.Sort(ends.Slice(from, count), new Span<int>(order + from, count));
            }
        }
    }

    /// <summary>Puts relationships of a block into order. What is given is valid until the next call.</summary>
    private ListedOffsets Sort(
        BlockKey block,
        RunSlices slices,
        RunWindows windows,
        out Span<long> ends
    )
    {
        int rowCount = NodeLabelIndex.RowsOf(block.Segment, nodes.NodeIdLimit);
        _propertyKeys.Clear();
        foreach (var slice in slices)
        {
            slice.Run.CollectKeys(_propertyKeys);
        }
        _keys.Begin(block, slices, windows);
        int total = _keys.RowCount;
        ends = new Span<long>(_ends.Reserve<long>(total), total);
        int* order = _propertyKeys.Count > 0 ? _order.Reserve<int>(total) : null;
        return SparseRows.Takes(total, rowCount)
            ? GroupFew(rowCount, ends, order)
            : Group(rowCount, slices, ends, order);
    }

    /// <summary>Links a block that is too large to be put into order at once, part by part.</summary>
    private void LinkParts(long sequence, BlockKey block, RunSlices slices, long firstId)
    {
        int rowCount = NodeLabelIndex.RowsOf(block.Segment, nodes.NodeIdLimit);
        var degrees = new RowDegrees(rowCount);
        _streamedEnds.Clear();
        long done = 0;
        using (var parts = BlockParts.Cut(large, slices, _windows, ulong.MaxValue, false))
        using (var windows = new RunWindows(parts.RunCount))
        {
            foreach (var part in parts.List())
            {
                var rows = Sort(block, part, windows, out var ends);
                degrees.Add(block, rows);
                _streamedEnds.Append(ends);
                HandOn(block, rows, ends, firstId + done);
                done += ends.Length;
                assembler.SubmitPart(sequence, CollectColumns(block, part, ends.Length));
                while (assembler.TryTake(out var work))
                {
                    Encode(work);
                }
            }
        }
        _adjacency.EncodeOutgoing(
            block.Segment,
            new RelationshipTypeId(block.Type),
            degrees.List(_rows, _begins),
            _streamedEnds,
            firstId
        );
        Finish(block);
        assembler.Submit(sequence, null);
    }

    private void HandOn(BlockKey block, ListedOffsets rows, ReadOnlySpan<long> ends, long firstId)
    {
        _reversed.Add(block, rows, ends, firstId);
        nodes.Labels.AddDegrees(block.Segment, rows, _sums);
    }

    private void Finish(BlockKey block)
    {
        writer.Add(_adjacency);
        totals.Add(totals.ByStart, block.Type, _sums);
    }

    /// <summary>The properties of the relationships that were put into order last.</summary>
    private RowChunk CollectColumns(BlockKey block, RunSlices slices, int total)
    {
        var keys = _propertyKeys;
        var chunk = assembler.Rent();
        chunk.RowCount = total;
        chunk.LabelSet = 0;
        var order = new ReadOnlySpan<int>(_order.As<int>(), keys.Count > 0 ? total : 0);
        while (_read.Count < (keys.Count > 0 ? slices.Count : 0))
        {
            _read.Add(new ColumnChunk());
        }
        var pieces = new ColumnPiece[keys.Count > 0 ? slices.Count : 0];
        foreach (var key in keys)
        {
            for (int i = 0; i < pieces.Length; i++)
            {
                var (run, from, count) = slices[i];
                pieces[i] = run.ReadColumn(key, from, count, _read[i]);
            }
            ColumnMerge.Merge(pieces, total, _merged);
            ColumnMerge.Permute(_merged, order, chunk.Add(key));
        }
        totals.Add(block.Type, total, chunk.ValueCount);
        return chunk;
    }
}
