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
    private IReadOnlyList<StoreFile>? _finished;
    private bool _isKept;

    /// <summary>Creates the run's folder, and those above it when they are missing.</summary>
    public FileSegmentWriter(IFileSystem files, string store, string stagingDirectory)
    {
        _files = files;
        _store = store;
        StagingDirectory = stagingDirectory;
        files.CreateDirectory(stagingDirectory);
        _output = new(files, stagingDirectory);
    }

    /// <summary>Goes on in the folder of a run that died, behind a mark.</summary>
    public FileSegmentWriter(
        IFileSystem files,
        string store,
        string stagingDirectory,
        StoreMark mark
    )
    {
        _files = files;
        _store = store;
        StagingDirectory = stagingDirectory;
        _isKept = true;
        DeleteFilesBehind(mark);
        _output = new(files, stagingDirectory, mark);
    }

    /// <inheritdoc/>
    public string StagingDirectory { get; }

    /// <inheritdoc/>
    public long BytesWritten => _output.BytesWritten;

    /// <inheritdoc/>
    public BlockAddress Append(ReadOnlySpan<byte> block, uint checksum) =>
        _output.Append(block, checksum);

    /// <inheritdoc/>
    public StoreMark Mark() => _output.Mark();

    /// <inheritdoc/>
    public void WaitUntilWritten(StoreMark mark) => _output.WaitUntilWritten(mark);

    /// <inheritdoc/>
    public void Sync(StoreMark mark)
    {
        // Files before the last one were synced when they were ended.
        if (mark.Files.Count > 0)
        {
            using var last = _files.OpenRead(Path.Join(StagingDirectory, mark.Files[^1].Name));
            last.SyncData();
        }
        SyncFolders(StagingDirectory);
    }

    /// <inheritdoc/>
    public void Keep() => _isKept = true;

    /// <inheritdoc/>
    public void Discard() => _isKept = false;

    /// <inheritdoc/>
    public IReadOnlyList<StoreFile> Finish() => _finished ??= _output.Finish();

    /// <inheritdoc/>
    public IReadOnlyList<StoreFile> Seal(IEnumerable<string> taken, IReadOnlyList<string> others)
    {
        var staged = Finish();
        _files.CreateDirectory(_store);
        // Names must differ from those of the database that is still live, and from what a crashed run left behind.
        var used = _files.List(_store).ToHashSet(StringComparer.Ordinal);
        used.UnionWith(taken);
        var named = new List<StoreFile>();
        var moves = new List<(string From, string To)>();
        int number = 0;
        foreach (var file in staged)
        {
            string name;
            do
            {
                number++;
                name = FileSegmentStore.NameOf(number);
            } while (used.Contains(name));
            named.Add(file with { Name = name });
            moves.Add((file.Name, name));
        }
        foreach (string name in others)
        {
            moves.Add((name, name));
        }
        if (_isKept)
        {
            StagedNames.Write(_files, StagingDirectory, moves);
        }
        foreach (var (from, to) in moves)
        {
            _files.Rename(Path.Join(StagingDirectory, from), Path.Join(_store, to));
        }
        SyncNames();
        return named;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _output.Dispose();
        if (_isKept)
        {
            return;
        }
        try
        {
            _files.DeleteDirectory(StagingDirectory);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Whoever disposes after a failed disk wants to hear of that failure, not of this one; the next run deletes the folder.
        }
    }

    /// <summary>Deletes store files that were begun after the mark: they are written anew.</summary>
    private void DeleteFilesBehind(StoreMark mark)
    {
        for (int number = mark.Files.Count + 1; ; number++)
        {
            string path = Path.Join(StagingDirectory, FileSegmentStore.NameOf(number));
            if (!_files.FileExists(path))
            {
                return;
            }
            _files.DeleteFile(path);
        }
    }

    /// <summary>Makes the names of all new files and folders durable: the home and its folder of databases may be as new as the database.</summary>
    private void SyncNames()
    {
        _files.SyncDirectory(StagingDirectory);
        SyncFolders(_store);
    }

    private void SyncFolders(string lowest)
    {
        string? folder = lowest;
        for (int level = 0; level < NewFolderLevels && !string.IsNullOrEmpty(folder); level++)
        {
            _files.SyncDirectory(folder);
            folder = Path.GetDirectoryName(folder);
        }
    }
}
