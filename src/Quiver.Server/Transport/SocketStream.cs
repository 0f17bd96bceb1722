using System.Net.Sockets;

namespace Quiver.Server.Transport;

/// <summary>A socket that is waited for in the system only: whoever waits for bytes goes on with the thread that hears of them.</summary>
/// <param name="socket">The socket, owned from now on; it does not block.</param>
/// <remarks>A connection that waits holds no thread and no buffer. One reads and one writes at a time.</remarks>
internal sealed class SocketStream(Socket socket) : Stream
{
    private readonly SocketWait _readable = new(socket.SafeHandle, SocketPoller.Readers);
    private SocketWait? _writable;

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
            return _readable.WaitAsync(cancellationToken);
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
