using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Quiver.Bolt.Session;
using Quiver.Engine;
using Quiver.Engine.Sessions;

namespace Quiver.Bolt;

/// <summary>Serves Bolt on the connections of a listener.</summary>
/// <remarks>Thread safe; one instance serves all connections.</remarks>
public sealed class BoltConnectionHandler : ConnectionHandler, IDisposable
{
    private readonly QuiverEngine _engine;
    private readonly BoltOptions _options;
    private readonly ILogger<BoltConnectionHandler> _logger;
    private readonly ReadAheadWatch _watch = new();
    private long _connectionCount;

    /// <summary>Serves an engine.</summary>
    /// <param name="engine">The engine; not disposed here.</param>
    /// <param name="options">The front door's settings.</param>
    /// <param name="logger">Where failures go that no client can be told.</param>
    public BoltConnectionHandler(
        QuiverEngine engine,
        BoltOptions options,
        ILogger<BoltConnectionHandler> logger
    )
    {
        _engine = engine;
        _options = options;
        _logger = logger;
    }

    /// <inheritdoc/>
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        string id = $"bolt-{Interlocked.Increment(ref _connectionCount)}";
        var entry = new ClientConnection(id, "bolt", connection.Abort)
        {
            ServerAddress = connection.LocalEndPoint?.ToString() ?? "",
            ClientAddress = connection.RemoteEndPoint?.ToString() ?? "",
        };
        var context = new BoltContext(_engine, _options, _logger, entry, connection.LocalEndPoint);
        await using var bolt = new BoltConnection(context, connection, _watch);
        _engine.Connections.Add(entry);
        try
        {
            await bolt.RunAsync();
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            BoltLog.ConnectionLost(_logger, id, error.Message);
        }
        catch (Exception error)
        {
            BoltLog.ConnectionFailed(_logger, id, error);
        }
        finally
        {
            _engine.Connections.Remove(entry);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _watch.Dispose();
}
