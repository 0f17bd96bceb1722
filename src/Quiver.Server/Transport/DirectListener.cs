using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Quiver.Server.Transport;

/// <summary>Accepts the connections of a listening socket.</summary>
/// <param name="socket">The socket, owned from now on.</param>
internal sealed class DirectListener(Socket socket) : IConnectionListener
{
    // A machine that was switched off, or a network that is gone, says nothing: without being asked, its sessions and their locks would stay for ever.
    private const int SecondsUntilAsked = 300;
    private const int SecondsBetweenQuestions = 30;
    private const int Questions = 4;

    // When there are no more file descriptors, each attempt fails at once.
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(10);

    /// <inheritdoc/>
    public EndPoint EndPoint { get; } = socket.LocalEndPoint!;

    /// <inheritdoc/>
    public async ValueTask<ConnectionContext?> AcceptAsync(
        CancellationToken cancellationToken = default
    )
    {
        while (true)
        {
            try
            {
                var accepted = await socket.AcceptAsync(cancellationToken);
                if (TryPrepare(accepted))
                {
                    return new DirectConnection(accepted);
                }
                continue;
            }
            catch (ObjectDisposedException)
            {
                return null;
            }
            catch (SocketException error)
                when (error.SocketErrorCode == SocketError.OperationAborted)
            {
                return null;
            }
            catch (SocketException)
            {
                // A client that left before it was accepted is no reason to end.
            }
            await Task.Delay(PauseAfterFailure, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => DisposeAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Makes an accepted socket ready for a connection; false, and it is closed, where its client has left already.</summary>
    internal static bool TryPrepare(Socket accepted)
    {
        try
        {
            accepted.NoDelay = true;
            accepted.Blocking = false;
            accepted.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            Set(accepted, SocketOptionName.TcpKeepAliveTime, SecondsUntilAsked);
            Set(accepted, SocketOptionName.TcpKeepAliveInterval, SecondsBetweenQuestions);
            Set(accepted, SocketOptionName.TcpKeepAliveRetryCount, Questions);
            return true;
        }
        catch (SocketException)
        {
            accepted.Dispose();
            return false;
        }
    }

    private static void Set(Socket socket, SocketOptionName option, int value) =>
        socket.SetSocketOption(SocketOptionLevel.Tcp, option, value);
}
