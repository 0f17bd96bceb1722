using System.Buffers;
using System.Net.Sockets;
using System.Text.Json;
using Quiver.Engine;
using Quiver.Engine.Databases;

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
    public static ValueTask<AdminClient?> TryConnectAsync(
        string home,
        CancellationToken cancellationToken = default
    )
    {
        // Without a server the code for sockets is not even loaded.
        string path = new HomePaths(home).AdminSocket;
        return File.Exists(path)
            ? ConnectAsync(home, path, cancellationToken)
            : ValueTask.FromResult<AdminClient?>(null);
    }

    private static async ValueTask<AdminClient?> ConnectAsync(
        string home,
        string path,
        CancellationToken cancellationToken
    )
    {
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

    /// <summary>What stands under a database's name, as the server sees it.</summary>
    public async ValueTask<DatabaseUse> DatabaseUseAsync(
        string name,
        CancellationToken cancellationToken = default
    )
    {
        using var reply = await AskAsync(AdminProtocol.DatabaseUse, name, cancellationToken);
        return ReadEnum<DatabaseUse>(reply, "use");
    }

    /// <summary>Lets the server publish a finished import; see <see cref="QuiverEngine.PublishImportAsync"/>.</summary>
    /// <param name="name">The database.</param>
    /// <param name="run">The name of the import's staging folder.</param>
    /// <param name="overwrite">Whether a database that was ever used may be replaced.</param>
    /// <param name="cancellationToken">Gives up waiting; the server goes on.</param>
    public async ValueTask<PublishOutcome> PublishImportAsync(
        string name,
        string run,
        bool overwrite,
        CancellationToken cancellationToken = default
    )
    {
        using var reply = await AskAsync(
            AdminProtocol.PublishImport,
            name,
            cancellationToken,
            writer =>
            {
                writer.WriteString("run", run);
                writer.WriteBoolean("overwrite", overwrite);
            }
        );
        return ReadEnum<PublishOutcome>(reply, "outcome");
    }

    /// <summary>Lets the server merge what is built for a database, however long it has to wait for other writers.</summary>
    /// <param name="name">The database.</param>
    /// <param name="cancellationToken">Gives up waiting; the server goes on.</param>
    public async ValueTask<IncrementMerged> MergeIncrementAsync(
        string name,
        CancellationToken cancellationToken = default
    )
    {
        using var reply = await AskAsync(
            AdminProtocol.MergeIncrement,
            name,
            cancellationToken,
            isLong: true
        );
        return MergedIncrementText.Read(reply.RootElement);
    }

    /// <summary>Lets the server make a backup, however long that takes.</summary>
    /// <param name="database">The database; null for all.</param>
    /// <param name="path">A file or folder; null for the server's folder of backups.</param>
    /// <param name="cancellationToken">Gives up waiting; the server goes on.</param>
    public async ValueTask<BackedUp> BackUpAsync(
        string? database,
        string? path,
        CancellationToken cancellationToken = default
    )
    {
        using var reply = await AskAsync(
            AdminProtocol.Backup,
            database,
            cancellationToken,
            writer =>
            {
                if (path is not null)
                {
                    writer.WriteString("path", path);
                }
            },
            isLong: true
        );
        return BackedUp.Read(reply.RootElement);
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
        CancellationToken cancellationToken,
        Action<Utf8JsonWriter>? writeMore = null,
        bool isLong = false
    )
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(isLong ? Timeout.InfiniteTimeSpan : ReplyTimeout);
        byte[]? line;
        try
        {
            await _stream.WriteAsync(Line(request, name, writeMore), timeout.Token);
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
            )
            {
                IsAnswer = true,
            };
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

    private static T ReadEnum<T>(JsonDocument reply, string property)
        where T : struct, Enum =>
        reply.RootElement.TryGetProperty(property, out var value)
        && Enum.TryParse<T>(value.GetString(), out var result)
            ? result
            : throw new AdminException("The server's answer cannot be understood.");

    private static ReadOnlyMemory<byte> Line(
        string request,
        string? name,
        Action<Utf8JsonWriter>? writeMore
    )
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
            writeMore?.Invoke(writer);
            writer.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }
}
