using Quiver.Storage.Schema;

namespace Quiver.Storage.Indexes;

/// <summary>The entries that a change run has in indexes, each list made when it is first asked for, or with the run where the run before has one. Thread safe.</summary>
internal sealed class RunIndexes
{
    private (IndexDefinition Index, IndexRun Entries)[] _lists = [];
    private long _bytes;

    /// <summary>How much memory the lists take.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>All lists.</summary>
    public ReadOnlySpan<(IndexDefinition Index, IndexRun Entries)> All => Volatile.Read(ref _lists);

    /// <summary>The entries in an index, or null when nobody asked for them yet.</summary>
    public IndexRun? Find(long index) => Find(Volatile.Read(ref _lists), index);

    /// <summary>Keeps entries; those that another thread made meanwhile stay.</summary>
    public IndexRun Keep(IndexDefinition index, IndexRun run)
    {
        while (true)
        {
            var lists = Volatile.Read(ref _lists);
            if (Find(lists, index.Id) is { } kept)
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
    private static IndexRun? Find((IndexDefinition Index, IndexRun Entries)[] lists, long index)
    {
        foreach (var (definition, entries) in lists)
        {
            if (definition.Id == index)
            {
                return entries;
            }
        }
        return null;
    }
}
