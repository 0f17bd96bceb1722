namespace Quiver.Cypher.Execution;

/// <summary>What one operator of a profiled query did. Grows while the query runs.</summary>
public sealed class OperatorProfile
{
    private long _heldBytes;

    /// <summary>The rows it gave.</summary>
    public long Rows { get; internal set; }

    /// <summary>How often it and the operators below it read or changed nodes, relationships, properties and index entries.</summary>
    public long InclusiveStoreHits { get; internal set; }

    /// <summary>The same, of it alone.</summary>
    public long StoreHits { get; internal set; }

    /// <summary>The most memory that it held, in bytes; an estimate.</summary>
    public long PeakMemoryBytes { get; private set; }

    /// <summary>The time spent in it and in the operators below it, in nanoseconds.</summary>
    public long InclusiveNanoseconds { get; internal set; }

    /// <summary>The time spent in it alone, in nanoseconds.</summary>
    public long Nanoseconds { get; internal set; }

    /// <summary>Notes memory that it takes, or, below 0, gives back.</summary>
    internal void Hold(long bytes)
    {
        _heldBytes += bytes;
        PeakMemoryBytes = Math.Max(PeakMemoryBytes, _heldBytes);
    }
}
