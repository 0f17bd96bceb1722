using Quiver.Storage.Delta;
using Quiver.Storage.Manifests;
using Quiver.Storage.Schema;
using Quiver.Storage.Store;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Indexes;

/// <summary>The part of a checkpoint that belongs to indexes: the schema, and for each index that is built the entries of the new patches.</summary>
internal static class IndexCheckpoint
{
    /// <summary>Adds schema and index files to a manifest. On return the files are durable, and nothing names them yet.</summary>
    /// <param name="store">Where the files go.</param>
    /// <param name="manifest">The manifest that is to be published, with the new patches last.</param>
    /// <param name="state">The state that the checkpoint makes durable.</param>
    /// <param name="patches">The new patches, oldest first.</param>
    /// <exception cref="IOException">The disk failed or is full. Nothing of the database has changed.</exception>
    public static Manifest Add(
        ISegmentStore store,
        Manifest manifest,
        DatabaseState state,
        ChangeRun[] patches
    )
    {
        var contents = new List<IndexContent>();
        int older = manifest.Patches.Count - patches.Length;
        // Newest first. The oldest of the new ones holds those that were folded, which were the newest.
        ChangeRun[] runs = [.. patches.Reverse(), .. state.Base.Patches[^older..]];
        foreach (var index in state.Schema.Definitions.Indexes)
        {
            if (state.Base.Indexes.TryGet(index.Id, out var built))
            {
                contents.Add(Describe(store, manifest, state, index, built, runs));
            }
        }
        return manifest with { Schema = state.Schema.Definitions, Indexes = contents };
    }

    private static IndexContent Describe(
        ISegmentStore store,
        Manifest manifest,
        DatabaseState state,
        IndexDefinition index,
        BuiltIndex built,
        ChangeRun[] runs
    )
    {
        var patches = new List<PatchIndexFile>();
        var known = built.Content.Patches.ToDictionary(
            patch => patch.Patch,
            StringComparer.Ordinal
        );
        for (int i = 0; i < manifest.Patches.Count; i++)
        {
            string name = manifest.Patches[i].Name;
            if (built.Covers(name))
            {
                continue;
            }
            if (known.TryGetValue(name, out var file))
            {
                patches.Add(file);
                continue;
            }
            var over = runs.AsSpan(manifest.Patches.Count - 1 - i);
            var graph = GraphReader.At(state.Base.Generation, over);
            try
            {
                patches.Add(new(name, Write(store, index, graph, over[0])));
            }
            catch (CorruptionException)
            {
                // The log must not grow for ever: whoever searches makes the entries, and is told what is damaged.
            }
        }
        var covered = built.Content.Covered.Where(name =>
            manifest.Patches.Any(patch => patch.Name == name)
        );
        return built.Content with { Covered = [.. covered], Patches = patches };
    }

    private static IndexFile? Write(
        ISegmentStore store,
        IndexDefinition index,
        GraphReader graph,
        ChangeRun run
    )
    {
        // A run that lies in a file has been searched already, or made ready for it.
        var list = run.Indexes.Find(index.Id) ?? RunIndexing.MakeList(index, run, graph);
        if (list.EntryCount == 0)
        {
            return null;
        }
        string name = IndexBuilder.NewName(index.Id);
        store.Put(name, list.Bytes);
        return new(name, list.Length, list.Checksum());
    }
}
