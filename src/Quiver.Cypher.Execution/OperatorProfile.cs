namespace Quiver.Cypher.Execution;

/// <summary>What one operator of a profiled query did. Grows while the query runs.</summary>
public sealed class OperatorProfile
{
    /// <summary>The rows it gave.</summary>
    public long Rows { get; internal set; }

    /// <summary>The time spent in it and in the operators below it, in nanoseconds.</summary>
    public long InclusiveNanoseconds { get; internal set; }

    /// <summary>The time spent in it alone, in nanoseconds.</summary>
    public long Nanoseconds { get; internal set; }
}
