using Quiver.Foundation.IO;

namespace Quiver.Storage.Store;

/// <summary>The files in the folder of a run that is not sealed yet: a key is a file's name there.</summary>
/// <param name="files">The file system.</param>
/// <param name="run">The folder.</param>
internal sealed class StagedFiles(IFileSystem files, string run) : IStoreFiles
{
    private const string UnfinishedSuffix = ".part";

    /// <summary>The length of a file; null when there is none.</summary>
    public long? LengthOf(string key)
    {
        string path = PathOf(key);
        if (!files.FileExists(path))
        {
            return null;
        }
        using var handle = files.OpenRead(path);
        return handle.Length;
    }

    /// <inheritdoc/>
    public void Put(string key, Action<IFileHandle> write, bool direct = false)
    {
        // A file that has its name is whole: an import that goes on later looks at the name only, and then at the content.
        string unfinished = PathOf(key) + UnfinishedSuffix;
        files.DeleteFile(unfinished);
        using (var handle = files.CreateNew(unfinished, direct))
        {
            write(handle);
            handle.SyncData();
        }
        files.Rename(unfinished, PathOf(key));
    }

    /// <summary>Deletes a file; nothing happens when there is none.</summary>
    public void Delete(string key) => files.DeleteFile(PathOf(key));

    /// <inheritdoc/>
    public IMappedRegion Map(string key, long length) =>
        FileSegmentStore.Map(files.OpenRead(PathOf(key)), length);

    /// <inheritdoc/>
    public string PathOf(string key) => Path.Join(run, key);
}
