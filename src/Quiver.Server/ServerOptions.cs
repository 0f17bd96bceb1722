using Microsoft.Extensions.Logging;
using Quiver.Bolt;
using Quiver.Engine;
using Quiver.Http;
using Quiver.Server.Tls;

namespace Quiver.Server;

/// <summary>What a server serves and where.</summary>
public sealed record ServerOptions
{
    /// <summary>The engine: home, default database, authentication.</summary>
    public required EngineOptions Engine { get; init; }

    /// <summary>Where HTTP listens; null for nowhere.</summary>
    public ListenAddress? HttpListen { get; init; } = new ListenAddress("localhost", 7474);

    /// <summary>Where Bolt listens; null for nowhere.</summary>
    public ListenAddress? BoltListen { get; init; } = new ListenAddress("localhost", 7687);

    /// <summary>Where HTTP over TLS listens; null for nowhere.</summary>
    public ListenAddress? HttpsListen { get; init; }

    /// <summary>The certificate of HTTPS.</summary>
    public TlsIdentity? HttpsIdentity { get; init; }

    /// <summary>Whether Bolt's connections are encrypted.</summary>
    public TlsLevel BoltTls { get; init; }

    /// <summary>The certificate of Bolt.</summary>
    public TlsIdentity? BoltIdentity { get; init; }

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
