using System.Runtime.ExceptionServices;

namespace Quiver.Apoc.Export;

/// <summary>
/// Gives the chunks of a source in order, formatted by a few threads: one thread at a time reads the next chunk, all format theirs, and whoever takes the chunks gets them in the order in which
/// they were read. Small sources, and streams, are formatted by the thread that takes them.
/// </summary>
internal sealed class ExportPipeline : IDisposable
{
    private const int MaxThreads = 4;
    private const long MinRowsPerThread = 20_000;
    private const int MaxChunkBytes = 4 << 20;
    private const int FirstRows = 256;
    private const int SpareChunks = 4;

    private readonly ExportSource _source;
    private readonly Action<long> _charge;
    private readonly CancellationToken _cancellation;
    private readonly Lock _reading = new();
    private readonly object _gate = new();
    private readonly Stack<ExportChunk> _free = new();
    private readonly List<Thread> _threads = [];
    private readonly ExportChunk?[] _formatted;
    private EntityText? _text;
    private ExportChunk? _taken;
    private Exception? _failure;
    private long _read;
    private long _given;
    private long _heldBytes;
    private long _chargedBytes;
    private int _rows = FirstRows;
    private bool _isAtEnd;
    private bool _isStopped;

    /// <summary>Begins before the first chunk.</summary>
    /// <param name="source">What is exported.</param>
    /// <param name="inParallel">Whether several threads may format it.</param>
    /// <param name="charge">Takes memory from the query's budget.</param>
    /// <param name="cancellation">Whether the query was ended.</param>
    public ExportPipeline(
        ExportSource source,
        bool inParallel,
        Action<long> charge,
        CancellationToken cancellation
    )
    {
        _source = source;
        _charge = charge;
        _cancellation = cancellation;
        long wanted = inParallel ? source.ParallelRows / MinRowsPerThread : 0;
        int threads = (int)Math.Min(wanted, Math.Min(Environment.ProcessorCount, MaxThreads));
        // One is written while each thread has one and some wait.
        int chunks = threads + SpareChunks;
        _formatted = new ExportChunk?[chunks];
        for (int i = 0; i < chunks; i++)
        {
            _free.Push(new ExportChunk());
        }
        for (int i = 0; i < threads; i++)
        {
            var thread = new Thread(Work) { IsBackground = true, Name = "export" };
            _threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>The next chunk, valid until the next call; null at the end.</summary>
    /// <param name="maxRows">The most objects of it. Without effect where several threads format.</param>
    public ExportChunk? Next(int maxRows = ExportChunk.MaxRows)
    {
        _cancellation.ThrowIfCancellationRequested();
        Charge();
        return _threads.Count == 0 ? Make(maxRows) : Take();
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopped = true;
            Monitor.PulseAll(_gate);
        }
        foreach (var thread in _threads)
        {
            thread.Join();
        }
        _charge(-_chargedBytes);
        _chargedBytes = 0;
    }

    private ExportChunk? Make(int maxRows)
    {
        _text ??= _source.OpenText();
        var chunk = _taken ??= _free.Pop();
        return TryMake(chunk, _text, maxRows) ? chunk : null;
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
            while (TakeFree() is { } chunk)
            {
                bool isMade = TryMake(chunk, text, ExportChunk.MaxRows);
                lock (_gate)
                {
                    if (isMade)
                    {
                        _formatted[chunk.Number % _formatted.Length] = chunk;
                    }
                    Monitor.PulseAll(_gate);
                }
                if (!isMade)
                {
                    return;
                }
            }
        }
        catch (Exception failure)
        {
            // Carried to the thread that takes the chunks.
            lock (_gate)
            {
                _failure ??= failure;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private ExportChunk? TakeFree()
    {
        lock (_gate)
        {
            while (_free.Count == 0 && !_isStopped)
            {
                Monitor.Wait(_gate);
            }
            return _isStopped || _failure is not null ? null : _free.Pop();
        }
    }

    private ExportChunk? Take()
    {
        lock (_gate)
        {
            if (_taken is not null)
            {
                _free.Push(_taken);
                _taken = null;
                Monitor.PulseAll(_gate);
            }
            while (true)
            {
                if (_failure is not null)
                {
                    ExceptionDispatchInfo.Throw(_failure);
                }
                int slot = (int)(_given % _formatted.Length);
                if (_formatted[slot] is { } chunk)
                {
                    _formatted[slot] = null;
                    _given++;
                    return _taken = chunk;
                }
                if (Volatile.Read(ref _isAtEnd) && _given == Volatile.Read(ref _read))
                {
                    return null;
                }
                Monitor.Wait(_gate);
            }
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
