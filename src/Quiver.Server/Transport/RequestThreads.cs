using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;
using Quiver.Foundation.Threading;

namespace Quiver.Server.Transport;

/// <summary>
/// The threads that work on requests: each waits for any socket, does what its client asks for, and waits again. While there is more to do than there are cores, no
/// thread has to wake or to sleep for a request; who waits for the disk is answered by one of them too.
/// </summary>
/// <param name="poller">Says which socket has bytes.</param>
/// <remarks>
/// There is one thread more than cores, because one may wait for the disk. Where threads are seen at the same request twice, milliseconds apart, others take their
/// place, which end when those have come back.
/// </remarks>
internal sealed class RequestThreads(SocketPoller poller) : WorkerGroup
{
    // So many long requests are worked on at once; others wait for one of them to end, and so does a client's wish to end its own.
    private const int MaxThreads = 400;
    private const int LooksBeforeRest = 200;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(5);
    private static readonly int ThreadsAtOnce = Environment.ProcessorCount + 1;

    private readonly SafeFileHandle _signal = PollCalls.CreateSignal();
    private readonly ConcurrentQueue<IThreadPoolWorkItem> _posted = new();
    private readonly List<RequestThread> _threads = [];
    private readonly object _gate = new();
    private int _waiting;
    private int _isSignalled;
    private int _stuck;
    private int _count;
    private int _idleLooks;
    private bool _isResting = true;

    /// <summary>Starts the threads, which live as long as the process.</summary>
    public void Start()
    {
        lock (_gate)
        {
            poller.AddSignal(_signal);
            StartThreads(ThreadsAtOnce);
        }
        new Thread(Watch) { IsBackground = true, Name = "request watch" }.Start();
    }

    /// <inheritdoc/>
    public override void Post(IThreadPoolWorkItem work)
    {
        _posted.Enqueue(work);
        WakeOne();
    }

    private void WakeOne()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _waiting) > 0 && Interlocked.Exchange(ref _isSignalled, 1) == 0)
        {
            PollCalls.Signal(_signal);
        }
    }

    private void StartThreads(int count)
    {
        for (int i = 0; i < count; i++)
        {
            var thread = new RequestThread();
            new Thread(() => Run(thread)) { IsBackground = true, Name = "requests" }.Start();
            _threads.Add(thread);
            _count = _threads.Count;
        }
    }

    private void Run(RequestThread self)
    {
        Current = this;
        var events = new PollEvent[1];
        while (!IsSurplus(self))
        {
            if (_posted.TryDequeue(out var work))
            {
                if (!_posted.IsEmpty)
                {
                    WakeOne();
                }
                Begin(self);
                work.Execute();
                self.End();
                continue;
            }
            Interlocked.Increment(ref _waiting);
            if (!_posted.IsEmpty)
            {
                Interlocked.Decrement(ref _waiting);
                continue;
            }
            bool wasSignal = poller.Wait(events, out var ready);
            Interlocked.Decrement(ref _waiting);
            if (wasSignal)
            {
                Interlocked.Exchange(ref _isSignalled, 0);
            }
            if (ready is not null)
            {
                Begin(self);
                ready.Ready();
                self.End();
            }
        }
    }

    private void Begin(RequestThread self)
    {
        self.Begin();
        if (Volatile.Read(ref _isResting))
        {
            lock (_gate)
            {
                if (_isResting)
                {
                    _isResting = false;
                    _idleLooks = 0;
                    Monitor.Pulse(_gate);
                }
            }
        }
    }

    /// <summary>Whether there are more threads than needed; then the calling one is struck out and ends.</summary>
    private bool IsSurplus(RequestThread self)
    {
        if (Volatile.Read(ref _count) - Volatile.Read(ref _stuck) <= ThreadsAtOnce)
        {
            return false;
        }
        lock (_gate)
        {
            if (_threads.Count - _stuck <= ThreadsAtOnce)
            {
                return false;
            }
            _threads.Remove(self);
            _count = _threads.Count;
        }
        // What was posted meanwhile, and the signal for it, concern another.
        WakeOne();
        return true;
    }

    /// <summary>Looks again and again while there are requests. A thread of its own: a timer would wake one more, of the pool, each time.</summary>
    private void Watch()
    {
        while (true)
        {
            lock (_gate)
            {
                while (_isResting)
                {
                    Monitor.Wait(_gate);
                }
            }
            do
            {
                Thread.Sleep(Period);
                Look();
            } while (!Volatile.Read(ref _isResting));
        }
    }

    /// <summary>Counts the threads that have been at the same request since the last look, and starts others in their place.</summary>
    private void Look()
    {
        lock (_gate)
        {
            int stuck = 0;
            bool isBusy = false;
            foreach (var thread in _threads)
            {
                stuck += thread.IsStuck() ? 1 : 0;
                isBusy |= thread.IsBusy;
            }
            _stuck = stuck;
            int missing = ThreadsAtOnce - (_threads.Count - stuck);
            try
            {
                StartThreads(Math.Min(missing, MaxThreads - _threads.Count));
            }
            catch (OutOfMemoryException)
            {
                // The system gives no more threads: those that are there go on, and the next look tries again.
            }
            _idleLooks = isBusy ? 0 : _idleLooks + 1;
            if (_idleLooks >= LooksBeforeRest)
            {
                _isResting = true;
            }
        }
    }
}
