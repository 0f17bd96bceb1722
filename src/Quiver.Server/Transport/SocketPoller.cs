using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Quiver.Server.Transport;

/// <summary>Tells those who wait for a socket when it is ready. A socket that nobody waits for wakes nobody.</summary>
/// <remarks>
/// .NET's own engine hears of every byte that arrives at a socket which was ever waited for, and wakes three threads for it, also when another thread waits in the
/// system for just these bytes. Thread safe; its thread lives as long as the process.
/// </remarks>
internal sealed class SocketPoller
{
    private const int EventsAtOnce = 64;

    private static readonly Lazy<SocketPoller> LazyReaders = new(() =>
        new("socket reads", PollCalls.Readable)
    );

    private static readonly Lazy<SocketPoller> LazyWriters = new(() =>
        new("socket writes", PollCalls.Writable)
    );

    private readonly SafeFileHandle _poller = PollCalls.Create();
    private readonly ConcurrentDictionary<long, SocketWait> _waits = new();
    private readonly uint _interest;
    private long _lastId;

    private SocketPoller(string name, uint interest)
    {
        _interest = interest | PollCalls.OneShot;
        new Thread(Run) { IsBackground = true, Name = name }.Start();
    }

    /// <summary>For sockets that shall have bytes, or be at their end.</summary>
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
        int operation = isFirst ? PollCalls.Add : PollCalls.Modify;
        if (PollCalls.Control(_poller, operation, socket, ref interest) != 0)
        {
            throw PollCalls.Failed("epoll_ctl");
        }
    }

    private void Run()
    {
        var events = new PollEvent[EventsAtOnce];
        while (true)
        {
            int count = PollCalls.Wait(_poller, events, events.Length, -1);
            if (count < 0 && Marshal.GetLastPInvokeError() != PollCalls.Interrupted)
            {
                throw PollCalls.Failed("epoll_wait");
            }
            for (int i = 0; i < count; i++)
            {
                if (_waits.TryGetValue(events[i].Id, out var wait))
                {
                    wait.Ready();
                }
            }
        }
    }
}
