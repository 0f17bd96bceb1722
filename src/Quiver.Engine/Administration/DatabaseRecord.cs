namespace Quiver.Engine.Administration;

/// <summary>What <c>system</c> knows of a database. One without a record is online, can be written to, and was never created by a command.</summary>
/// <param name="Name">Its name, in lower case.</param>
internal sealed record DatabaseRecord(string Name)
{
    /// <summary>Whether it may only be read.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Whether queries that name no version are Cypher 25.</summary>
    public bool IsCypher25 { get; init; }

    /// <summary>Whether it was stopped.</summary>
    public bool IsStopped { get; init; }

    /// <summary>The commit log that it had when a command created it; null when none did. A full import starts another log.</summary>
    public Guid? CreatedLogId { get; init; }

    /// <summary>When it was created by a command.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was started by a command.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it was stopped by a command.</summary>
    public DateTimeOffset? Stopped { get; init; }
}
