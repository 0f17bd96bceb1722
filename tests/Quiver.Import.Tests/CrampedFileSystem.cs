using Quiver.Foundation.IO;

namespace Quiver.Import.Tests;

/// <summary>The machine's file system with as much room on its disks as a test says.</summary>
internal sealed class CrampedFileSystem(long freeBytes) : IFileSystem
{
    private static readonly PosixFileSystem Files = PosixFileSystem.Instance;

    public IFileHandle OpenRead(string path) => Files.OpenRead(path);

    public IFileHandle CreateNew(string path, bool direct = false) => Files.CreateNew(path, direct);

    public IFileHandle OpenOrCreate(string path, bool direct = false) =>
        Files.OpenOrCreate(path, direct);

    public bool FileExists(string path) => Files.FileExists(path);

    public bool IsDevice(string path) => Files.IsDevice(path);

    public DateTime LastWriteTime(string path) => Files.LastWriteTime(path);

    public IFileHandle OpenDevice(string path) => Files.OpenDevice(path);

    public bool DirectoryExists(string path) => Files.DirectoryExists(path);

    public IReadOnlyList<string> List(string directory) => Files.List(directory);

    public void CreateDirectory(string path) => Files.CreateDirectory(path);

    public void Rename(string from, string to) => Files.Rename(from, to);

    public void DeleteFile(string path) => Files.DeleteFile(path);

    public void DeleteDirectory(string path) => Files.DeleteDirectory(path);

    public void SyncDirectory(string path) => Files.SyncDirectory(path);

    public IDisposable? TryLock(string path) => Files.TryLock(path);

    public long FreeSpace(string path) => freeBytes;
}
