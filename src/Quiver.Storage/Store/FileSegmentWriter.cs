using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Store;

/// <summary>Writes the store files of a base into a staging folder; sealing renames them into <c>store/</c>.</summary>
internal sealed class FileSegmentWriter : ISegmentWriter
{
    private const int NewFolderLevels = 4;

    private readonly IFileSystem _files;
    private readonly string _store;
    private readonly StoreOutput _output;

    /// <summary>Creates the run's folder, and those above it when they are missing.</summary>
    public FileSegmentWriter(IFileSystem files, string store, string stagingDirectory)
    {
        _files = files;
        _store = store;
        StagingDirectory = stagingDirectory;
        files.CreateDirectory(stagingDirectory);
        _output = new(files, stagingDirectory);
    }

    /// <inheritdoc/>
    public string StagingDirectory { get; }

    /// <inheritdoc/>
    public long BytesWritten => _output.BytesWritten;

    /// <inheritdoc/>
    public BlockAddress Append(ReadOnlySpan<byte> block, uint checksum) =>
        _output.Append(block, checksum);

    /// <inheritdoc/>
    public IReadOnlyList<StoreFile> Seal(IEnumerable<string> taken)
    {
        var staged = _output.Finish();
        _files.CreateDirectory(_store);
        // Names must differ from those of the database that is still live, and from what a crashed run left behind.
        var used = _files.List(_store).ToHashSet(StringComparer.Ordinal);
        used.UnionWith(taken);
        var named = new List<StoreFile>();
        int number = 0;
        foreach (var file in staged)
        {
            string name;
            do
            {
                number++;
                name = FileSegmentStore.NameOf(number);
            } while (used.Contains(name));
            _files.Rename(Path.Join(StagingDirectory, file.Name), Path.Join(_store, name));
            named.Add(file with { Name = name });
        }
        SyncNames();
        return named;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _output.Dispose();
        try
        {
            _files.DeleteDirectory(StagingDirectory);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Whoever disposes after a failed disk wants to hear of that failure, not of this one; the next run deletes the folder.
        }
    }

    /// <summary>Makes the names of all new files and folders durable: the home and its folder of databases may be as new as the database.</summary>
    private void SyncNames()
    {
        _files.SyncDirectory(StagingDirectory);
        string? folder = _store;
        for (int level = 0; level < NewFolderLevels && !string.IsNullOrEmpty(folder); level++)
        {
            _files.SyncDirectory(folder);
            folder = Path.GetDirectoryName(folder);
        }
    }
}
