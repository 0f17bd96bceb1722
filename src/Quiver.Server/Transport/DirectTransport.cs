using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Quiver.Server.Transport;

/// <summary>
/// Carries connections without threads between the socket and the handler: a handler that waits for bytes goes on with the thread that received them, and
/// what it writes goes to the socket at once.
/// </summary>
/// <remarks>
/// Kestrel's own transport reads ahead, and hands over between a receiving loop, the handler and a sending loop: three threads have to wake for a request, each
/// for about 30 µs where cores are idle. Here nobody reads while the handler works: a handler that has to notice the client meanwhile reads with another thread.
/// </remarks>
internal sealed class DirectTransport
    : IConnectionListenerFactory,
        IConnectionListenerFactorySelector
{
    private const int Backlog = 512;

    /// <inheritdoc/>
    public bool CanBind(EndPoint endpoint) => endpoint is ListenEndPoint { IsDirect: true };

    /// <inheritdoc/>
    /// <exception cref="AddressInUseException">Somebody else listens there.</exception>
    public ValueTask<IConnectionListener> BindAsync(
        EndPoint endpoint,
        CancellationToken cancellationToken = default
    )
    {
        Socket? socket = null;
        try
        {
            socket = ((ListenEndPoint)endpoint).Bind();
            socket.Listen(Backlog);
            return ValueTask.FromResult<IConnectionListener>(new DirectListener(socket));
        }
        catch (SocketException error)
            when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            socket?.Dispose();
            throw new AddressInUseException(error.Message, error);
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }
}
