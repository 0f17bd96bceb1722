using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace Quiver.Server.Transport;

/// <summary>One socket's waiting in one direction, used again and again: it allocates nothing. Its result is the number 0.</summary>
/// <param name="socket">The socket.</param>
/// <param name="poller">Who says when it is ready.</param>
/// <remarks>
/// One waits at a time. Whoever is told goes on with the thread that tells of the socket. It may be told without need: the call that follows shows it.
/// </remarks>
internal sealed class SocketWait(SafeSocketHandle socket, SocketPoller poller)
    : IValueTaskSource<int>,
        IDisposable
{
    private ManualResetValueTaskSourceCore<int> _core;
    private CancellationTokenRegistration _cancellation;
    private long _id;
    private int _isPending;

    /// <summary>Waits until the socket is ready.</summary>
    /// <exception cref="OperationCanceledException">The token was signalled before.</exception>
    /// <exception cref="IOException">The socket is closed.</exception>
    public ValueTask<int> WaitAsync(CancellationToken cancellation)
    {
        _core.Reset();
        Volatile.Write(ref _isPending, 1);
        _cancellation = cancellation.UnsafeRegister(
            static (state, token) => ((SocketWait)state!).Cancel(token),
            this
        );
        bool isFirst = _id == SocketPoller.NoSocket;
        if (isFirst)
        {
            _id = poller.Add(this);
        }
        // Once it is armed another thread may be told, go on and wait again.
        short version = _core.Version;
        try
        {
            poller.Arm(socket, _id, isFirst);
        }
        catch (ObjectDisposedException error)
        {
            Fail(new IOException(error.Message, error));
        }
        catch (IOException error)
        {
            Fail(error);
        }
        return new ValueTask<int>(this, version);
    }

    /// <summary>The socket is ready: whoever waits goes on now, with this thread.</summary>
    public void Ready()
    {
        if (Interlocked.Exchange(ref _isPending, 0) != 0)
        {
            _core.SetResult(0);
        }
    }

    /// <summary>Ends the waiting, if any.</summary>
    public void Dispose()
    {
        if (_id != SocketPoller.NoSocket)
        {
            poller.Remove(_id);
        }
        EndElsewhere(error: null);
    }

    /// <inheritdoc/>
    int IValueTaskSource<int>.GetResult(short token)
    {
        _cancellation.Dispose();
        return _core.GetResult(token);
    }

    /// <inheritdoc/>
    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _core.GetStatus(token);

    /// <inheritdoc/>
    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => _core.OnCompleted(continuation, state, token, flags);

    private void Cancel(CancellationToken token) =>
        EndElsewhere(new OperationCanceledException(token));

    /// <summary>Ends the waiting, if any, with another thread: whoever cancels or closes does not go on with what waited.</summary>
    private void EndElsewhere(Exception? error)
    {
        if (Interlocked.Exchange(ref _isPending, 0) != 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static end => end.Wait.End(end.Error),
                (Wait: this, Error: error),
                preferLocal: false
            );
        }
    }

    private void End(Exception? error)
    {
        if (error is null)
        {
            _core.SetResult(0);
        }
        else
        {
            _core.SetException(error);
        }
    }

    private void Fail(Exception error)
    {
        if (Interlocked.Exchange(ref _isPending, 0) != 0)
        {
            _core.SetException(error);
        }
    }
}
