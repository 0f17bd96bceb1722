using System.Runtime.InteropServices;

namespace Quiver.Benchmarks.Processes;

/// <summary>The calls of the C library that start a process and tell what it used.</summary>
internal static partial class PosixCalls
{
    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    public static partial int SyncData(Microsoft.Win32.SafeHandles.SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Spawn(
        out int process,
        string path,
        byte[] actions,
        nint attributes,
        string?[] arguments,
        string?[] environment
    );

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int InitializeActions(byte[] actions);

    [LibraryImport(
        "libc",
        EntryPoint = "posix_spawn_file_actions_addopen",
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int AddOpen(
        byte[] actions,
        int descriptor,
        string path,
        int flags,
        int mode
    );

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int AddDuplicate(byte[] actions, int from, int to);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial int DestroyActions(byte[] actions);

    [LibraryImport("libc", EntryPoint = "wait4")]
    public static partial int Wait(int process, out int status, int options, long[] usage);

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Signal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "sync")]
    public static partial void SyncAll();
}
