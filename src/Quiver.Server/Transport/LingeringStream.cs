using System.Diagnostics;
using System.Net.Sockets;

namespace Quiver.Server.Transport;

/// <summary>
/// A socket whose reader, when requests follow each other closely, waits a moment in the system itself: the thread that answered is then the one that the next
/// request wakes, and no other has to wake for it.
/// </summary>
/// <param name="socket">The socket, owned from now on; it does not block.</param>
/// <remarks>
/// A connection whose client takes longer waits without a thread, and so does one whose client does not take what it is sent. Few linger at once, so that the pool
/// keeps threads for the rest. One reads and one writes at a time.
/// </remarks>
internal sealed class LingeringStream(Socket socket) : Stream
{
    private const int MaxLingering = 32;

    // The system call counts whole milliseconds: anything shorter would not wait at all.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1);

    private static int _lingering;

    private readonly SocketWait _readable = new(socket.SafeHandle, SocketPoller.Readers);
    private SocketWait? _writable;
    private bool _isClose;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <remarks>A read of no bytes asks whether there are some.</remarks>
    public override ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        if (buffer.IsEmpty)
        {
            return _isClose && !cancellationToken.IsCancellationRequested && HasBytesSoon()
                ? ValueTask.FromResult(0)
                : AwaitBytesAsync(cancellationToken);
        }
        return TryReceive(buffer.Span, out int count)
            ? ValueTask.FromResult(count)
            : ReceiveLaterAsync(buffer, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(
        byte[] buffer,
        int offset,
        int count,
        CancellationToken cancellationToken
    ) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        int sent = Send(buffer.Span);
        return sent == buffer.Length
            ? ValueTask.CompletedTask
            : SendLaterAsync(buffer[sent..], cancellationToken);
    }

    /// <inheritdoc/>
    public override Task WriteAsync(
        byte[] buffer,
        int offset,
        int count,
        CancellationToken cancellationToken
    ) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            socket.Dispose();
            _readable.Dispose();
            _writable?.Dispose();
        }
        base.Dispose(disposing);
    }

    private static IOException Lost(SocketError error)
    {
        var cause = new SocketException((int)error);
        return new IOException(cause.Message, cause);
    }

    private bool HasBytesSoon()
    {
        if (Interlocked.Increment(ref _lingering) > MaxLingering)
        {
            Interlocked.Decrement(ref _lingering);
            return false;
        }
        try
        {
            return socket.Poll(Patience, SelectMode.SelectRead);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The read that follows says what is wrong.
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _lingering);
        }
    }

    private async ValueTask<int> AwaitBytesAsync(CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        await _readable.WaitAsync(cancellationToken);
        _isClose = Stopwatch.GetElapsedTime(started) < Patience;
        return 0;
    }

    /// <summary>Takes what is there; false when there is nothing yet.</summary>
    private bool TryReceive(Span<byte> buffer, out int count)
    {
        count = socket.Receive(buffer, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => true,
            SocketError.WouldBlock => false,
            _ => throw Lost(error),
        };
    }

    private async ValueTask<int> ReceiveLaterAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken
    )
    {
        int count;
        do
        {
            await _readable.WaitAsync(cancellationToken);
        } while (!TryReceive(buffer.Span, out count));
        return count;
    }

    /// <summary>Sends as much as the system takes now.</summary>
    private int Send(ReadOnlySpan<byte> bytes)
    {
        int sent = 0;
        while (sent < bytes.Length)
        {
            int count = socket.Send(bytes[sent..], SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                break;
            }
            sent += error == SocketError.Success ? count : throw Lost(error);
        }
        return sent;
    }

    private async ValueTask SendLaterAsync(
        ReadOnlyMemory<byte> bytes,
        CancellationToken cancellationToken
    )
    {
        _writable ??= new(socket.SafeHandle, SocketPoller.Writers);
        while (!bytes.IsEmpty)
        {
            await _writable.WaitAsync(cancellationToken);
            bytes = bytes[Send(bytes.Span)..];
        }
    }
}
