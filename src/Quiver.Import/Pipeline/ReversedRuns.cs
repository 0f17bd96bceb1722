using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Quiver.Foundation.Memory;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Hands the relationships of outgoing blocks on as runs by the segment of their ends: those of many small blocks together, those of a large one in parts.
/// One per thread.
/// </summary>
/// <remarks>
/// A run's sequence is the id of its first relationship; the extra number of a row is what its own id is above that. Unsafe: counters indexed by segment, raw arrays
/// sized by <see cref="MostRows"/>.
/// </remarks>
internal sealed unsafe class ReversedRuns(long nodeIdLimit, RunStore incoming) : IDisposable
{
    private const int MostRows = 1 << 18;

    private readonly Run _run = new(hasExtras: true);
    private readonly int _segmentCount = Math.Max(1, SegmentLayout.SegmentOf(nodeIdLimit - 1) + 1);
    private readonly List<(int Type, int From)> _pieces = [];
    private readonly List<(BlockKey Block, int From)> _unarranged = [];
    private readonly ScratchMemory _starts = new();
    private readonly ScratchMemory _ends = new();
    private readonly ScratchMemory _cursors = new();
    private readonly ScratchMemory _lastTypes = new();
    private long _firstId;
    private int _count;

    /// <summary>Takes the relationships of a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="rows">The nodes that they start at.</param>
    /// <param name="ends">The nodes at their ends.</param>
    /// <param name="firstId">The id of the first.</param>
    public void Add(BlockKey block, ListedOffsets rows, ReadOnlySpan<long> ends, long firstId)
    {
        // Types ascend within a run, so that each of its slices is one piece.
        if (_count > 0 && (firstId != _firstId + _count || block.Type < _pieces[^1].Type))
        {
            Flush();
        }
        Begin(block.Type, firstId);
        int row = 0;
        for (int done = 0; done < ends.Length; )
        {
            if (_count == MostRows)
            {
                Flush();
                Begin(block.Type, firstId + done);
            }
            int count = Math.Min(ends.Length - done, MostRows - _count);
            ends.Slice(done, count).CopyTo(new Span<long>(_ends.As<long>() + _count, count));
            row = ListStarts(block, rows, row, done, count);
            _count += count;
            done += count;
        }
    }

    /// <summary>Hands on what was taken.</summary>
    public void Flush()
    {
        if (_count > 0)
        {
            Build();
            incoming.Add(_run);
        }
        _count = 0;
        _pieces.Clear();
    }

    public void Dispose()
    {
        _run.Dispose();
        _starts.Dispose();
        _ends.Dispose();
        _cursors.Dispose();
        _lastTypes.Dispose();
    }

    /// <summary>Notes where relationships start, each by itself: most nodes have one or a few.</summary>
    /// <param name="block">Their block.</param>
    /// <param name="rows">The nodes that they start at.</param>
    /// <param name="row">The place among these of the first one's.</param>
    /// <param name="done">The relationships of the block before them.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>The place of the node of the relationship behind them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ListStarts(BlockKey block, ListedOffsets rows, int row, int done, int count)
    {
        var starts = new Span<long>(_starts.As<long>() + _count, count);
        long firstStart = SegmentLayout.FirstId(block.Segment);
        for (int at = 0; at < count; )
        {
            long start = firstStart + rows.Rows[row];
            int rowEnd = rows.Offsets[row + 1] - done;
            int end = Math.Min(rowEnd, count);
            while (at < end)
            {
                starts[at++] = start;
            }
            row += at == rowEnd ? 1 : 0;
        }
        return row;
    }

    private void Begin(int type, long firstId)
    {
        if (_count == 0)
        {
            _firstId = firstId;
            _starts.Reserve<long>(MostRows);
            _ends.Reserve<long>(MostRows);
        }
        _pieces.Add((type, _count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Build()
    {
        _run.Begin(_firstId, _count);
        int* cursors = _cursors.Reserve<int>(_segmentCount);
        int* lastTypes = _lastTypes.Reserve<int>(_segmentCount);
        new Span<int>(cursors, _segmentCount).Clear();
        new Span<int>(lastTypes, _segmentCount).Fill(-1);
        long* ends = _ends.As<long>();
        for (int row = 0; row < _count; row++)
        {
            cursors[SegmentLayout.SegmentOf(ends[row])]++;
        }
        int next = 0;
        for (int segment = 0; segment < _segmentCount; segment++)
        {
            int count = cursors[segment];
            cursors[segment] = next;
            next += count;
        }
        for (int piece = 0; piece < _pieces.Count; piece++)
        {
            int end = piece + 1 < _pieces.Count ? _pieces[piece + 1].From : _count;
            Scatter(_pieces[piece].Type, _pieces[piece].From, end, cursors, lastTypes);
        }
        Arrange(_run.Blocks);
    }

    /// <summary>Brings the blocks of the run, which come by type, into the order of its rows, which is that of their segments: by counting, as there may be thousands.</summary>
    private void Arrange(List<(BlockKey Block, int From)> blocks)
    {
        int* next = _cursors.As<int>();
        new Span<int>(next, _segmentCount).Clear();
        foreach (var (block, _) in blocks)
        {
            next[block.Segment]++;
        }
        int begin = 0;
        for (int segment = 0; segment < _segmentCount; segment++)
        {
            int count = next[segment];
            next[segment] = begin;
            begin += count;
        }
        _unarranged.Clear();
        _unarranged.AddRange(blocks);
        var arranged = CollectionsMarshal.AsSpan(blocks);
        foreach (var block in _unarranged)
        {
            arranged[next[block.Block.Segment]++] = block;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scatter(int type, int from, int to, int* cursors, int* lastTypes)
    {
        long* starts = _starts.As<long>();
        long* ends = _ends.As<long>();
        long* keys = _run.Keys;
        uint* extras = _run.Extras;
        for (int row = from; row < to; row++)
        {
            long end = ends[row];
            int segment = SegmentLayout.SegmentOf(end);
            int at = cursors[segment]++;
            if (lastTypes[segment] != type)
            {
                lastTypes[segment] = type;
                _run.Blocks.Add((new BlockKey(segment, type), at));
            }
            keys[at] = ((long)SegmentLayout.RowOf(end) << Run.NodeBits) | starts[row];
            extras[at] = (uint)row;
        }
    }
}
