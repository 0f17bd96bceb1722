using Quiver.Model.Values;

namespace Quiver.Engine.Sessions;

/// <summary>One query in a transaction of its own.</summary>
public sealed record RunRequest
{
    /// <summary>The parameters of a query without any.</summary>
    public static readonly IReadOnlyDictionary<string, Value> NoParameters = MapValue.Empty;

    /// <summary>The query's text.</summary>
    public required string Query { get; init; }

    /// <summary>The values of the query's parameters, by name without the dollar sign.</summary>
    public IReadOnlyDictionary<string, Value> Parameters { get; init; } = NoParameters;

    /// <summary>The database, in any case; null for the default one.</summary>
    public string? Database { get; init; }

    /// <summary>Whether writing is allowed.</summary>
    public AccessMode AccessMode { get; init; }

    /// <summary>The longest time until the result's end; null for the engine's setting, zero for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The query sees at least the commits that these name.</summary>
    public IReadOnlyList<string> Bookmarks { get; init; } = [];

    /// <summary>What the client attaches for those who list transactions.</summary>
    public MapValue Metadata { get; init; } = MapValue.Empty;
}
