using System.Net;
using Microsoft.Extensions.Logging;
using Quiver.Engine;
using Quiver.Engine.Sessions;

namespace Quiver.Bolt.Session;

/// <summary>What a connection works with.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Options">The front door's settings.</param>
/// <param name="Logger">Where failures go that the client cannot be told.</param>
/// <param name="Connection">The connection, as the engine lists it.</param>
/// <param name="LocalEndPoint">Where the client connected to.</param>
internal sealed record BoltContext(
    QuiverEngine Engine,
    BoltOptions Options,
    ILogger Logger,
    ClientConnection Connection,
    EndPoint? LocalEndPoint
)
{
    /// <summary>The connection's name, for example <c>bolt-123</c>.</summary>
    public string ConnectionId => Connection.Id;
}
