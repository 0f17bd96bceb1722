using Microsoft.Extensions.Logging;
using Quiver.Bolt;
using Quiver.Engine;
using Quiver.Http;

namespace Quiver.Server;

/// <summary>What a server serves and where.</summary>
public sealed record ServerOptions
{
    /// <summary>The engine: home, default database, authentication.</summary>
    public required EngineOptions Engine { get; init; }

    /// <summary>Where HTTP listens; null for nowhere.</summary>
    public ListenAddress? HttpListen { get; init; } = new ListenAddress("127.0.0.1", 7474);

    /// <summary>Where Bolt listens; null for nowhere.</summary>
    public ListenAddress? BoltListen { get; init; } = new ListenAddress("127.0.0.1", 7687);

    /// <summary>The limits of the HTTP front door.</summary>
    public HttpFrontOptions Http { get; init; } = new();

    /// <summary>The limits and addresses of the Bolt front door.</summary>
    public BoltOptions Bolt { get; init; } = new() { ServerAgent = CompatibleRelease.Agent };

    /// <summary>The least level that is logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Whether the log goes to standard error, besides the file in <c>logs/</c>.</summary>
    public bool LogsToConsole { get; init; } = true;

    /// <summary>How long a stopping server waits for what runs, before it ends the connections.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
