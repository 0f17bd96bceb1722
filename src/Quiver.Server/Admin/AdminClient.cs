using System.Buffers;
using System.Net.Sockets;
using System.Text.Json;

namespace Quiver.Server.Admin;

/// <summary>A command's line to the server that serves a data home.</summary>
/// <remarks>Not thread safe. Every request fails with <see cref="AdminException"/> when the server refuses it or breaks off.</remarks>
public sealed class AdminClient : IAsyncDisposable
{
    private static readonly TimeSpan ReplyTimeout = TimeSpan.FromMinutes(1);

    private readonly NetworkStream _stream;
    private readonly LineReader _lines;

    private AdminClient(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _lines = new LineReader(_stream);
    }

    /// <summary>Connects to the server of a home; null when none runs (a socket that a dead server left behind counts as none).</summary>
    /// <exception cref="UnauthorizedAccessException">The server belongs to another user.</exception>
    public static async ValueTask<AdminClient?> TryConnectAsync(
        string home,
        CancellationToken cancellationToken = default
    )
    {
        string path = new HomePaths(home).AdminSocket;
        if (!File.Exists(path))
        {
            return null;
        }
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(
                new UnixDomainSocketEndPoint(AdminProtocol.SocketPath(path)),
                cancellationToken
            );
            return new AdminClient(socket);
        }
        catch (SocketException error)
        {
            socket.Dispose();
            return error.SocketErrorCode == SocketError.AccessDenied
                ? throw new UnauthorizedAccessException(
                    $"The server of {home} belongs to another user: {path} cannot be opened.",
                    error
                )
                : null;
        }
    }

    /// <summary>Asks whether anyone is there.</summary>
    public async ValueTask PingAsync(CancellationToken cancellationToken = default)
    {
        using var reply = await AskAsync(AdminProtocol.Ping, null, cancellationToken);
    }

    /// <summary>Asks who serves and where.</summary>
    public async ValueTask<AdminStatus> StatusAsync(CancellationToken cancellationToken = default)
    {
        using var reply = await AskAsync(AdminProtocol.Status, null, cancellationToken);
        return AdminStatus.Read(reply.RootElement);
    }

    /// <summary>The names of the databases that are served.</summary>
    public async ValueTask<IReadOnlyList<string>> DatabasesAsync(
        CancellationToken cancellationToken = default
    )
    {
        using var reply = await AskAsync(AdminProtocol.Databases, null, cancellationToken);
        var names = new List<string>();
        foreach (var name in reply.RootElement.GetProperty("databases").EnumerateArray())
        {
            names.Add(name.GetString() ?? "");
        }
        return names;
    }

    /// <summary>Whether the server serves a database of that name.</summary>
    public async ValueTask<bool> IsServedAsync(
        string name,
        CancellationToken cancellationToken = default
    )
    {
        using var reply = await AskAsync(AdminProtocol.IsServed, name, cancellationToken);
        return reply.RootElement.GetProperty("served").GetBoolean();
    }

    /// <summary>Tells the server that a database was put into its home; on return it is open and can be asked.</summary>
    public async ValueTask DatabasePublishedAsync(
        string name,
        CancellationToken cancellationToken = default
    )
    {
        using var reply = await AskAsync(AdminProtocol.DatabasePublished, name, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _lines.DisposeAsync();
        await _stream.DisposeAsync();
    }

    private async ValueTask<JsonDocument> AskAsync(
        string request,
        string? name,
        CancellationToken cancellationToken
    )
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(ReplyTimeout);
        byte[]? line;
        try
        {
            await _stream.WriteAsync(Line(request, name), timeout.Token);
            line = await _lines.ReadAsync(timeout.Token);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            throw new AdminException("The server broke off.", error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AdminException("The server does not answer.", error);
        }
        return Parse(line ?? throw new AdminException("The server broke off."));
    }

    private static JsonDocument Parse(byte[] line)
    {
        JsonDocument? reply = null;
        try
        {
            reply = JsonDocument.Parse(line, AdminProtocol.ParseOptions);
            if (reply.RootElement.GetProperty("ok").GetBoolean())
            {
                return reply;
            }
            throw new AdminException(
                reply.RootElement.GetProperty("error").GetString() ?? "The server refused."
            );
        }
        catch (Exception error)
            when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            reply?.Dispose();
            throw new AdminException("The server's answer cannot be understood.", error);
        }
        catch (AdminException)
        {
            reply?.Dispose();
            throw;
        }
    }

    private static ReadOnlyMemory<byte> Line(string request, string? name)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", AdminProtocol.Version);
            writer.WriteString("request", request);
            if (name is not null)
            {
                writer.WriteString("name", name);
            }
            writer.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }
}
