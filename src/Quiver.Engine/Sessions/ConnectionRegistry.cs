using System.Collections.Concurrent;
using Quiver.Foundation;

namespace Quiver.Engine.Sessions;

/// <summary>The clients' connections that are open now, by their names.</summary>
/// <remarks>Thread safe.</remarks>
public sealed class ConnectionRegistry
{
    private readonly ConcurrentDictionary<string, ClientConnection> _open = new(
        StringComparer.Ordinal
    );

    private readonly IClock _clock;

    internal ConnectionRegistry(IClock clock) => _clock = clock;

    /// <summary>Those that are open, in no order.</summary>
    internal IEnumerable<ClientConnection> All => _open.Values;

    /// <summary>Enters a connection.</summary>
    public void Add(ClientConnection connection)
    {
        connection.Since = _clock.UtcNow;
        _open.TryAdd(connection.Id, connection);
    }

    /// <summary>Strikes out a connection that is closed.</summary>
    public void Remove(ClientConnection connection) => _open.TryRemove(connection.Id, out _);

    /// <summary>The connection of a name; null when there is none.</summary>
    internal ClientConnection? Find(string id) => _open.GetValueOrDefault(id);
}
