using System.Runtime.InteropServices;

namespace Quiver.Foundation.IO;

/// <summary>The calls of the C library that .NET has no equal for.</summary>
/// <remarks>Unsafe: pointers are only handed on to the kernel, which checks them against the lengths given beside them.</remarks>
internal static unsafe partial class PosixCalls
{
    public const int ReadOnly = 0;
    public const int WriteOnly = 1;
    public const int ReadWrite = 2;
    public const int Append = 0x400;
    public const int Create = 0x40;
    public const int Exclusive = 0x80;
    public const int Direct = 0x4000;
    public const int Directory = 0x10000;
    public const int CloseOnExec = 0x80000;

    public const int ProtectionRead = 1;
    public const int ProtectionWrite = 2;
    public const int MapShared = 1;
    public const int MapPrivate = 2;
    public const int MapAnonymous = 0x20;
    public const int AdviseNotNeeded = 4;
    public const int AdviseHugePages = 14;
    public const int AdvisePopulate = 23;
    public static readonly nint MapFailed = -1;

    public const int DuplicateCloseOnExec = 1030;

    public const int LockShared = 1;
    public const int LockExclusive = 2;
    public const int LockNonBlocking = 4;
    public const int Unlock = 8;

    public const int TypeRegular = 0x8000;
    public const int TypeDirectory = 0x4000;

    private const int TypeMask = 0xF000;

    /// <summary>The size of <c>struct statx</c> and where <c>stx_mode</c>, <c>stx_ino</c>, <c>stx_mtime</c> and <c>stx_dev_major</c> with <c>stx_dev_minor</c> stand in it, the same on all platforms.</summary>
    private const int StatusBytes = 256;
    private const int StatusModeOffset = 28;
    private const int StatusNumberOffset = 32;
    private const int StatusModifiedOffset = 112;
    private const int StatusDeviceOffset = 136;
    private const int StatusWorkingDirectory = -100;
    private const uint StatusType = 1;
    private const uint StatusModified = 0x40;
    private const uint StatusNumber = 0x100;

    /// <summary>The type of what a path leads to, links followed; 0 when there is nothing or it cannot be told.</summary>
    public static int TypeOf(string path)
    {
        byte* status = stackalloc byte[StatusBytes];
        if (Status(StatusWorkingDirectory, path, 0, StatusType, status) == 0)
        {
            return *(ushort*)(status + StatusModeOffset) & TypeMask;
        }
        // There are sandboxes that forbid this call and allow the older one.
        return PosixErrors.IsAbsent() ? 0
            : File.Exists(path) ? TypeRegular
            : System.IO.Directory.Exists(path) ? TypeDirectory
            : 0;
    }

    /// <summary>The device and the number there of what a path leads to, which all its names share; null when there is nothing or it cannot be told.</summary>
    public static (ulong Device, ulong Number)? IdentityOf(string path)
    {
        byte* status = stackalloc byte[StatusBytes];
        return Status(StatusWorkingDirectory, path, 0, StatusNumber, status) == 0
            ? (*(ulong*)(status + StatusDeviceOffset), *(ulong*)(status + StatusNumberOffset))
            : null;
    }

    /// <summary>When the content of what a path leads to was last changed; null when there is nothing or it cannot be told.</summary>
    public static DateTime? ModifiedTimeOf(string path)
    {
        byte* status = stackalloc byte[StatusBytes];
        if (Status(StatusWorkingDirectory, path, 0, StatusModified, status) != 0)
        {
            return null;
        }
        long seconds = *(long*)(status + StatusModifiedOffset);
        uint nanoseconds = *(uint*)(status + StatusModifiedOffset + sizeof(long));
        return DateTime
            .UnixEpoch.AddTicks(seconds * TimeSpan.TicksPerSecond)
            .AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
    }

    [LibraryImport(
        "libc",
        EntryPoint = "open",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    public static partial int TrimHeap(nuint kept);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nuint count, long offset);

    [LibraryImport("libc", EntryPoint = "pwrite", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* buffer, nuint count, long offset);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint WriteNext(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Control(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    public static partial long Seek(int descriptor, long offset, int whence);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    public static partial int Truncate(int descriptor, long length);

    [LibraryImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    public static partial int Allocate(int descriptor, int mode, long offset, long length);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    public static partial int SyncData(int descriptor);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Sync(int descriptor);

    [LibraryImport(
        "libc",
        EntryPoint = "rename",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int Rename(string from, string to);

    [LibraryImport(
        "libc",
        EntryPoint = "link",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int Link(string existing, string path);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static partial nint Map(
        nint address,
        nuint length,
        int protection,
        int flags,
        int descriptor,
        long offset
    );

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    public static partial int Unmap(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    public static partial int Advise(nint address, nuint length, int advice);

    [LibraryImport(
        "libc",
        EntryPoint = "statx",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    private static partial int Status(
        int directory,
        string path,
        int flags,
        uint mask,
        byte* status
    );
}
