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
    RunStore incoming,
    LinkTotals totals
) : IDisposable
{
    private const int PackedBits = 16;
    private const int PackedRows = 1 << PackedBits;

    private readonly AdjacencyEncoder _adjacency = new();
    private readonly RelationshipSegmentEncoder _encoder = new();
    private readonly SegmentColumns _columns = new();
    private readonly RunBuilder _builder = new(nodes.NodeCount);
    private readonly ColumnChunk _merged = new();
    private readonly ScratchMemory _keys = new();
    private readonly ScratchMemory _ends = new();
    private readonly ScratchMemory _order = new();
    private readonly ScratchMemory _packed = new();
    private readonly int[] _offsets = new int[SegmentLayout.RowsPerSegment + 2];
    private readonly LabelSetSums _sums = new(nodes.LabelSets.Count);

    /// <summary>Writes a block.</summary>
    /// <param name="sequence">The block's place among all.</param>
    /// <param name="block">The block.</param>
    /// <param name="outgoing">Where its relationships are.</param>
    /// <param name="firstId">The id of its first relationship.</param>
    public void Link(long sequence, BlockKey block, RunStore outgoing, long firstId)
    {
        var slices = outgoing.Slices(block);
        var keys = new List<PropertyKeyId>();
        int rowCount = NodeLabelIndex.RowsOf(block.Segment, nodes.NodeCount);
        var offsets = _offsets.AsSpan(0, rowCount + 2);
        offsets.Clear();
        foreach (var (run, from, count) in slices)
        {
            RowOffsets.Count(run.ReadKeys(from, count, _keys), offsets);
            run.CollectKeys(keys);
        }
        int total = RowOffsets.ToPositions(offsets);
        var ends = new Span<long>(_ends.Reserve<long>(total), total);
        int* order = keys.Count > 0 ? _order.Reserve<int>(total) : null;
        int position = 0;
        foreach (var (run, from, count) in slices)
        {
            Scatter(run.ReadKeys(from, count, _keys), offsets, ends, order, position);
            position += count;
        }
        var finalOffsets = offsets[..(rowCount + 1)];
        SortEnds(finalOffsets, ends, order);
        Write(block, finalOffsets, ends, firstId);
        SubmitColumns(sequence, block, slices, keys, total);
        foreach (var (run, _, _) in slices)
        {
            run.Release();
        }
    }

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
        _builder.Dispose();
        _merged.Dispose();
        _keys.Dispose();
        _ends.Dispose();
        _order.Dispose();
        _packed.Dispose();
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

    private void SortEnds(ReadOnlySpan<int> offsets, Span<long> ends, int* order)
    {
        int rows = offsets.Length - 1;
        for (
            int row = ListedRows.Next(offsets, 0);
            row < rows;
            row = ListedRows.Next(offsets, row + 1)
        )
        {
            int from = offsets[row];
            int count = offsets[row + 1] - from;
            if (count <= 1)
            {
                continue;
            }
            var rowEnds = ends.Slice(from, count);
            if (order is null)
            {
                rowEnds.Sort();
            }
            else if (count <= PackedRows)
            {
                SortPacked(rowEnds, order + from);
            }
            else
            {
                SortLong(rowEnds, new Span<int>(order + from, count));
            }
        }
    }

    /// <summary>Sorts ends with their input positions packed below them: equal ends keep their order.</summary>
    private void SortPacked(Span<long> ends, int* order)
    {
        ulong* packed = _packed.Reserve<ulong>(PackedRows);
        int* positions = stackalloc int[Math.Min(ends.Length, 256)];
        if (ends.Length > 256)
        {
            positions = (int*)(_packed.Reserve<ulong>(PackedRows * 2) + PackedRows);
            packed = _packed.As<ulong>();
        }
        for (int i = 0; i < ends.Length; i++)
        {
            packed[i] = ((ulong)ends[i] << PackedBits) | (uint)i;
            positions[i] = order[i];
        }
        new Span<ulong>(packed, ends.Length).Sort();
        for (int i = 0; i < ends.Length; i++)
        {
            ends[i] = (long)(packed[i] >> PackedBits);
            order[i] = positions[packed[i] & (PackedRows - 1)];
        }
    }

    private static void SortLong(Span<long> ends, Span<int> order)
    {
        ends.Sort(order);
        for (int from = 0; from < ends.Length; )
        {
            int to = from + 1;
            while (to < ends.Length && ends[to] == ends[from])
            {
                to++;
            }
            order[from..to].Sort();
            from = to;
        }
    }

    private void Write(
        BlockKey block,
        ReadOnlySpan<int> offsets,
        ReadOnlySpan<long> ends,
        long firstId
    )
    {
        _adjacency.EncodeOutgoing(
            block.Segment,
            new RelationshipTypeId(block.Type),
            offsets,
            ends,
            firstId
        );
        writer.Add(_adjacency);
        incoming.Add(_builder.BuildReversed(firstId, block, offsets, ends));
        nodes.Labels.AddDifferences(block.Segment, offsets, _sums);
        totals.Add(totals.ByStart, block.Type, _sums);
    }

    private void SubmitColumns(
        long sequence,
        BlockKey block,
        IReadOnlyList<RunSlice> slices,
        List<PropertyKeyId> keys,
        int total
    )
    {
        var chunk = assembler.Rent();
        chunk.RowCount = total;
        chunk.LabelSet = 0;
        var order = new ReadOnlySpan<int>(_order.As<int>(), keys.Count > 0 ? total : 0);
        var owned = new List<ColumnChunk>();
        var pieces = new ColumnPiece[slices.Count];
        foreach (var key in keys)
        {
            for (int i = 0; i < pieces.Length; i++)
            {
                var (run, from, count) = slices[i];
                pieces[i] = run.ReadColumn(key, from, count, owned);
            }
            ColumnMerge.Merge(pieces, total, _merged);
            ColumnMerge.Permute(_merged, order, chunk.Add(key));
            owned.ForEach(static column => column.Dispose());
            owned.Clear();
        }
        totals.Add(block.Type, total, chunk.ValueCount);
        assembler.Submit(sequence, chunk);
    }
}
