using System.Collections.Concurrent;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Puts chunks that threads finish in any order back into the order of their rows and groups them into segments. Thread safe.
/// </summary>
/// <remarks>Holds at most one unfinished segment and, per thread, one chunk that came too early; workers encode ready segments before they read on.</remarks>
internal sealed class SegmentAssembler : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, RowChunk?> _early = [];
    private readonly ConcurrentQueue<SegmentWork> _ready = new();
    private readonly IdleObjects<RowChunk> _pool = new();
    private List<RowPiece> _pieces = [];
    private int _rowCount;
    private int _segment;
    private long _next;

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
            while (_early.Remove(_next, out var next))
            {
                _next++;
                if (next is not null)
                {
                    Append(next);
                }
            }
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
                CloseSegment();
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

    private void Append(RowChunk chunk)
    {
        if (chunk.RowCount == 0)
        {
            _pool.Add(chunk);
            return;
        }
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
                CloseSegment();
            }
        }
        if (Interlocked.Decrement(ref chunk.PendingPieces) == 0)
        {
            _pool.Add(chunk);
        }
    }

    private void CloseSegment()
    {
        _ready.Enqueue(new SegmentWork(_segment++, _rowCount, _pieces));
        _pieces = [];
        _rowCount = 0;
    }
}
