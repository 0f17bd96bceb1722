using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Quiver.Server.Transport;

/// <summary>The calls of the C library that tell which sockets are ready.</summary>
internal static partial class PollCalls
{
    public const int Add = 1;
    public const int Modify = 3;

    public const uint Readable = 0x1;
    public const uint Writable = 0x4;

    /// <summary>One report for each time that it is asked for.</summary>
    public const uint OneShot = 1U << 30;

    /// <summary>One report for each change.</summary>
    public const uint EdgeTriggered = 1U << 31;

    public const int Interrupted = 4;

    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;

    /// <summary>Makes an <c>epoll</c> instance.</summary>
    /// <exception cref="IOException">The system has no room for another.</exception>
    public static SafeFileHandle Create()
    {
        int descriptor = Create(CloseOnExec);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw Failed("epoll_create1");
    }

    /// <summary>Makes a descriptor that wakes who waits for it (<see cref="Signal"/>).</summary>
    /// <exception cref="IOException">The system has no room for another.</exception>
    public static SafeFileHandle CreateSignal()
    {
        int descriptor = CreateEvent(0, CloseOnExec | NonBlocking);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw Failed("eventfd");
    }

    /// <summary>Wakes one of those who wait.</summary>
    public static void Signal(SafeHandle signal)
    {
        ulong one = 1;
        if (Write(signal, ref one, sizeof(ulong)) < 0)
        {
            throw Failed("write");
        }
    }

    /// <summary>The failure of a call, with the system's words.</summary>
    public static IOException Failed(string call) =>
        new($"{call}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int Control(
        SafeHandle poller,
        int operation,
        SafeHandle socket,
        ref PollEvent interest
    );

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int Wait(
        SafeHandle poller,
        [Out] PollEvent[] events,
        int count,
        int milliseconds
    );

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int CreateEvent(uint count, int flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeHandle descriptor, ref ulong value, nint length);
}
