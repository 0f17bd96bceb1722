using Quiver.Model.Values;

namespace Quiver.Engine.Sessions;

/// <summary>What a client says when it opens a transaction.</summary>
public sealed record BeginRequest
{
    /// <summary>The database, in any case; null for the default one.</summary>
    public string? Database { get; init; }

    /// <summary>Whether writing is allowed.</summary>
    public AccessMode AccessMode { get; init; }

    /// <summary>The longest time until the transaction's end; null for the engine's setting, zero for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The transaction sees at least the commits that these name.</summary>
    public IReadOnlyList<string> Bookmarks { get; init; } = [];

    /// <summary>What the client attaches for those who list transactions.</summary>
    public MapValue Metadata { get; init; } = MapValue.Empty;
}
