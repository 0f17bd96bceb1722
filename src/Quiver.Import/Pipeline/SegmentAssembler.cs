using System.Collections.Concurrent;
using Quiver.Foundation;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Puts chunks that threads finish in any order back into the order of their rows and groups them into segments. Thread safe.
/// </summary>
/// <remarks>Holds at most one unfinished segment and, per thread, one chunk that came too early; workers encode ready segments before they read on.</remarks>
/// <param name="mostEarlyRows">Rows with properties that may wait for chunks before them without making it crowded.</param>
internal sealed class SegmentAssembler(long mostEarlyRows = long.MaxValue) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, RowChunk?> _early = [];
    private readonly ConcurrentQueue<SegmentWork> _ready = new();
    private readonly IdleObjects<RowChunk> _pool = new();
    private List<RowPiece> _pieces = [];
    private int _rowCount;
    private int _segment;
    private long _next;
    private long _earlyRows;

    /// <summary>An empty chunk.</summary>
    public RowChunk Rent()
    {
        if (!_pool.TryTake(out var chunk))
        {
            chunk = new RowChunk();
        }
        chunk.Clear();
        return chunk;
    }

    /// <summary>Takes the chunk with a number in the order of all, each number once; null for no rows.</summary>
    public void Submit(long sequence, RowChunk? chunk)
    {
        lock (_lock)
        {
            _early.Add(sequence, chunk);
            _earlyRows += RowsOf(chunk);
            while (_early.Remove(_next, out var next))
            {
                _next++;
                _earlyRows -= RowsOf(next);
                if (next is not null)
                {
                    Append(next);
                }
            }
        }
    }

    /// <summary>Whether all chunks before one are there, so that it would not have to wait here.</summary>
    public bool IsTurnOf(long sequence)
    {
        lock (_lock)
        {
            return _next == sequence;
        }
    }

    /// <summary>Whether a chunk would come behind so much that waits here already that its thread had better wait.</summary>
    public bool IsCrowded(long sequence)
    {
        lock (_lock)
        {
            return _earlyRows > mostEarlyRows && _next != sequence;
        }
    }

    /// <summary>Takes a part of the chunk whose turn it is; <see cref="Submit"/> follows with its last part, or null.</summary>
    public void SubmitPart(long sequence, RowChunk chunk)
    {
        lock (_lock)
        {
            Invariant.Assert(_next == sequence);
            Append(chunk);
        }
    }

    /// <summary>Takes a segment that can be encoded.</summary>
    public bool TryTake(out SegmentWork work) => _ready.TryDequeue(out work!);

    /// <summary>Makes the rest ready, after the last chunk.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            if (_rowCount > 0)
            {
                CloseSegment(_rowCount);
            }
        }
    }

    /// <summary>Gives the pieces of an encoded segment back.</summary>
    public void Release(SegmentWork work)
    {
        foreach (var piece in work.Pieces)
        {
            if (Interlocked.Decrement(ref piece.Chunk.PendingPieces) == 0)
            {
                _pool.Add(piece.Chunk);
            }
        }
    }

    public void Dispose()
    {
        while (_pool.TryTake(out var chunk))
        {
            chunk.Dispose();
        }
    }

    /// <summary>Rows that take memory.</summary>
    private static int RowsOf(RowChunk? chunk) =>
        chunk is { ColumnCount: > 0 } ? chunk.RowCount : 0;

    private void Append(RowChunk chunk)
    {
        if (chunk.RowCount == 0)
        {
            _pool.Add(chunk);
            return;
        }
        if (chunk.Segment > _segment && _rowCount > 0)
        {
            CloseSegment(SegmentLayout.RowsPerSegment);
        }
        Invariant.Assert(chunk.Segment <= _segment);
        // One more than pieces until all are cut off, so that no other thread releases it meanwhile.
        chunk.PendingPieces = 1;
        for (int from = 0; from < chunk.RowCount; )
        {
            int count = Math.Min(chunk.RowCount - from, SegmentLayout.RowsPerSegment - _rowCount);
            Interlocked.Increment(ref chunk.PendingPieces);
            _pieces.Add(new RowPiece(chunk, from, count));
            _rowCount += count;
            from += count;
            if (_rowCount == SegmentLayout.RowsPerSegment)
            {
                CloseSegment(_rowCount);
            }
        }
        if (Interlocked.Decrement(ref chunk.PendingPieces) == 0)
        {
            _pool.Add(chunk);
        }
    }

    private void CloseSegment(int rowCount)
    {
        _ready.Enqueue(new SegmentWork(_segment++, rowCount, _rowCount, _pieces));
        _pieces = [];
        _rowCount = 0;
    }
}
