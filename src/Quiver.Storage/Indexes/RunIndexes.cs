using System.Collections.Concurrent;

namespace Quiver.Storage.Indexes;

/// <summary>The entries that a change run has in indexes, each list made when it is first asked for. Thread safe.</summary>
internal sealed class RunIndexes
{
    private ConcurrentDictionary<long, IndexRun>? _lists;
    private long _bytes;

    /// <summary>How much memory the lists take.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>The entries in an index, or null when nobody asked for them yet.</summary>
    public IndexRun? Find(long index) =>
        _lists is { } lists && lists.TryGetValue(index, out var run) ? run : null;

    /// <summary>Keeps entries; those that another thread made meanwhile stay.</summary>
    public IndexRun Keep(long index, IndexRun run)
    {
        var lists = _lists ?? Interlocked.CompareExchange(ref _lists, new(), null) ?? _lists;
        if (lists.TryAdd(index, run))
        {
            Interlocked.Add(ref _bytes, run.Length);
            return run;
        }
        return lists[index];
    }
}
