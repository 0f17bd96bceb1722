using System.Net;
using Microsoft.Extensions.Logging;
using Quiver.Engine;

namespace Quiver.Bolt.Session;

/// <summary>What a connection works with.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Options">The front door's settings.</param>
/// <param name="Logger">Where failures go that the client cannot be told.</param>
/// <param name="ConnectionId">The connection's name, for example <c>bolt-123</c>.</param>
/// <param name="LocalEndPoint">Where the client connected to.</param>
internal sealed record BoltContext(
    QuiverEngine Engine,
    BoltOptions Options,
    ILogger Logger,
    string ConnectionId,
    EndPoint? LocalEndPoint
);
