using Quiver.Foundation.IO;
using Quiver.Storage.Generations;
using Quiver.Storage.Indexes;
using Quiver.Storage.Log;
using Quiver.Storage.Manifests;
using Quiver.Storage.Store;

namespace Quiver.Storage.Backups;

/// <summary>Makes a base out of all files of a database, which are put into a folder for that. What the log holds becomes a patch; a new log begins.</summary>
/// <param name="files">The file system.</param>
/// <param name="directory">The folder of the database that it shall become. It exists, and the caller holds its IMPORT lock.</param>
internal sealed class RestoredBase(IFileSystem files, string directory)
{
    private const string ContentFolder = "content";
    private const int NewFolderLevels = 4;

    /// <summary>Goes to the point where only the rename is missing. On failure nothing is left.</summary>
    /// <param name="bytes">About how many bytes the files take.</param>
    /// <param name="keepsIdentity">Whether it keeps its identity: it is restored and not copied.</param>
    /// <param name="fill">Puts the files into a folder, in which those of store and log are.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IOException">The files are damaged, or the disk failed or is full.</exception>
    public SealedGeneration Stage(
        long bytes,
        bool keepsIdentity,
        Action<string> fill,
        CancellationToken cancellation
    )
    {
        DeleteAbandoned();
        RequireSpace(bytes);
        string run = Path.Join(
            directory,
            StoreFolders.Staging,
            SealedGeneration.RestorePrefix + Guid.NewGuid().ToString("N")
        );
        try
        {
            string content = Path.Join(run, ContentFolder);
            files.CreateDirectory(Path.Join(content, StoreFolders.Store));
            files.CreateDirectory(Path.Join(content, StoreFolders.Log));
            fill(content);
            var manifest = Fold(content, cancellation) with
            {
                LogId = Guid.NewGuid(),
                PredecessorLogIds = [],
            };
            manifest = manifest with
            {
                DatabaseId = keepsIdentity ? manifest.DatabaseId : Guid.NewGuid(),
                Replay = ReplayPosition.Start with { Sequence = manifest.Replay.Sequence },
            };
            return MoveIn(run, content, manifest);
        }
        catch
        {
            files.DeleteDirectory(run);
            throw;
        }
    }

    /// <summary>Gives up a restored base that was not published, or tidies up after one that was.</summary>
    public void Clean(SealedGeneration generation, bool isPublished)
    {
        if (!isPublished)
        {
            GenerationPublisher.Discard(files, directory, generation);
        }
        files.DeleteDirectory(generation.StagingDirectory);
    }

    private void DeleteAbandoned()
    {
        var store = new FileSegmentStore(files, directory);
        foreach (string run in store.Runs())
        {
            if (
                Path.GetFileName(run)
                    .StartsWith(SealedGeneration.RestorePrefix, StringComparison.Ordinal)
            )
            {
                store.Discard(run);
            }
        }
    }

    private void RequireSpace(long bytes)
    {
        long needed = bytes + LogLimits.ReservedBytes;
        long free = files.FreeSpace(directory);
        if (free < needed)
        {
            throw BackupErrors.NoSpace(directory, needed, free);
        }
    }

    /// <summary>Opens what was extracted, as every database is opened, and makes what its log holds a patch.</summary>
    private Manifest Fold(string content, CancellationToken cancellation)
    {
        using (var database = Database.Open(files, content, DatabaseOptions.Default))
        {
            database.CheckpointAsync(cancellation).AsTask().GetAwaiter().GetResult();
        }
        return ManifestFile.Read(files, content);
    }

    private SealedGeneration MoveIn(string run, string content, Manifest manifest)
    {
        string store = Path.Join(directory, StoreFolders.Store);
        files.CreateDirectory(store);
        var names = NewNames(manifest, store);
        var named = Rename(manifest, names);
        foreach (var (from, to) in names)
        {
            files.Rename(Path.Join(content, StoreFolders.Store, from), Path.Join(store, to));
        }
        SyncFolders(store);
        ManifestFile.Write(files, run, named);
        return new SealedGeneration(run, named);
    }

    /// <summary>Makes the names of all new files and folders durable: the home and its folder of databases may be as new as the database.</summary>
    private void SyncFolders(string lowest)
    {
        string? folder = lowest;
        for (int level = 0; level < NewFolderLevels && !string.IsNullOrEmpty(folder); level++)
        {
            files.SyncDirectory(folder);
            folder = Path.GetDirectoryName(folder);
        }
    }

    // A patch gets a name that no checkpoint gives and no sweep of abandoned patches takes.
    private Dictionary<string, string> NewNames(Manifest manifest, string store)
    {
        var used = files.List(store).ToHashSet(StringComparer.Ordinal);
        if (GenerationPublisher.ReadPrevious(files, directory) is { } live)
        {
            used.UnionWith(live.FileNames);
        }
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        int number = 0;
        foreach (var file in manifest.Files)
        {
            do
            {
                number++;
            } while (used.Contains(FileSegmentStore.NameOf(number)));
            names.Add(file.Name, FileSegmentStore.NameOf(number));
        }
        foreach (var patch in manifest.Patches)
        {
            names.Add(patch.Name, $"restored-{Guid.NewGuid():N}.qpt");
        }
        foreach (var index in manifest.Indexes)
        {
            foreach (string name in index.FileNames)
            {
                names.Add(name, IndexBuilder.NewName(index.Index));
            }
        }
        return names;
    }

    private static Manifest Rename(Manifest manifest, Dictionary<string, string> names) =>
        manifest with
        {
            Files = [.. manifest.Files.Select(file => file with { Name = names[file.Name] })],
            Patches =
            [
                .. manifest.Patches.Select(patch => patch with { Name = names[patch.Name] }),
            ],
            Indexes =
            [
                .. manifest.Indexes.Select(index => new IndexContent(
                    index.Index,
                    Rename(index.Base, names),
                    // A patch that was folded since has no new name; a later one may be given its old name.
                    [.. index.Covered.Where(names.ContainsKey).Select(patch => names[patch])],
                    [
                        .. index.Patches.Select(patch => new PatchIndexFile(
                            names[patch.Patch],
                            patch.File is { } file ? Rename(file, names) : null
                        )),
                    ]
                )),
            ],
        };

    private static IndexFile Rename(IndexFile file, Dictionary<string, string> names) =>
        file with
        {
            Name = names[file.Name],
        };
}
