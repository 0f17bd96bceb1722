using System.Runtime.ExceptionServices;
using Quiver.Foundation;

namespace Quiver.Apoc.Export;

/// <summary>
/// Makes the chunks of a source and gives them in order. A large source is formatted by a few threads: one thread at a time reads the next chunk, all format theirs, and whoever has made the chunk
/// whose turn it is gives it away, and those after it that are ready. So most texts are still in the cache of the processor that made them when they are copied.
/// </summary>
internal sealed class ExportPipeline : IDisposable
{
    private const int MaxThreads = 4;
    private const long MinRowsPerThread = 20_000;
    private const int MaxChunkBytes = 4 << 20;
    private const int FirstRows = 256;
    private const int SpareChunks = 2;

    private readonly ExportSource _source;
    private readonly Action<long> _charge;
    private readonly CancellationToken _cancellation;
    private readonly Lock _reading = new();
    private readonly object _gate = new();
    private readonly Stack<ExportChunk> _free = new();
    private ExportChunk?[] _formatted = [];
    private Action<ExportChunk> _take = static _ => { };
    private EntityText? _text;
    private ExportChunk? _single;
    private Exception? _failure;
    private long _read;
    private long _given;
    private long _heldBytes;
    private long _chargedBytes;
    private int _rows = FirstRows;
    private bool _isAtEnd;
    private bool _isGiving;

    /// <summary>Begins before the first chunk.</summary>
    /// <param name="source">What is exported.</param>
    /// <param name="charge">Takes memory from the query's budget; called by one thread at a time.</param>
    /// <param name="cancellation">Whether the query was ended.</param>
    public ExportPipeline(ExportSource source, Action<long> charge, CancellationToken cancellation)
    {
        _source = source;
        _charge = charge;
        _cancellation = cancellation;
    }

    /// <summary>The next chunk, made by the caller's thread and valid until the next call; null at the end.</summary>
    /// <param name="maxRows">The most objects of it.</param>
    public ExportChunk? Next(int maxRows = ExportChunk.MaxRows)
    {
        _cancellation.ThrowIfCancellationRequested();
        Charge();
        _text ??= _source.OpenText();
        _single ??= new ExportChunk();
        return TryMake(_single, _text, maxRows) ? _single : null;
    }

    /// <summary>Gives all chunks in order, made by several threads where there are many; returns when all are taken.</summary>
    /// <param name="take">Gets one chunk at a time, on whatever thread; the chunk is valid until it returns.</param>
    public void GiveAll(Action<ExportChunk> take)
    {
        long wanted = _source.ParallelRows / MinRowsPerThread;
        int threads = (int)Math.Min(wanted, Math.Min(Environment.ProcessorCount, MaxThreads));
        if (threads < 2)
        {
            while (Next() is { } chunk)
            {
                take(chunk);
            }
            return;
        }
        _take = take;
        _formatted = new ExportChunk?[threads + SpareChunks];
        for (int i = 0; i < _formatted.Length; i++)
        {
            _free.Push(new ExportChunk());
        }
        // The caller's thread is one of them.
        var others = new Thread[threads - 1];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(Work) { IsBackground = true, Name = "export" };
            others[i].Start();
        }
        Work();
        foreach (var thread in others)
        {
            thread.Join();
        }
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
        Invariant.Assert(_given == _read);
    }

    /// <summary>Gives back the memory that was charged.</summary>
    public void Dispose()
    {
        _charge(-_chargedBytes);
        _chargedBytes = 0;
    }

    private bool TryMake(ExportChunk chunk, EntityText text, int maxRows)
    {
        chunk.Clear();
        int rows = Math.Min(Volatile.Read(ref _rows), maxRows);
        lock (_reading)
        {
            if (_isAtEnd || !_source.TryRead(chunk, rows))
            {
                _isAtEnd = true;
                return false;
            }
            chunk.Number = _read++;
        }
        long before = text.HeldBytes + chunk.Text.Capacity;
        try
        {
            _source.Format(chunk, text);
        }
        finally
        {
            chunk.Unshare();
        }
        Interlocked.Add(ref _heldBytes, text.HeldBytes + chunk.Text.Capacity - before);
        Adapt(chunk, rows);
        return true;
    }

    /// <summary>Chooses how many rows are read next, by what the last ones became.</summary>
    private void Adapt(ExportChunk chunk, int rows)
    {
        if (chunk.Text.Length > MaxChunkBytes)
        {
            Volatile.Write(ref _rows, Math.Max(1, chunk.Count / 2));
        }
        else if (chunk.Text.Length < MaxChunkBytes / 2 && chunk.Count == rows)
        {
            Volatile.Write(ref _rows, Math.Min(ExportChunk.MaxRows, rows * 2));
        }
    }

    private void Work()
    {
        try
        {
            var text = _source.OpenText();
            while (TakeFree() is { } chunk && TryMake(chunk, text, ExportChunk.MaxRows))
            {
                Give(chunk);
            }
        }
        catch (Exception failure)
        {
            // Carried to the thread that waits for all of them.
            lock (_gate)
            {
                _failure ??= failure;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private ExportChunk? TakeFree()
    {
        _cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            while (_free.Count == 0 && _failure is null)
            {
                Monitor.Wait(_gate);
            }
            return _failure is null ? _free.Pop() : null;
        }
    }

    /// <summary>Gives a chunk away when its turn has come, and those after it that wait for that; otherwise leaves it to the thread that makes or gives the one before.</summary>
    private void Give(ExportChunk chunk)
    {
        lock (_gate)
        {
            _formatted[chunk.Number % _formatted.Length] = chunk;
            if (_isGiving)
            {
                return;
            }
            _isGiving = true;
        }
        while (TakeNext() is { } next)
        {
            Charge();
            _take(next);
            lock (_gate)
            {
                _free.Push(next);
                Monitor.Pulse(_gate);
            }
        }
    }

    private ExportChunk? TakeNext()
    {
        lock (_gate)
        {
            ref var place = ref _formatted[_given % _formatted.Length];
            var next = _failure is null ? place : null;
            if (next is null)
            {
                _isGiving = false;
                return null;
            }
            place = null;
            _given++;
            return next;
        }
    }

    private void Charge()
    {
        long held = Interlocked.Read(ref _heldBytes) + _source.HeldBytes;
        if (held != _chargedBytes)
        {
            _charge(held - _chargedBytes);
            _chargedBytes = held;
        }
    }
}
