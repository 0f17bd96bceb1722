namespace Quiver.Storage.Indexes;

/// <summary>How an index is built.</summary>
public sealed record IndexBuildOptions
{
    /// <summary>Bytes of entries that are sorted in memory; the rest goes to temporary files.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>A folder for temporary files that nobody else has; it is deleted.</summary>
    public required string TemporaryFolder { get; init; }

    /// <summary>Is told after each batch how many nodes or relationships were read so far. Must not throw.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>Is told of each node or relationship that has the values of another one: the one of the least id that has them, and itself. Null for an index that need not be unique.</summary>
    public Action<long, long>? Duplicate { get; init; }
}
