using Quiver.Benchmarks.Generation;

namespace Quiver.Benchmarks.Writes;

/// <summary>The ids of the items of one database: those given so far, and those that are there from the beginning.</summary>
/// <remarks>Thread safe.</remarks>
internal sealed class ItemIds
{
    /// <summary>Items with the ids from 0 on that are created before anything is measured.</summary>
    public const int Prepared = 50_000;

    private long _next = Prepared;
    private long _drawn;

    /// <summary>How many were given.</summary>
    public long Given => Interlocked.Read(ref _next);

    /// <summary>Takes ids that follow each other.</summary>
    public long Take(int count) => Interlocked.Add(ref _next, count) - count;

    /// <summary>The id of an item that is there.</summary>
    public long Known() => Random() % Prepared;

    /// <summary>Some number from 0 on.</summary>
    public long Random() => (long)(Randomness.Mix((ulong)Interlocked.Increment(ref _drawn)) >> 1);
}
