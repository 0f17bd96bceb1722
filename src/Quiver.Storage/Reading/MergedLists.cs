using Quiver.Model;

namespace Quiver.Storage.Reading;

/// <summary>
/// What runs make of the relationships of the nodes that they touch, a type and direction at a time, for all who read these runs. Made where so many lists have been merged that it pays.
/// </summary>
/// <remarks>Thread safe. What it holds takes at most <see cref="MaxBytes"/>, and is there until the runs are replaced.</remarks>
/// <param name="runs">The runs.</param>
internal sealed class MergedLists(RunStack runs)
{
    /// <summary>What lists may take in all.</summary>
    public const long MaxBytes = 32L << 20;

    // Making them goes through all changes, which takes about as long as so many merges.
    private const int ChangesPerMerge = 16;
    private const int LeastMerges = 64;

    private readonly long _changes = CountOf(runs);
    private readonly long _least = Math.Max(LeastMerges, CountOf(runs) / ChangesPerMerge);
    private readonly Lock _making = new();
    private TouchedLists[] _lists = [];
    private long _merges;
    private long _bytes;

    /// <summary>What is kept takes about so much memory.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>The lists of a type and direction; null where it has not paid to make them.</summary>
    /// <param name="way">The direction; not Both.</param>
    /// <param name="type">The type.</param>
    public TouchedLists? Of(Direction way, RelationshipTypeId type) =>
        Find(way, type)
        ?? (
            Volatile.Read(ref _merges) < _least || _changes * TouchedLists.BytesPerNode > MaxBytes
                ? null
                : Make(way, type)
        );

    /// <summary>Says that a list was merged for want of a kept one.</summary>
    public void CountMerge()
    {
        if (Volatile.Read(ref _merges) < _least)
        {
            Interlocked.Increment(ref _merges);
        }
    }

    /// <summary>Sets bytes aside; false when there are no more.</summary>
    public bool TryReserve(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= MaxBytes)
        {
            return true;
        }
        Interlocked.Add(ref _bytes, -bytes);
        return false;
    }

    private TouchedLists? Find(Direction way, RelationshipTypeId type)
    {
        foreach (var lists in Volatile.Read(ref _lists))
        {
            if (lists.Type == type && lists.Way == way)
            {
                return lists;
            }
        }
        return null;
    }

    private TouchedLists? Make(Direction way, RelationshipTypeId type)
    {
        lock (_making)
        {
            if (Find(way, type) is { } made)
            {
                return made;
            }
            var lists = new TouchedLists(this, runs, way, type);
            if (!TryReserve(lists.IndexBytes))
            {
                return null;
            }
            Volatile.Write(ref _lists, [.. _lists, lists]);
            return lists;
        }
    }

    private static long CountOf(RunStack runs)
    {
        long count = 0;
        foreach (var run in runs.Runs)
        {
            count += run.Outgoing.Length + run.Incoming.Length;
        }
        return count;
    }
}
