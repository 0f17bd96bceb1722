namespace Quiver.Storage.Backups;

/// <summary>A database in a backup.</summary>
public sealed record BackedUpDatabase
{
    /// <summary>The name that it had.</summary>
    public required string Name { get; init; }

    /// <summary>Its identity.</summary>
    public required Guid DatabaseId { get; init; }

    /// <summary>The identity of its commit log.</summary>
    public required Guid LogId { get; init; }

    /// <summary>The newest commit that the backup contains.</summary>
    public required long Sequence { get; init; }

    /// <summary>How many nodes it had about then.</summary>
    public required long NodeCount { get; init; }

    /// <summary>How many relationships it had about then.</summary>
    public required long RelationshipCount { get; init; }

    /// <summary>Its files, in the order of their places.</summary>
    public required IReadOnlyList<BackedUpFile> Files { get; init; }

    /// <summary>How many bytes its files have.</summary>
    public long Bytes => Files.Sum(static file => file.Length);
}
