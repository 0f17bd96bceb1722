using Quiver.Foundation.IO;

namespace Quiver.Import.Tests;

/// <summary>The real file system, with a list of the files that were made.</summary>
internal sealed class WatchedFileSystem : IFileSystem
{
    private readonly PosixFileSystem _files = PosixFileSystem.Instance;
    private readonly Lock _lock = new();
    private readonly List<string> _created = [];

    /// <summary>The names of the files that were made, in order.</summary>
    public IReadOnlyList<string> Created
    {
        get
        {
            lock (_lock)
            {
                return [.. _created];
            }
        }
    }

    /// <summary>Is told of each file that is to be made or to get a name, and of each directory that is to go, before that happens.</summary>
    public Action<string>? Before { get; init; }

    /// <summary>Files of the machine that others stand for; the rest of <c>/proc</c> and <c>/sys</c> is then not there.</summary>
    public IReadOnlyDictionary<string, string>? Machine { get; init; }

    public IFileHandle OpenRead(string path)
    {
        bool isMachine = path.StartsWith("/proc/", StringComparison.Ordinal);
        isMachine |= path.StartsWith("/sys/", StringComparison.Ordinal);
        if (Machine is null || !isMachine)
        {
            return _files.OpenRead(path);
        }
        return Machine.TryGetValue(path, out string? other)
            ? _files.OpenRead(other)
            : throw new FileNotFoundException(path);
    }

    public IFileHandle CreateNew(string path, bool direct = false)
    {
        Before?.Invoke(path);
        lock (_lock)
        {
            _created.Add(Path.GetFileName(path));
        }
        return _files.CreateNew(path, direct);
    }

    public IFileHandle OpenOrCreate(string path, bool direct = false) =>
        _files.OpenOrCreate(path, direct);

    public bool IsDevice(string path) => _files.IsDevice(path);

    public DateTime LastWriteTime(string path) => _files.LastWriteTime(path);

    public IFileHandle OpenDevice(string path) => _files.OpenDevice(path);

    public bool FileExists(string path) => _files.FileExists(path);

    public bool DirectoryExists(string path) => _files.DirectoryExists(path);

    public IReadOnlyList<string> List(string directory) => _files.List(directory);

    public void CreateDirectory(string path) => _files.CreateDirectory(path);

    public void Rename(string from, string to)
    {
        Before?.Invoke(to);
        _files.Rename(from, to);
    }

    public void DeleteFile(string path) => _files.DeleteFile(path);

    public void DeleteDirectory(string path)
    {
        Before?.Invoke(path);
        _files.DeleteDirectory(path);
    }

    public void SyncDirectory(string path) => _files.SyncDirectory(path);

    public IDisposable? TryLock(string path) => _files.TryLock(path);

    public long FreeSpace(string path) => _files.FreeSpace(path);
}
