using System.Collections.Concurrent;

namespace Quiver.Bolt.Session;

/// <summary>
/// Looks every few milliseconds for connections whose request is still being worked on by the thread that read it, and lets
/// another thread read their sockets meanwhile, so that RESET and a client's death are noticed at once.
/// </summary>
/// <remarks>Quick requests never pay a thread hop for it. Thread safe.</remarks>
internal sealed class ReadAheadWatch : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<BoltConnection, bool> _connections = new();
    private readonly Timer _timer;

    public ReadAheadWatch()
    {
        _timer = new Timer(static state => ((ReadAheadWatch)state!).Look(), this, Period, Period);
    }

    /// <summary>Begins to look after a connection.</summary>
    public void Add(BoltConnection connection) => _connections.TryAdd(connection, true);

    /// <summary>Ends to look after a connection.</summary>
    public void Remove(BoltConnection connection) => _connections.TryRemove(connection, out _);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        foreach (var (connection, _) in _connections)
        {
            connection.ReadAheadIfBusy();
        }
    }
}
