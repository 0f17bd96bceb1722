using Quiver.Engine.Sessions;
using Quiver.Model.Values;

namespace Quiver.Http.Query;

/// <summary>A request of the Query API, read.</summary>
internal sealed record QueryRequest
{
    /// <summary>The query's text; null when the request has none, which only opening and committing a transaction allow.</summary>
    public string? Statement { get; init; }

    /// <summary>The query's parameters.</summary>
    public MapValue Parameters { get; init; } = MapValue.Empty;

    /// <summary>Whether the counters are wanted.</summary>
    public bool IncludesCounters { get; init; }

    /// <summary>Whether writing is allowed.</summary>
    public AccessMode AccessMode { get; init; } = AccessMode.Write;

    /// <summary>The longest time until the transaction's end; null for the engine's setting.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The transaction sees at least the commits that these name.</summary>
    public IReadOnlyList<string> Bookmarks { get; init; } = [];

    /// <summary>As whom the query shall run; null for the client itself.</summary>
    public string? ImpersonatedUser { get; init; }

    /// <summary>What the client attaches for those who list transactions.</summary>
    public MapValue Metadata { get; init; } = MapValue.Empty;

    /// <summary>How the engine is asked to begin a transaction.</summary>
    public BeginRequest Begin(string database) =>
        new()
        {
            Database = database,
            AccessMode = AccessMode,
            Timeout = Timeout,
            Bookmarks = Bookmarks,
            Metadata = Metadata,
        };

    /// <summary>How the engine is asked to run the query in a transaction of its own.</summary>
    public RunRequest Run(string database) =>
        new()
        {
            Query = Statement!,
            Parameters = Parameters,
            Database = database,
            AccessMode = AccessMode,
            Timeout = Timeout,
            Bookmarks = Bookmarks,
            Metadata = Metadata,
        };
}
