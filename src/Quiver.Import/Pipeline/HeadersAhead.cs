using System.Runtime.ExceptionServices;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Reads the headers of groups on several threads while the groups before them are planned: there may be thousands, with a thousand fields each. Whoever waits for one that another thread reads
/// goes on with the next.
/// </summary>
/// <param name="groups">The files of each group; null where its header cannot be read.</param>
/// <param name="read">Reads and checks a group's header; called by several threads.</param>
internal sealed class HeadersAhead(
    IReadOnlyList<IReadOnlyList<string>?> groups,
    Func<IReadOnlyList<string>, CheckedHeader> read
) : IDisposable
{
    /// <summary>Headers for which another thread is worth its start.</summary>
    private const int LeastForThread = 8;

    private readonly Lock _lock = new();
    private readonly CheckedHeader?[] _read = new CheckedHeader?[groups.Count];
    private readonly ExceptionDispatchInfo?[] _faults = new ExceptionDispatchInfo?[groups.Count];
    private readonly SemaphoreSlim _done = new(0);
    private readonly List<Thread> _threads = [];
    private int _begun;
    private int _awaited = -1;
    private volatile bool _isStopped;

    /// <summary>Begins to read.</summary>
    /// <param name="threads">How many threads may, the caller's included.</param>
    public void Start(int threads)
    {
        int started = Math.Min(threads, groups.Count / LeastForThread) - 1;
        for (int number = 1; number <= started; number++)
        {
            var thread = new Thread(ReadAll) { IsBackground = true, Name = $"headers {number}" };
            _threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>The header of a group, of which the file can be read.</summary>
    public CheckedHeader Take(int group)
    {
        while (true)
        {
            if (TryTake(group, mayWait: false) is { } ready)
            {
                return ready;
            }
            if (!TryReadNext())
            {
                break;
            }
        }
        while (true)
        {
            if (TryTake(group, mayWait: true) is { } ready)
            {
                return ready;
            }
            _done.Wait();
        }
    }

    /// <summary>Stops the threads and waits for their end.</summary>
    public void Dispose()
    {
        _isStopped = true;
        foreach (var thread in _threads)
        {
            thread.Join();
        }
        _done.Dispose();
    }

    private CheckedHeader? TryTake(int group, bool mayWait)
    {
        lock (_lock)
        {
            _faults[group]?.Throw();
            var ready = _read[group];
            // Planning keeps what it needs of it.
            _read[group] = null;
            _awaited = mayWait && ready is null ? group : -1;
            return ready;
        }
    }

    private void ReadAll()
    {
        while (!_isStopped && TryReadNext()) { }
    }

    /// <summary>Reads the first header that nobody has begun; false when there is none.</summary>
    private bool TryReadNext()
    {
        int group = Interlocked.Increment(ref _begun) - 1;
        if (group >= groups.Count)
        {
            return false;
        }
        if (groups[group] is { } files)
        {
            ReadOne(group, files);
        }
        return true;
    }

    private void ReadOne(int group, IReadOnlyList<string> files)
    {
        CheckedHeader? header = null;
        ExceptionDispatchInfo? fault = null;
        try
        {
            header = read(files);
        }
        catch (Exception e)
        {
            // Goes on in the thread that plans, when it comes to this group.
            fault = ExceptionDispatchInfo.Capture(e);
        }
        lock (_lock)
        {
            _read[group] = header;
            _faults[group] = fault;
            if (_awaited == group)
            {
                _done.Release();
            }
        }
    }
}
