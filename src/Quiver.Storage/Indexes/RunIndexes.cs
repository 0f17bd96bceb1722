namespace Quiver.Storage.Indexes;

/// <summary>The entries that a change run has in indexes, each list made when it is first asked for. Thread safe.</summary>
internal sealed class RunIndexes
{
    private (long Index, IndexRun Entries)[] _lists = [];
    private long _bytes;

    /// <summary>How much memory the lists take.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>The entries in an index, or null when nobody asked for them yet.</summary>
    public IndexRun? Find(long index) => Find(Volatile.Read(ref _lists), index);

    /// <summary>Keeps entries; those that another thread made meanwhile stay.</summary>
    public IndexRun Keep(long index, IndexRun run)
    {
        while (true)
        {
            var lists = Volatile.Read(ref _lists);
            if (Find(lists, index) is { } kept)
            {
                return kept;
            }
            if (
                ReferenceEquals(
                    Interlocked.CompareExchange(ref _lists, [.. lists, (index, run)], lists),
                    lists
                )
            )
            {
                Interlocked.Add(ref _bytes, run.Length);
                return run;
            }
        }
    }

    // There are few indexes, and a run is asked at every search.
    private static IndexRun? Find((long Index, IndexRun Entries)[] lists, long index)
    {
        foreach (var (id, entries) in lists)
        {
            if (id == index)
            {
                return entries;
            }
        }
        return null;
    }
}
