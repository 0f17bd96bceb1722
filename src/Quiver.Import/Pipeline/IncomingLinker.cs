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
    LinkTotals totals
) : IDisposable
{
    private readonly AdjacencyEncoder _encoder = new();
    private readonly ScratchMemory _keys = new();
    private readonly ScratchMemory _extras = new();
    private readonly ScratchMemory _starts = new();
    private readonly ScratchMemory _ids = new();
    private readonly int[] _offsets = new int[SegmentLayout.RowsPerSegment + 2];
    private readonly LabelSetSums _sums = new(nodes.LabelSets.Count);

    /// <summary>Writes the block of a segment and type.</summary>
    public void Link(BlockKey block, RunStore incoming)
    {
        int rowCount = NodeLabelIndex.RowsOf(block.Segment, nodes.NodeCount);
        var offsets = _offsets.AsSpan(0, rowCount + 2);
        offsets.Clear();
        var slices = incoming.Slices(block);
        foreach (var (run, from, count) in slices)
        {
            RowOffsets.Count(run.ReadKeys(from, count, _keys), offsets);
        }
        int total = RowOffsets.ToPositions(offsets);
        long* starts = _starts.Reserve<long>(total);
        long* ids = _ids.Reserve<long>(total);
        foreach (var (run, from, count) in slices)
        {
            var keys = run.ReadKeys(from, count, _keys);
            var extras = run.ReadExtras(from, count, _extras);
            Scatter(keys, extras, run.Sequence, offsets, starts, ids);
            run.Release();
        }
        var finalOffsets = offsets[..(rowCount + 1)];
        _encoder.EncodeIncoming(
            block.Segment,
            new RelationshipTypeId(block.Type),
            finalOffsets,
            new ReadOnlySpan<long>(starts, total),
            new ReadOnlySpan<long>(ids, total)
        );
        writer.Add(_encoder);
        nodes.Labels.AddDifferences(block.Segment, finalOffsets, _sums);
        totals.Add(totals.ByEnd, block.Type, _sums);
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _keys.Dispose();
        _extras.Dispose();
        _starts.Dispose();
        _ids.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(
        ReadOnlySpan<long> keys,
        ReadOnlySpan<uint> extras,
        long firstId,
        Span<int> offsets,
        long* starts,
        long* ids
    )
    {
        for (int i = 0; i < keys.Length; i++)
        {
            int at = offsets[(int)((ulong)keys[i] >> Run.NodeBits) + 1]++;
            starts[at] = keys[i] & Run.NodeMask;
            ids[at] = firstId + extras[i];
        }
    }
}
