using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Quiver.Server.Transport;

/// <summary>Tells those who wait for a socket when it is ready. A socket that nobody waits for wakes nobody.</summary>
/// <remarks>
/// .NET's own engine hears of every byte that arrives at a socket which was ever waited for, and wakes three threads for it, also when another thread waits in the
/// system for just these bytes. Thread safe.
/// </remarks>
internal sealed class SocketPoller
{
    /// <summary>The number that no socket has: somebody was woken for another reason.</summary>
    public const long NoSocket = 0;

    private static readonly Lazy<SocketPoller> LazyReaders = new(() =>
    {
        var poller = new SocketPoller(PollCalls.Readable);
        new RequestThreads(poller).Start();
        return poller;
    });

    private static readonly Lazy<SocketPoller> LazyWriters = new(() =>
    {
        var poller = new SocketPoller(PollCalls.Writable);
        new Thread(poller.Run) { IsBackground = true, Name = "socket writes" }.Start();
        return poller;
    });

    private readonly SafeFileHandle _poller = PollCalls.Create();
    private readonly ConcurrentDictionary<long, SocketWait> _waits = new();
    private readonly uint _interest;
    private long _lastId = NoSocket;

    private SocketPoller(uint interest) => _interest = interest | PollCalls.OneShot;

    /// <summary>For sockets that shall have bytes, or be at their end. Whoever waits goes on with the thread that was told: one of <see cref="RequestThreads"/>.</summary>
    public static SocketPoller Readers => LazyReaders.Value;

    /// <summary>For sockets that shall take bytes.</summary>
    public static SocketPoller Writers => LazyWriters.Value;

    /// <summary>A number for what waits from now on.</summary>
    public long Add(SocketWait wait)
    {
        long id = Interlocked.Increment(ref _lastId);
        _waits.TryAdd(id, wait);
        return id;
    }

    /// <summary>Forgets what waited; the system forgets the socket when it is closed.</summary>
    public void Remove(long id) => _waits.TryRemove(id, out _);

    /// <summary>Asks to be told once.</summary>
    /// <exception cref="IOException">The system refused.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public void Arm(SafeSocketHandle socket, long id, bool isFirst)
    {
        var interest = new PollEvent(_interest, id);
        Control(isFirst ? PollCalls.Add : PollCalls.Modify, socket, ref interest);
    }

    /// <summary>Lets each write to an event descriptor wake one of the threads that wait.</summary>
    public void AddSignal(SafeHandle signal)
    {
        var interest = new PollEvent(PollCalls.Readable | PollCalls.EdgeTriggered, NoSocket);
        Control(PollCalls.Add, signal, ref interest);
    }

    /// <summary>Waits until a socket is ready or a signal comes. Of several threads that wait, one is woken for each: the one that came last.</summary>
    /// <param name="events">Room for one event.</param>
    /// <param name="ready">Who waits for the socket; null when there is none.</param>
    /// <returns>Whether it was the signal.</returns>
    public bool Wait(PollEvent[] events, out SocketWait? ready)
    {
        ready = null;
        int count = PollCalls.Wait(_poller, events, 1, -1);
        if (count < 0 && Marshal.GetLastPInvokeError() != PollCalls.Interrupted)
        {
            throw PollCalls.Failed("epoll_wait");
        }
        if (count <= 0)
        {
            return false;
        }
        long id = events[0].Id;
        _waits.TryGetValue(id, out ready);
        return id == NoSocket;
    }

    private void Control(int operation, SafeHandle descriptor, ref PollEvent interest)
    {
        if (PollCalls.Control(_poller, operation, descriptor, ref interest) != 0)
        {
            throw PollCalls.Failed("epoll_ctl");
        }
    }

    private void Run()
    {
        var events = new PollEvent[1];
        while (true)
        {
            Wait(events, out var ready);
            ready?.Ready();
        }
    }
}
