using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Quiver.Foundation.IO;

namespace Quiver.Server.Admin;

/// <summary>The server's end of <c>admin.sock</c>: only the user who runs the server can connect.</summary>
internal sealed class AdminListener : IAsyncDisposable
{
    private const int MaxConnections = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private readonly IFileSystem _fileSystem;
    private readonly string _path;
    private readonly AdminRequests _requests;
    private readonly ILogger _log;
    private readonly Socket _socket;
    private readonly SemaphoreSlim _connections = new(MaxConnections);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    private AdminListener(
        IFileSystem fileSystem,
        string path,
        AdminRequests requests,
        ILogger log,
        Socket socket
    )
    {
        _fileSystem = fileSystem;
        _path = path;
        _requests = requests;
        _log = log;
        _socket = socket;
        _accepting = AcceptAsync();
    }

    /// <summary>
    /// Binds the socket. The caller holds the home's server lock, so that a socket that stands there was left by a server that died and is removed.
    /// </summary>
    public static AdminListener Start(
        IFileSystem fileSystem,
        string path,
        AdminRequests requests,
        ILogger log
    )
    {
        fileSystem.DeleteFile(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // Nobody can connect between bind and listen: the mode is set before the first may.
            socket.Bind(new UnixDomainSocketEndPoint(AdminProtocol.SocketPath(path)));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, OwnerOnly);
            }
            socket.Listen();
            return new AdminListener(fileSystem, path, requests, log, socket);
        }
        catch (Exception error) when (error is SocketException or UnauthorizedAccessException)
        {
            socket.Dispose();
            throw new ServerStartException(
                $"Cannot make the administration socket {path}: {error.Message}.",
                error
            );
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Dispose();
        await _accepting;
        for (int i = 0; i < MaxConnections; i++)
        {
            await _connections.WaitAsync();
        }
        _fileSystem.DeleteFile(_path);
        _connections.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _connections.WaitAsync(_stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            Socket connection;
            try
            {
                connection = await _socket.AcceptAsync(_stop.Token);
            }
            catch (Exception error)
                when (error
                        is OperationCanceledException
                            or SocketException
                            or ObjectDisposedException
                )
            {
                _connections.Release();
                continue;
            }
            _ = ServeAsync(connection);
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        try
        {
            await using var stream = new NetworkStream(connection, ownsSocket: true);
            await using var lines = new LineReader(stream);
            using var idle = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            while (true)
            {
                idle.CancelAfter(IdleTimeout);
                if (await lines.ReadAsync(idle.Token) is not { } line)
                {
                    return;
                }
                // An answer may take longer than the next request may be waited for.
                idle.CancelAfter(Timeout.InfiniteTimeSpan);
                var answer = await _requests.AnswerAsync(line, _stop.Token);
                // Whoever asked for something long is told that it was given up.
                using var patience = new CancellationTokenSource(AnswerTimeout);
                await stream.WriteAsync(answer, patience.Token);
            }
        }
        catch (Exception error)
            when (error is IOException or OperationCanceledException or InvalidDataException)
        {
            ServerLog.AdminConnectionEnded(_log, error.Message);
        }
        catch (Exception error)
        {
            ServerLog.AdminConnectionFailed(_log, error);
        }
        finally
        {
            _connections.Release();
        }
    }
}
