using System.Buffers;
using System.Globalization;
using Quiver.Storage.Indexes;
using Quiver.Storage.Schema;

namespace Quiver.Storage.Checks;

/// <summary>
/// Holds the entries of an index that count against the graph: every entry belongs to an entity that has those values, and every entity that has them has
/// its entries; those of a unique index have different keys.
/// </summary>
/// <remarks>
/// Both sides are summed up as 64-bit hashes over (key, id), so that it takes no memory; only when the sums differ is each entry looked up to name culprits.
/// </remarks>
/// <param name="graph">The graph.</param>
/// <param name="index">An index of it whose files are sound.</param>
/// <param name="findings">What is wrong.</param>
/// <param name="cancellation">Ends the check.</param>
internal sealed class IndexContentCheck(
    Snapshot graph,
    IndexDefinition index,
    FindingList findings,
    CancellationToken cancellation
)
{
    private const int BatchRows = 4096;
    private const int MaxReported = 3;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly IndexLayers _layers = graph.LayersOf(index);
    private readonly GraphReader _reader = graph.Reader();

    private delegate void EntryAction(ReadOnlySpan<byte> key, long id);

    /// <summary>Runs the check.</summary>
    public void Run()
    {
        ulong present = 0;
        ulong wanted = 0;
        EachPresent((key, id) => present += Hash(key, id));
        EachWanted((key, id) => wanted += Hash(key, id));
        if (present != wanted)
        {
            FindCulprits();
        }
        else if (index.IsUnique)
        {
            FindDuplicates();
        }
    }

    private static ulong Hash(ReadOnlySpan<byte> key, long id) =>
        (UniqueKeys.HashOf(key) ^ (ulong)id) * Multiplier;

    /// <summary>The entries that count: those that no younger run supersedes.</summary>
    private void EachPresent(EntryAction action)
    {
        foreach (var layer in _layers.Layers)
        {
            var cursor = new IndexRunCursor(layer.Entries) { ReadsKeys = true };
            cursor.Start(0, layer.Entries.EntryCount, isBackwards: false);
            for (long done = 0; cursor.Remaining > 0; cursor.Next(), done++)
            {
                if (done % BatchRows == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }
                if (!_layers.IsSuperseded(layer, cursor.Id))
                {
                    action(cursor.Key.Span, cursor.Id);
                }
            }
        }
    }

    /// <summary>The entries that all entities of the index's label or type must have.</summary>
    private void EachWanted(EntryAction action)
    {
        long[] ids = new long[BatchRows];
        var entities = new IndexedEntities(graph, index, BatchRows);
        while (entities.Next(ids) is var count and > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            EachWanted(ids.AsSpan(0, count), action);
        }
    }

    private void EachWanted(ReadOnlySpan<long> ids, EntryAction action)
    {
        using var run = EntriesOf(ids);
        var cursor = new IndexRunCursor(run) { ReadsKeys = true };
        cursor.Start(0, run.EntryCount, isBackwards: false);
        for (; cursor.Remaining > 0; cursor.Next())
        {
            action(cursor.Key.Span, cursor.Id);
        }
    }

    private IndexRun EntriesOf(ReadOnlySpan<long> ids)
    {
        using var entries = new IndexEntryWriter(index, SortingSpace.Memory);
        foreach (long id in ids)
        {
            entries.Add(_reader, id);
        }
        var output = new ArrayBufferWriter<byte>();
        entries.WriteTo(output, cancellation);
        return IndexRun.Open(output.WrittenSpan.ToArray(), "the entries of a batch");
    }

    private void FindCulprits()
    {
        int missing = 0;
        EachWanted(
            (key, id) =>
            {
                if (!IsPresent(key, id) && missing++ < MaxReported)
                {
                    Report($"{Entity(id)} is not in the index");
                }
            }
        );
        int superfluous = 0;
        EachPresent(
            (key, id) =>
            {
                if (!IsWanted(key, id) && superfluous++ < MaxReported)
                {
                    Report($"{Entity(id)} is in the index with values that it does not have");
                }
            }
        );
        if (missing + superfluous == 0)
        {
            Report("the index has an entry twice");
        }
    }

    private bool IsPresent(ReadOnlySpan<byte> key, long id)
    {
        foreach (var layer in _layers.Layers)
        {
            if (Contains(layer.Entries, key, id) && !_layers.IsSuperseded(layer, id))
            {
                return true;
            }
        }
        return false;
    }

    private bool IsWanted(ReadOnlySpan<byte> key, long id)
    {
        if (!_reader.IsOf(index.Shape, id))
        {
            return false;
        }
        using var run = EntriesOf([id]);
        return Contains(run, key, id);
    }

    private static bool Contains(IndexRun run, ReadOnlySpan<byte> key, long id)
    {
        if (run.EntryCount == 0)
        {
            return false;
        }
        long at = run.LowerBound(key, id);
        return at < run.EntryCount && run.LowerBound(key, id + 1) > at;
    }

    private void FindDuplicates()
    {
        var lookup = UniqueLookup.Of(graph, index);
        int reported = 0;
        var last = new KeyBuffer();
        foreach (var layer in _layers.Layers)
        {
            var cursor = new IndexRunCursor(layer.Entries) { ReadsKeys = true };
            cursor.Start(0, layer.Entries.EntryCount, isBackwards: false);
            last.Clear();
            for (; cursor.Remaining > 0; cursor.Next())
            {
                // Of the oldest list only keys that stand there twice; whatever a younger one has may also stand in an older one.
                bool isSuspect = !layer.IsBase || last.Span.SequenceEqual(cursor.Key.Span);
                last.Clear();
                last.Append(cursor.Key.Span);
                if (
                    isSuspect
                    && reported < MaxReported
                    && !_layers.IsSuperseded(layer, cursor.Id)
                    && lookup.TryFindOther(cursor.Id, out long other)
                )
                {
                    reported++;
                    Report($"{Entity(cursor.Id)} and {Entity(other)} have the same unique values");
                }
            }
        }
    }

    private string Entity(long id) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(index.Entity == EntityKind.Node ? "node" : "relationship")} {id}"
        );

    private void Report(string problem) =>
        findings.Add(_layers.BaseSource, 0, $"index '{index.Name}': {problem}");
}
