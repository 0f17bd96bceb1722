using System.Diagnostics;
using System.Net.Sockets;

namespace Quiver.Server.Transport;

/// <summary>
/// A socket whose reader, when requests follow each other closely, waits a moment in the system itself: the thread that answered is then the one that the next
/// request wakes, and no other has to wake for it.
/// </summary>
/// <param name="socket">The socket, owned from now on.</param>
/// <remarks>A connection whose client takes longer waits without a thread, as others do. Few linger at once, so that the pool keeps threads for the rest.</remarks>
internal sealed class LingeringStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    private const int MaxLingering = 32;

    // The system call counts whole milliseconds: anything shorter would not wait at all.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1);

    private static int _lingering;

    private bool _isClose;

    /// <inheritdoc/>
    /// <remarks>A read of no bytes asks whether there are some.</remarks>
    public override ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        if (!buffer.IsEmpty)
        {
            return base.ReadAsync(buffer, cancellationToken);
        }
        return _isClose && !cancellationToken.IsCancellationRequested && HasBytesSoon()
            ? ValueTask.FromResult(0)
            : AwaitBytesAsync(cancellationToken);
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
            return Socket.Poll(Patience, SelectMode.SelectRead);
        }
        catch (SocketException)
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
        int count = await base.ReadAsync(Memory<byte>.Empty, cancellationToken);
        _isClose = Stopwatch.GetElapsedTime(started) < Patience;
        return count;
    }
}
