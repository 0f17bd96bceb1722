using System.Globalization;
using Quiver.Foundation.IO;
using Quiver.Storage.Generations;

namespace Quiver.Storage.Store;

/// <summary>
/// Keeps segments as files in <c>store/</c>: a key is a file's name. Files are written under <c>staging/&lt;run&gt;/</c> and renamed when they are whole.
/// </summary>
internal sealed class FileSegmentStore(IFileSystem files, string databaseDirectory) : ISegmentStore
{
    private const string PatchRunPrefix = "patch-";
    private const int PieceBytes = 2 << 20;

    private readonly string _directory = Path.TrimEndingDirectorySeparator(databaseDirectory);

    private string Folder => Path.Join(_directory, StoreFolders.Store);

    private string Staging => Path.Join(_directory, StoreFolders.Staging);

    /// <summary>The name of a store file, counted from 1.</summary>
    public static string NameOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"store-{number:D6}.qst");

    /// <inheritdoc/>
    public ISegmentWriter Begin(string? kept = null)
    {
        foreach (string run in Runs().Where(run => run != kept))
        {
            files.DeleteDirectory(run);
        }
        return new FileSegmentWriter(files, Folder, NewRun(""));
    }

    /// <summary>Deletes what checkpoints that died left in the staging folder. The caller holds LOCK.</summary>
    public void DeleteAbandonedPatches()
    {
        // A full import may be under way at the same time: neither touches what the other stages.
        foreach (string run in Runs(ofPatches: true))
        {
            files.DeleteDirectory(run);
        }
    }

    /// <summary>Whether any run of an import stands in the staging folder, finished or not.</summary>
    public bool HasRuns() => Runs(ofPatches: false).Count > 0;

    /// <inheritdoc/>
    public IReadOnlyList<string> Runs() => Runs(ofPatches: false);

    /// <inheritdoc/>
    public void Reclaim(string run, IReadOnlyCollection<string> taken) =>
        StagedNames.TakeBack(files, Folder, run, taken);

    /// <inheritdoc/>
    public ISegmentWriter Continue(string run, StoreMark mark) =>
        new FileSegmentWriter(files, Folder, run, mark);

    /// <inheritdoc/>
    public void Discard(string run) => files.DeleteDirectory(run);

    /// <inheritdoc/>
    public void Put(string key, ReadOnlySpan<byte> bytes)
    {
        string run = NewRun(PatchRunPrefix);
        files.CreateDirectory(run);
        try
        {
            using (var handle = files.CreateNew(Path.Join(run, key)))
            {
                WriteInPieces(handle, bytes);
            }
            MoveIn(run, key);
        }
        finally
        {
            files.DeleteDirectory(run);
        }
    }

    /// <summary>Each piece is on the disk before the next one is written: a commit's sync meanwhile waits for one piece, not for all of them.</summary>
    private static void WriteInPieces(IFileHandle handle, ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        do
        {
            var piece = bytes[at..Math.Min(bytes.Length, at + PieceBytes)];
            handle.Write(piece, at);
            handle.SyncData();
            at += piece.Length;
        } while (at < bytes.Length);
    }

    /// <inheritdoc/>
    public void Put(string key, Action<IFileHandle> write, bool direct = false)
    {
        string run = NewRun(PatchRunPrefix);
        files.CreateDirectory(run);
        try
        {
            using (var handle = files.CreateNew(Path.Join(run, key), direct))
            {
                write(handle);
                handle.SyncData();
            }
            MoveIn(run, key);
        }
        finally
        {
            files.DeleteDirectory(run);
        }
    }

    /// <summary>A folder for temporary files, which is deleted when the database is opened next if its owner does not.</summary>
    public string NewTemporaryFolder() => NewRun(PatchRunPrefix);

    /// <summary>Maps a file after its length was compared with what the manifest says, and closes the handle.</summary>
    /// <exception cref="CorruptionException">It is another one.</exception>
    public static IMappedRegion Map(IFileHandle file, long length)
    {
        // The map outlives the handle.
        using var handle = file;
        long found = handle.Length;
        if (found != length)
        {
            throw new CorruptionException(
                handle.Path,
                Math.Min(found, length),
                string.Create(CultureInfo.InvariantCulture, $"a file of {length} bytes"),
                string.Create(CultureInfo.InvariantCulture, $"{found} bytes")
            );
        }
        return handle.Map(0, length);
    }

    /// <inheritdoc/>
    public IMappedRegion Map(string key, long length) => Map(OpenRead(key), length);

    /// <inheritdoc/>
    public IFileHandle OpenRead(string key) => files.OpenRead(PathOf(key));

    /// <inheritdoc/>
    public IReadOnlyList<string> List() => files.DirectoryExists(Folder) ? files.List(Folder) : [];

    /// <inheritdoc/>
    public void Delete(string key) => files.DeleteFile(PathOf(key));

    /// <inheritdoc/>
    public string PathOf(string key) => Path.Join(Folder, key);

    private void MoveIn(string run, string key)
    {
        if (!files.DirectoryExists(Folder))
        {
            files.CreateDirectory(Folder);
            files.SyncDirectory(_directory);
        }
        files.Rename(Path.Join(run, key), PathOf(key));
        files.SyncDirectory(Folder);
    }

    private string NewRun(string prefix) =>
        Path.Join(Staging, prefix + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));

    private List<string> Runs(bool ofPatches) =>
        files.DirectoryExists(Staging)
            ?
            [
                .. files
                    .List(Staging)
                    .Where(run =>
                        run.StartsWith(PatchRunPrefix, StringComparison.Ordinal) == ofPatches
                    )
                    .Select(run => Path.Join(Staging, run)),
            ]
            : [];
}
