using System.Globalization;
using Quiver.Foundation.IO;
using Quiver.Storage.Generations;

namespace Quiver.Storage.Store;

/// <summary>
/// Keeps segments as files in <c>store/</c>: a key is a file's name. Files are written under <c>staging/&lt;run&gt;/</c> and renamed when they are whole.
/// </summary>
internal sealed class FileSegmentStore(IFileSystem files, string databaseDirectory) : ISegmentStore
{
    private readonly string _directory = Path.TrimEndingDirectorySeparator(databaseDirectory);

    private string Folder => Path.Join(_directory, StoreFolders.Store);

    private string Staging => Path.Join(_directory, StoreFolders.Staging);

    /// <summary>The name of a store file, counted from 1.</summary>
    public static string NameOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"store-{number:D6}.qst");

    /// <inheritdoc/>
    public ISegmentWriter Begin()
    {
        files.DeleteDirectory(Staging);
        return new FileSegmentWriter(files, Folder, NewRun());
    }

    /// <inheritdoc/>
    public void Put(string key, ReadOnlySpan<byte> bytes)
    {
        string run = NewRun();
        files.CreateDirectory(run);
        try
        {
            string staged = Path.Join(run, key);
            using (var handle = files.CreateNew(staged))
            {
                handle.Write(bytes, 0);
                handle.SyncData();
            }
            if (!files.DirectoryExists(Folder))
            {
                files.CreateDirectory(Folder);
                files.SyncDirectory(_directory);
            }
            files.Rename(staged, PathOf(key));
            files.SyncDirectory(Folder);
        }
        finally
        {
            files.DeleteDirectory(run);
        }
    }

    /// <inheritdoc/>
    public IMappedRegion Map(string key, long length)
    {
        // The map outlives the handle.
        using var handle = OpenRead(key);
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
    public IFileHandle OpenRead(string key) => files.OpenRead(PathOf(key));

    /// <inheritdoc/>
    public IReadOnlyList<string> List() => files.DirectoryExists(Folder) ? files.List(Folder) : [];

    /// <inheritdoc/>
    public void Delete(string key) => files.DeleteFile(PathOf(key));

    /// <inheritdoc/>
    public string PathOf(string key) => Path.Join(Folder, key);

    private string NewRun() =>
        Path.Join(Staging, Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
}
