using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Quiver.Foundation.IO;

/// <summary>The file system of a Posix machine.</summary>
/// <remarks>Linux is what it is tested on. Thread safe.</remarks>
public sealed class PosixFileSystem : IFileSystem
{
    /// <summary>The one instance.</summary>
    public static readonly PosixFileSystem Instance = new();

    private const int FileMode = 0x1A4; // rw-r--r--
    private const string DescriptorFolder = "/dev/fd/";
    private const string OwnDescriptorFolder = "/proc/self/fd/";

    // As many links as Linux follows.
    private const int MaxLinks = 40;

    private PosixFileSystem() { }

    private static string RealPath(string path, int linksLeft)
    {
        if (linksLeft == 0)
        {
            throw new IOException($"{path}: too many symbolic links");
        }
        string real = "/";
        foreach (
            string part in Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries)
        )
        {
            string next = Path.Combine(real, part);
            string? target = new FileInfo(next).LinkTarget;
            real = target is null ? next : RealPath(Path.Combine(real, target), linksLeft - 1);
        }
        return real;
    }

    /// <inheritdoc/>
    public IFileHandle OpenRead(string path) => Open(path, PosixCalls.ReadOnly, "open");

    /// <inheritdoc/>
    public string RealPath(string path) => RealPath(path, MaxLinks);

    /// <inheritdoc/>
    public bool AreSame(string first, string second) =>
        PosixCalls.IdentityOf(first) is { } identity && identity == PosixCalls.IdentityOf(second)
        || string.Equals(RealPath(first), RealPath(second), StringComparison.Ordinal);

    /// <inheritdoc/>
    public IFileHandle CreateNew(string path, bool direct = false)
    {
        const int flags = PosixCalls.ReadWrite | PosixCalls.Create | PosixCalls.Exclusive;
        if (direct && TryOpenDirect(path, flags, "create") is { } handle)
        {
            return handle;
        }
        if (direct)
        {
            // Some file systems (tmpfs before Linux 6.6) refuse O_DIRECT after having made the file.
            File.Delete(path);
        }
        return Open(path, flags, "create");
    }

    /// <inheritdoc/>
    public IFileHandle OpenOrCreate(string path, bool direct = false)
    {
        const int flags = PosixCalls.ReadWrite | PosixCalls.Create;
        return direct && TryOpenDirect(path, flags, "open") is { } handle
            ? handle
            : Open(path, flags, "open");
    }

    /// <inheritdoc/>
    /// <remarks>Asks the operating system once: an import may have thousands of files, each of which is looked at several times.</remarks>
    public bool FileExists(string path) =>
        !path.Contains('\0', StringComparison.Ordinal)
        && PosixCalls.TypeOf(path) is not 0 and not PosixCalls.TypeDirectory;

    /// <inheritdoc/>
    public bool IsDevice(string path) => KindOf(path) == FileKind.Device;

    /// <inheritdoc/>
    /// <remarks>The names of a process's own streams count as devices, also where they lead to a file, which others may write to as well.</remarks>
    public FileKind KindOf(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            return FileKind.Absent;
        }
        string full = Path.GetFullPath(path);
        return StreamOf(full) is not null
            ? FileKind.Device
            : PosixCalls.TypeOf(full) switch
            {
                0 => FileKind.Absent,
                PosixCalls.TypeRegular => FileKind.File,
                PosixCalls.TypeDirectory => FileKind.Directory,
                _ => FileKind.Device,
            };
    }

    /// <inheritdoc/>
    /// <remarks>One of the process's own streams is not opened anew: where it leads to a file, others who write to it would write over it.</remarks>
    public IFileHandle OpenDevice(string path)
    {
        if (StreamOf(Path.GetFullPath(path)) is not { } stream)
        {
            return Open(path, PosixCalls.WriteOnly | PosixCalls.Append, "open");
        }
        int descriptor = PosixCalls.Control(stream, PosixCalls.DuplicateCloseOnExec, 0);
        return descriptor >= 0
            ? new PosixFileHandle(descriptor, path, isDevice: true)
            : throw PosixErrors.Last("open", path);
    }

    /// <summary>The descriptor that a path names as one of the process's own streams; null for other paths.</summary>
    private static int? StreamOf(string path)
    {
        ReadOnlySpan<char> number = path switch
        {
            "/dev/stdout" => "1",
            "/dev/stderr" => "2",
            _ when path.StartsWith(DescriptorFolder, StringComparison.Ordinal) => path.AsSpan(
                DescriptorFolder.Length
            ),
            _ when path.StartsWith(OwnDescriptorFolder, StringComparison.Ordinal) => path.AsSpan(
                OwnDescriptorFolder.Length
            ),
            _ => default,
        };
        return int.TryParse(
            number,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out int descriptor
        )
            ? descriptor
            : null;
    }

    /// <inheritdoc/>
    public bool DirectoryExists(string path) => Directory.Exists(path);

    /// <inheritdoc/>
    public DateTime LastWriteTime(string path) =>
        PosixCalls.ModifiedTimeOf(path) ?? File.GetLastWriteTimeUtc(path);

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string directory)
    {
        var names = Directory
            .EnumerateFileSystemEntries(directory)
            .Select(static path => Path.GetFileName(path))
            .ToArray();
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    /// <inheritdoc/>
    public void CreateDirectory(string path) => Directory.CreateDirectory(path);

    /// <inheritdoc/>
    public void Rename(string from, string to)
    {
        if (PosixCalls.Rename(from, to) != 0)
        {
            throw PosixErrors.Last("rename", $"{from} to {to}");
        }
    }

    /// <inheritdoc/>
    public void Link(string existing, string path)
    {
        if (PosixCalls.Link(existing, path) == 0)
        {
            return;
        }
        if (!PosixErrors.IsWithoutLinks())
        {
            throw PosixErrors.Last("link", $"{existing} to {path}");
        }
        FileCopy.Copy(this, existing, path);
    }

    /// <inheritdoc/>
    public void DeleteFile(string path)
    {
        if (Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
        {
            File.Delete(path);
        }
    }

    /// <inheritdoc/>
    public void DeleteDirectory(string path)
    {
        if (!Directory.Exists(path))
        {
            return;
        }
        // Most folders hold files only: the walk through folders in folders is code that the runtime must compile first, which a short process notices.
        foreach (string file in Directory.GetFiles(path))
        {
            File.Delete(file);
        }
        Directory.Delete(path, recursive: Directory.GetDirectories(path).Length > 0);
    }

    /// <inheritdoc/>
    public void SyncDirectory(string path)
    {
        using var handle = Open(path, PosixCalls.ReadOnly | PosixCalls.Directory, "open");
        handle.SyncFolder();
    }

    /// <inheritdoc/>
    /// <remarks>The file then holds the process id of its holder, for messages.</remarks>
    public IDisposable? TryLock(string path)
    {
        var handle = Open(path, PosixCalls.ReadWrite | PosixCalls.Create, "open");
        try
        {
            if (!handle.TryLock())
            {
                handle.Dispose();
                return null;
            }
            string holder = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
            handle.SetLength(0);
            handle.Write(Encoding.ASCII.GetBytes(holder + "\n"), 0);
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool IsLocked(string path)
    {
        if (!FileExists(path))
        {
            return false;
        }
        using var handle = Open(path, PosixCalls.ReadOnly, "open");
        return !handle.TryLockShared();
    }

    /// <inheritdoc/>
    public long FreeSpace(string path) => new DriveInfo(Path.GetFullPath(path)).AvailableFreeSpace;

    /// <summary>Opens a file past the page cache; null where the file system does not have that.</summary>
    private static PosixFileHandle? TryOpenDirect(string path, int flags, string action)
    {
        try
        {
            return Open(path, flags | PosixCalls.Direct, action);
        }
        catch (IOException error) when (error.HResult == PosixErrors.InvalidArgument)
        {
            return null;
        }
    }

    private static PosixFileHandle Open(string path, int flags, string action)
    {
        bool isDevice = (flags & PosixCalls.Append) != 0;
        while (true)
        {
            int descriptor = PosixCalls.Open(path, flags | PosixCalls.CloseOnExec, FileMode);
            if (descriptor >= 0)
            {
                return new PosixFileHandle(descriptor, path, isDevice);
            }
            if (Marshal.GetLastPInvokeError() != PosixErrors.Interrupted)
            {
                throw PosixErrors.Last(action, path);
            }
        }
    }
}
