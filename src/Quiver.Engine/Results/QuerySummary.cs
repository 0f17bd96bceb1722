namespace Quiver.Engine.Results;

/// <summary>What a finished query did.</summary>
public sealed record QuerySummary
{
    /// <summary>What kind of query it was: <c>r</c>, <c>rw</c>, <c>w</c> or <c>s</c>.</summary>
    public required string QueryType { get; init; }

    /// <summary>The resolved name of the database.</summary>
    public required string DatabaseName { get; init; }

    /// <summary>How many rows were fetched or discarded: tells a result without rows from one with some.</summary>
    public long RowCount { get; init; }

    /// <summary>What was changed.</summary>
    public QueryCounters Counters { get; init; }

    /// <summary>The plan of an EXPLAIN or PROFILE query; null for others.</summary>
    public PlanDescription? Plan { get; init; }

    /// <summary>Hints and warnings for who wrote the query, unfiltered.</summary>
    public IReadOnlyList<Notification> Notifications { get; init; } = [];

    /// <summary>Milliseconds from the request's arrival until the result could be fetched.</summary>
    public long AvailableAfterMilliseconds { get; init; }

    /// <summary>Milliseconds from then until the result's end.</summary>
    public long ConsumedAfterMilliseconds { get; init; }

    /// <summary>The bookmark of an auto-commit query; null inside a transaction, whose commit has one.</summary>
    public string? Bookmark { get; init; }

    /// <summary>The same with one notification more.</summary>
    public QuerySummary With(Notification notification) =>
        this with
        {
            Notifications = [.. Notifications, notification],
        };
}
