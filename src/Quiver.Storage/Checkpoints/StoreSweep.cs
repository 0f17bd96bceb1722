using Quiver.Foundation.IO;
using Quiver.Storage.Catalog;
using Quiver.Storage.Manifests;
using Quiver.Storage.Store;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Checkpoints;

/// <summary>Deletes files that no manifest names: of superseded generations, of merged patches, and what an interrupted checkpoint left.</summary>
internal static class StoreSweep
{
    /// <summary>Deletes all such files. The caller holds LOCK and nobody reads the database through this process.</summary>
    public static void Run(IFileSystem files, string directory, Manifest manifest)
    {
        var store = new FileSegmentStore(files, directory);
        var live = NamesOf(manifest);
        var unnamed = store
            .List()
            .Where(name => !live.Contains(name) && !AdoptedRun.IsName(name))
            .ToList();
        try
        {
            store.DeleteAbandonedPatches();
            Delete(store, unnamed.FindAll(PatchWriter.IsPatch));
            DeleteBases(
                files,
                directory,
                store,
                unnamed.FindAll(name => !PatchWriter.IsPatch(name))
            );
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Leftovers only cost space.
        }
    }

    /// <summary>Deletes the files of runs that neither the manifest nor a commit behind it names, once the log was read.</summary>
    public static void DeleteAdopted(ISegmentStore store, DatabaseState state)
    {
        var live = NamesOf(state.Base.Generation.Manifest);
        live.UnionWith(state.Adopted.Select(static file => file.Name));
        Delete(
            store,
            [.. store.List().Where(name => AdoptedRun.IsName(name) && !live.Contains(name))]
        );
    }

    /// <summary>Deletes what a superseded manifest names and its successor does not.</summary>
    public static void Delete(ISegmentStore store, Manifest superseded, Manifest successor)
    {
        var live = NamesOf(successor);
        Delete(store, [.. NamesOf(superseded).Where(name => !live.Contains(name))]);
    }

    /// <summary>Deletes files by name. A failure loses nothing: what remains goes when the database is opened next.</summary>
    public static void Delete(ISegmentStore store, IReadOnlyList<string> names)
    {
        try
        {
            foreach (string name in names)
            {
                store.Delete(name);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Leftovers only cost space.
        }
    }

    // A base that is sealed and not published yet is named by no manifest either: it stays while its import runs, or may be gone on with.
    private static void DeleteBases(
        IFileSystem files,
        string directory,
        FileSegmentStore store,
        List<string> names
    )
    {
        if (names.Count == 0 || store.HasRuns())
        {
            return;
        }
        using var noImport = ImportLock.TryTake(files, directory);
        if (noImport is not null)
        {
            Delete(store, names);
        }
    }

    private static HashSet<string> NamesOf(Manifest manifest) => [.. manifest.FileNames];
}
