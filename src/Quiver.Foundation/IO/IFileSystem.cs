namespace Quiver.Foundation.IO;

/// <summary>
/// Every call that reaches the operating system's file system. Production has one implementation per platform;
/// tests put a simulated disk here that loses, tears and reorders what was not synced.
/// </summary>
/// <remarks>
/// All methods throw <see cref="IOException"/> (or <see cref="UnauthorizedAccessException"/>) with the path in the message.
/// Paths are absolute or relative to the working directory. Thread safe.
/// </remarks>
public interface IFileSystem
{
    /// <summary>Opens an existing file for reading.</summary>
    IFileHandle OpenRead(string path);

    /// <summary>Creates a file that must not exist, for writing and reading.</summary>
    /// <param name="path">Where.</param>
    /// <param name="direct">Bypass the page cache where the platform can: writes must then be aligned to 4,096 bytes in offset, length and memory.</param>
    IFileHandle CreateNew(string path, bool direct = false);

    /// <summary>Opens an existing file, or creates it, for writing and reading.</summary>
    /// <param name="path">Where.</param>
    /// <param name="direct">As for <see cref="CreateNew"/>.</param>
    IFileHandle OpenOrCreate(string path, bool direct = false);

    /// <summary>Whether a regular file stands at the path.</summary>
    bool FileExists(string path);

    /// <summary>What stands at the path.</summary>
    FileKind KindOf(string path) =>
        DirectoryExists(path) ? FileKind.Directory
        : IsDevice(path) ? FileKind.Device
        : FileExists(path) ? FileKind.File
        : FileKind.Absent;

    /// <summary>The absolute path of a file or directory behind all links on the way to it, as far as the file system has links.</summary>
    string RealPath(string path) => Path.GetFullPath(path);

    /// <summary>Whether two paths lead to one file or directory, through links or as several names of it.</summary>
    bool AreSame(string first, string second) =>
        string.Equals(RealPath(first), RealPath(second), StringComparison.Ordinal);

    /// <summary>Whether a device, pipe or socket stands at the path, which must not be cut, renamed over or deleted.</summary>
    bool IsDevice(string path);

    /// <summary>
    /// Opens a device, pipe or socket for writing. Writes go to it in the order in which they are made, whatever offset they carry; nothing else may be done
    /// with the handle. Opening a named pipe waits for its reader.
    /// </summary>
    IFileHandle OpenDevice(string path);

    /// <summary>Whether a directory stands at the path.</summary>
    bool DirectoryExists(string path);

    /// <summary>When a file's content was last changed, by the clock of its file system (UTC).</summary>
    DateTime LastWriteTime(string path);

    /// <summary>The names (not paths) of files and directories in a directory, in ordinal order.</summary>
    IReadOnlyList<string> List(string directory);

    /// <summary>Creates a directory and its missing parents.</summary>
    void CreateDirectory(string path);

    /// <summary>Atomically gives a file or directory another name, replacing a file that has it.</summary>
    void Rename(string from, string to);

    /// <summary>
    /// Gives a file that nobody writes to any more a second name, under which it stays when the first is deleted; a file system without such links copies it,
    /// durably. Nothing may stand there.
    /// </summary>
    void Link(string existing, string path) => FileCopy.Copy(this, existing, path);

    /// <summary>Deletes a file; nothing happens when it is absent.</summary>
    void DeleteFile(string path);

    /// <summary>Deletes a directory with all in it; nothing happens when it is absent.</summary>
    void DeleteDirectory(string path);

    /// <summary>Makes creations, renames and deletions in a directory durable.</summary>
    void SyncDirectory(string path);

    /// <summary>Takes the advisory exclusive lock of a file (created when absent), or null when another process or handle holds it.</summary>
    IDisposable? TryLock(string path);

    /// <summary>Whether another process or handle holds the lock of a file. Where nobody does, this may for a moment keep others from taking it.</summary>
    bool IsLocked(string path)
    {
        if (!FileExists(path))
        {
            return false;
        }
        using var taken = TryLock(path);
        return taken is null;
    }

    /// <summary>Bytes that can still be written on the file system that holds the path.</summary>
    long FreeSpace(string path);
}
