using System.Collections.Concurrent;

namespace Quiver.Bolt.Session;

/// <summary>
/// Looks every few milliseconds for connections whose request is still being worked on by the thread that read it, and lets
/// another thread read their sockets meanwhile, so that RESET and a client's death are noticed at once.
/// </summary>
/// <remarks>
/// Quick requests never pay a thread hop for it. While no connection asks anything it does not look, so that a server without work takes no time. Thread safe.
/// </remarks>
internal sealed class ReadAheadWatch : IDisposable
{
    // A second without a request.
    private const int LooksBeforeRest = 50;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<IWatchedConnection, bool> _connections = new();
    private readonly Lock _looking = new();
    private readonly Timer _timer;
    private bool _wasAsked;
    private bool _isResting = true;
    private int _idleLooks;

    public ReadAheadWatch()
    {
        _timer = new Timer(
            static state => ((ReadAheadWatch)state!).Look(),
            this,
            Timeout.InfiniteTimeSpan,
            Period
        );
    }

    /// <summary>Whether it looks at nothing until a request begins.</summary>
    public bool IsResting => Volatile.Read(ref _isResting);

    /// <summary>Begins to look after a connection.</summary>
    public void Add(IWatchedConnection connection) => _connections.TryAdd(connection, true);

    /// <summary>Ends to look after a connection.</summary>
    public void Remove(IWatchedConnection connection) => _connections.TryRemove(connection, out _);

    /// <summary>Says that a connection begins to work on a request.</summary>
    public void NoteRequest()
    {
        // Read by all and rarely written: the threads of many connections do not take the line from each other.
        if (Volatile.Read(ref _wasAsked))
        {
            return;
        }
        Interlocked.Exchange(ref _wasAsked, true);
        if (Volatile.Read(ref _isResting))
        {
            Start();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Start()
    {
        lock (_looking)
        {
            if (_isResting)
            {
                _idleLooks = 0;
                _isResting = false;
                _timer.Change(Period, Period);
            }
        }
    }

    private void Look()
    {
        lock (_looking)
        {
            bool isNeeded = Interlocked.Exchange(ref _wasAsked, false);
            foreach (var (connection, _) in _connections)
            {
                isNeeded |= connection.ReadAheadIfBusy();
            }
            _idleLooks = isNeeded ? 0 : _idleLooks + 1;
            if (_idleLooks < LooksBeforeRest)
            {
                return;
            }
            Interlocked.Exchange(ref _isResting, true);
            _timer.Change(Timeout.InfiniteTimeSpan, Period);
        }
        // A request that began meanwhile saw a watch that looks, and relies on it.
        if (Volatile.Read(ref _wasAsked))
        {
            Start();
        }
    }
}
