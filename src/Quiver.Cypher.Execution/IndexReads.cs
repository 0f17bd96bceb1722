using System.Collections.Concurrent;

namespace Quiver.Cypher.Execution;

/// <summary>How often queries have searched each index of a database, and when last, since somebody counts.</summary>
/// <remarks>Thread safe. A statement counts once for each place of its plan that searches, however many searches it makes there.</remarks>
/// <param name="since">Since when.</param>
public sealed class IndexReads(DateTimeOffset since)
{
    private readonly ConcurrentDictionary<long, Reads> _reads = new();

    /// <summary>Since when it is counted.</summary>
    public DateTimeOffset Since => since;

    /// <summary>Counts a read of an index.</summary>
    /// <param name="index">The index's number.</param>
    /// <param name="when">When the statement began, UTC.</param>
    public void Note(long index, DateTimeOffset when) =>
        _reads.GetOrAdd(index, static _ => new()).Note(when.UtcTicks);

    /// <summary>How often an index was read, and when last; null when it was not.</summary>
    public (long Count, DateTimeOffset? Last) Of(long index) =>
        _reads.TryGetValue(index, out var reads) ? reads.All : (0, null);

    private sealed class Reads
    {
        private long _count;
        private long _lastTicks;

        public (long Count, DateTimeOffset? Last) All =>
            (
                Volatile.Read(ref _count),
                new DateTimeOffset(Volatile.Read(ref _lastTicks), TimeSpan.Zero)
            );

        public void Note(long ticks)
        {
            // Of statements that begin together either's time will do.
            Volatile.Write(ref _lastTicks, ticks);
            Interlocked.Increment(ref _count);
        }
    }
}
