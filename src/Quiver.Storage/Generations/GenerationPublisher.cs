using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;
using Quiver.Storage.Store;

namespace Quiver.Storage.Generations;

/// <summary>Publishes a sealed base where nobody has the database open; where a process has, that process does it by <see cref="Database.ReplaceAsync"/>.</summary>
public static class GenerationPublisher
{
    /// <summary>
    /// Makes a sealed base live by one rename. Until then an existing database stays whole; its files and log are deleted only afterwards. The caller
    /// holds the folder's LOCK. A base that is live already stays as it is.
    /// </summary>
    /// <exception cref="IOException">The disk failed. An existing database is untouched unless the failure came after the rename.</exception>
    public static Manifest Publish(
        IFileSystem files,
        string databaseDirectory,
        SealedGeneration generation
    )
    {
        var previous = ReadPrevious(files, databaseDirectory);
        if (previous is not null && generation.IsPublishedAs(previous))
        {
            // Whoever published it may have died before the rename was durable.
            files.SyncDirectory(databaseDirectory);
            return previous;
        }
        var manifest = Following(generation, previous);
        if (previous is null && ManifestFile.Exists(files, generation.StagingDirectory))
        {
            // Where nothing is replaced it is the run's own, which is durable and may be large.
            ManifestFile.Move(files, generation.StagingDirectory, databaseDirectory);
        }
        else
        {
            ManifestFile.Write(files, databaseDirectory, manifest);
        }
        var store = new FileSegmentStore(files, databaseDirectory);
        SupersededFiles.Delete(files, store, databaseDirectory, manifest);
        return manifest;
    }

    /// <summary>Whether a sealed base is live: whoever was to publish it may have died or not answered.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static bool IsPublished(
        IFileSystem files,
        string databaseDirectory,
        SealedGeneration generation
    ) => ReadPrevious(files, databaseDirectory) is { } live && generation.IsPublishedAs(live);

    /// <summary>Deletes the files of a sealed base that is not to be published.</summary>
    /// <exception cref="IOException">The disk failed; the next import deletes what is left.</exception>
    public static void Discard(
        IFileSystem files,
        string databaseDirectory,
        SealedGeneration generation
    )
    {
        var store = new FileSegmentStore(files, databaseDirectory);
        foreach (string name in generation.Manifest.FileNames)
        {
            store.Delete(name);
        }
    }

    /// <summary>The manifest that is to be replaced; null when there is none that can be read: a damaged database may be overwritten.</summary>
    internal static Manifest? ReadPrevious(IFileSystem files, string databaseDirectory)
    {
        if (!ManifestFile.Exists(files, databaseDirectory))
        {
            return null;
        }
        try
        {
            return ManifestFile.Read(files, databaseDirectory);
        }
        catch (StorageException)
        {
            return null;
        }
    }

    /// <summary>The manifest with the number after that of the one it replaces, whose bookmarks an import satisfies; the sealed one as it is where none is replaced.</summary>
    internal static Manifest Following(SealedGeneration generation, Manifest? previous) =>
        generation.Manifest with
        {
            Generation = (previous?.Generation ?? 0) + 1,
            PredecessorLogIds =
                previous is null || generation.IsRestored
                    ? []
                    :
                    [
                        .. previous.PredecessorLogIds.TakeLast(Manifest.MaxPredecessorLogIds - 1),
                        previous.LogId,
                    ],
        };
}
