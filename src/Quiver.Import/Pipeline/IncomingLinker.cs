using System.Runtime.CompilerServices;
using Quiver.Foundation.Memory;
using Quiver.Model;
using Quiver.Storage.Generations;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>One thread that writes incoming adjacency blocks.</summary>
/// <remarks>
/// Rows come in the order of relationship ids, and for one type ids ascend with (start, end): a counting sort by the end's row that keeps this order
/// leaves the starts of each end ascending, and equal starts by id, without any comparison.
/// </remarks>
internal sealed unsafe class IncomingLinker(
    NodePhaseResult nodes,
    GenerationWriter writer,
    RunStore incoming,
    RunBlocks blocks,
    LinkTotals totals,
    LargeBlocks large
) : IDisposable
{
    private readonly AdjacencyEncoder _encoder = new();
    private readonly SliceKeys _keys = new();
    private readonly ScratchMemory _extras = new();
    private readonly ScratchMemory _starts = new();
    private readonly ScratchMemory _ids = new();
    private readonly RunWindows _windows = new(incoming.RunCount);
    private readonly BlockSlices _slices = new(blocks);
    private readonly SparseRows _sparse = new();
    private readonly int[] _rows = new int[SegmentLayout.RowsPerSegment];
    private readonly int[] _begins = new int[SegmentLayout.RowsPerSegment + 1];
    private readonly int[] _offsets = new int[SegmentLayout.RowsPerSegment + 2];
    private readonly LabelSetSums _sums = new(nodes.LabelSets.Count);
    private readonly StreamedWords _streamedStarts = new();
    private readonly StreamedWords _streamedIds = new();

    /// <summary>Writes a block.</summary>
    /// <param name="number">Its place among all.</param>
    public void Link(int number)
    {
        var block = blocks.All[number].Block;
        var slices = _slices.Of(number);
        if (large.Takes(blocks, number, _slices))
        {
            lock (large.Turn)
            {
                LinkParts(block, slices);
            }
            return;
        }
        var rows = Sort(block, slices, _windows, out var starts, out var ids);
        _encoder.EncodeIncoming(
            block.Segment,
            new RelationshipTypeId(block.Type),
            rows,
            starts,
            ids
        );
        nodes.Labels.AddDegrees(block.Segment, rows, _sums);
        Finish(block);
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _keys.Dispose();
        _extras.Dispose();
        _starts.Dispose();
        _ids.Dispose();
        _windows.Dispose();
        _streamedStarts.Dispose();
        _streamedIds.Dispose();
    }

    /// <summary>Links a block that is too large to be put into order at once, part by part.</summary>
    private void LinkParts(BlockKey block, RunSlices slices)
    {
        int rowCount = NodeLabelIndex.RowsOf(block.Segment, nodes.NodeIdLimit);
        var degrees = new RowDegrees(rowCount);
        _streamedStarts.Clear();
        _streamedIds.Clear();
        // Relationships of one row have their order already.
        const ulong RowMask = ~(ulong)Run.NodeMask;
        using (var parts = BlockParts.Cut(large, slices, _windows, RowMask, true))
        using (var windows = new RunWindows(parts.RunCount))
        {
            foreach (var part in parts.List())
            {
                var rows = Sort(block, part, windows, out var starts, out var ids);
                degrees.Add(block, rows);
                _streamedStarts.Append(starts);
                _streamedIds.Append(ids);
                nodes.Labels.AddDegrees(block.Segment, rows, _sums);
            }
        }
        _encoder.EncodeIncoming(
            block.Segment,
            new RelationshipTypeId(block.Type),
            degrees.List(_rows, _begins),
            _streamedStarts,
            _streamedIds
        );
        Finish(block);
    }

    private void Finish(BlockKey block)
    {
        writer.Add(_encoder);
        totals.Add(totals.ByEnd, block.Type, _sums);
    }

    /// <summary>Puts relationships of a block into order. What is given is valid until the next call.</summary>
    private ListedOffsets Sort(
        BlockKey block,
        RunSlices slices,
        RunWindows windows,
        out Span<long> starts,
        out Span<long> ids
    )
    {
        int rowCount = NodeLabelIndex.RowsOf(block.Segment, nodes.NodeIdLimit);
        _keys.Begin(block, slices, windows);
        int total = _keys.RowCount;
        starts = new Span<long>(_starts.Reserve<long>(total), total);
        ids = new Span<long>(_ids.Reserve<long>(total), total);
        return SparseRows.Takes(total, rowCount)
            ? GroupFew(rowCount, slices, windows, starts, ids)
            : Group(rowCount, slices, windows);
    }

    private ListedOffsets GroupFew(
        int rowCount,
        RunSlices slices,
        RunWindows windows,
        Span<long> starts,
        Span<long> ids
    )
    {
        int next = 0;
        foreach (var (run, from, count) in slices)
        {
            uint* extras = ReadExtras(run, from, count, windows);
            for (int i = 0; i < count; i++)
            {
                ids[next++] = run.Sequence + extras[i];
            }
        }
        _sparse.Sort(_keys.All, ids);
        return _sparse.List(_keys.All, rowCount, starts);
    }

    private ListedOffsets Group(int rowCount, RunSlices slices, RunWindows windows)
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
            var (run, from, count) = slices[i];
            uint* extras = ReadExtras(run, from, count, windows);
            Scatter(_keys.Of(i, row), extras, run.Sequence, offsets);
        }
        return ListedRows.Collect(offsets[..(rowCount + 1)], _rows, _begins);
    }

    private uint* ReadExtras(StoredRun run, int from, int count, RunWindows windows)
    {
        _extras.Reserve(((long)count * sizeof(uint)) + RunWindows.SpareBytes, 0);
        uint* extras = _extras.As<uint>();
        run.ReadExtras(from, count, extras, windows);
        return extras;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scatter(ReadOnlySpan<long> keys, uint* extras, long firstId, Span<int> offsets)
    {
        long* starts = _starts.As<long>();
        long* ids = _ids.As<long>();
        for (int i = 0; i < keys.Length; i++)
        {
            int at = offsets[(int)((ulong)keys[i] >> Run.NodeBits) + 1]++;
            starts[at] = keys[i] & Run.NodeMask;
            ids[at] = firstId + extras[i];
        }
    }
}
