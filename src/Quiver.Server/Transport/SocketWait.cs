using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace Quiver.Server.Transport;

/// <summary>One socket's waiting in one direction, used again and again: it allocates nothing.</summary>
/// <param name="socket">The socket.</param>
/// <param name="poller">Who says when it is ready.</param>
/// <remarks>One waits at a time. Whoever is told goes on on a thread of the pool. It may be told without need: the call that follows shows it.</remarks>
internal sealed class SocketWait(SafeSocketHandle socket, SocketPoller poller)
    : IValueTaskSource,
        IDisposable
{
    private ManualResetValueTaskSourceCore<bool> _core = new()
    {
        RunContinuationsAsynchronously = true,
    };
    private CancellationTokenRegistration _cancellation;
    private long _id;
    private int _isPending;

    /// <summary>Waits until the socket is ready.</summary>
    /// <exception cref="OperationCanceledException">The token was signalled before.</exception>
    /// <exception cref="IOException">The socket is closed.</exception>
    public ValueTask WaitAsync(CancellationToken cancellation)
    {
        _core.Reset();
        Volatile.Write(ref _isPending, 1);
        _cancellation = cancellation.UnsafeRegister(
            static (state, token) => ((SocketWait)state!).Cancel(token),
            this
        );
        bool isFirst = _id == 0;
        if (isFirst)
        {
            _id = poller.Add(this);
        }
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
        return new ValueTask(this, _core.Version);
    }

    /// <summary>The socket is ready.</summary>
    public void Ready()
    {
        if (Interlocked.Exchange(ref _isPending, 0) != 0)
        {
            _core.SetResult(true);
        }
    }

    /// <summary>Ends the waiting, if any.</summary>
    public void Dispose()
    {
        if (_id != 0)
        {
            poller.Remove(_id);
        }
        Ready();
    }

    /// <inheritdoc/>
    void IValueTaskSource.GetResult(short token)
    {
        _cancellation.Dispose();
        _core.GetResult(token);
    }

    /// <inheritdoc/>
    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    /// <inheritdoc/>
    void IValueTaskSource.OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => _core.OnCompleted(continuation, state, token, flags);

    private void Cancel(CancellationToken token) => Fail(new OperationCanceledException(token));

    private void Fail(Exception error)
    {
        if (Interlocked.Exchange(ref _isPending, 0) != 0)
        {
            _core.SetException(error);
        }
    }
}
