using Quiver.Foundation.IO;

namespace Quiver.Import.Tests;

/// <summary>The machine's file system, in which one file has a bad sector.</summary>
internal sealed class FaultyFileSystem(string faultyPath, long badByte) : IFileSystem
{
    private static readonly PosixFileSystem Files = PosixFileSystem.Instance;

    public IFileHandle OpenRead(string path) =>
        path == faultyPath ? new FaultyHandle(Files.OpenRead(path), badByte) : Files.OpenRead(path);

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

    public long FreeSpace(string path) => Files.FreeSpace(path);

    private sealed class FaultyHandle(IFileHandle handle, long badByte) : IFileHandle
    {
        public string Path => handle.Path;

        public long Length => handle.Length;

        public int Read(Span<byte> destination, long offset)
        {
            bool isGood = badByte < offset || badByte >= offset + destination.Length;
            return isGood
                ? handle.Read(destination, offset)
                : throw new IOException($"Cannot read {Path}: Input/output error.");
        }

        public void Write(ReadOnlySpan<byte> source, long offset) => handle.Write(source, offset);

        public void SetLength(long length) => handle.SetLength(length);

        public void SyncData() => handle.SyncData();

        public IMappedRegion Map(long offset, long length) => handle.Map(offset, length);

        public void Dispose() => handle.Dispose();
    }
}
