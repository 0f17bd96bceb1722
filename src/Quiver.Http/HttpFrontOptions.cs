using Quiver.Foundation;

namespace Quiver.Http;

/// <summary>How the HTTP front door behaves.</summary>
public sealed record HttpFrontOptions
{
    /// <summary>The most bytes that a request's body may have; more is answered with 413.</summary>
    public long MaxRequestBodyBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>How deep JSON in a request may nest.</summary>
    public int MaxJsonDepth { get; init; } = 128;

    /// <summary>The most statements in one request.</summary>
    public int MaxStatements { get; init; } = 10_000;

    /// <summary>How long an open transaction of the transactional API lives without a request.</summary>
    public TimeSpan TransactionIdleTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an open transaction of the Query API lives without a request.</summary>
    public TimeSpan QueryTransactionIdleTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most transactions that clients may hold open in each API.</summary>
    public int MaxOpenTransactions { get; init; } = 1_000;

    /// <summary>Tells the idle time of open transactions.</summary>
    public IClock Clock { get; init; } = SystemClock.Instance;

    /// <summary>The <c>host:port</c> under which clients reach the Bolt listener, or null to use the host that the request asked for and <see cref="BoltPort"/>.</summary>
    public string? AdvertisedBoltAddress { get; init; }

    /// <summary>The port of the Bolt listener; asked at each discovery, since a listener on port 0 knows its port only once it is bound.</summary>
    public Func<int> BoltPort { get; init; } = static () => 7687;
}
