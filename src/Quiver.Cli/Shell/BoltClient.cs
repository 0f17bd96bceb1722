using System.Buffers;
using System.Net.Sockets;
using Quiver.Bolt.Framing;
using Quiver.Bolt.Handshake;
using Quiver.Bolt.Messages;
using Quiver.Bolt.PackStream;

namespace Quiver.Cli.Shell;

/// <summary>A small Bolt client for the shell: one connection, one query at a time.</summary>
internal sealed class BoltClient : IAsyncDisposable
{
    private const int MaxMessageBytes = int.MaxValue / 2;
    private const int PullRows = 1000;
    private const byte SuccessTag = 0x70;
    private const byte RecordTag = 0x71;
    private const byte FailureTag = 0x7F;

    /// <summary>The version of the protocol that it speaks.</summary>
    public static readonly BoltVersion Version = new(5, 4);

    private readonly TcpClient _tcp;
    private readonly NetworkStream _stream;
    private readonly MessageBuffer _output = new();
    private readonly MessageReader _messages = new(MaxMessageBytes);
    private readonly byte[] _received = new byte[64 * 1024];
    private ReadOnlySequence<byte> _pending = ReadOnlySequence<byte>.Empty;
    private volatile bool _isBusy;
    private int _resets;

    private BoltClient(TcpClient tcp)
    {
        _tcp = tcp;
        _stream = tcp.GetStream();
    }

    /// <summary>Connects and authenticates.</summary>
    /// <exception cref="CommandException">The server cannot be reached or is no Bolt server.</exception>
    /// <exception cref="ServerFailure">The server refused the credentials.</exception>
    public static async Task<BoltClient> ConnectAsync(
        ServerAddress address,
        string? user,
        string? password,
        CancellationToken stop
    )
    {
        var tcp = new TcpClient { NoDelay = true };
        try
        {
            await tcp.ConnectAsync(address.Host, address.Port, stop);
        }
        catch (SocketException error)
        {
            tcp.Dispose();
            throw new CommandException(
                ExitCode.InputOutput,
                $"Cannot reach a server at {address}: {error.Message}. Is 'quiver serve' running there?",
                error
            );
        }
        var client = new BoltClient(tcp);
        await client.OpenAsync(address, user, password, stop);
        return client;
    }

    /// <summary>Whether <see cref="BeginAsync"/> opened a transaction that has not ended.</summary>
    public bool IsInTransaction { get; private set; }

    /// <summary>Runs a query, in the open transaction if there is one, and gives its rows one by one.</summary>
    /// <param name="query">Its text, and where and with what it runs.</param>
    /// <param name="onFields">Is told the column names before the first row.</param>
    /// <param name="onRow">Gets each row.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>What the server says at the end.</returns>
    /// <exception cref="ServerFailure">The query failed; the client can run others.</exception>
    public async Task<ResultEnd> RunAsync(
        ShellQuery query,
        Action<IReadOnlyList<string>> onFields,
        Action<IReadOnlyList<object?>> onRow,
        CancellationToken stop
    )
    {
        WriteRun(query);
        await FlushAsync(stop);
        return await GuardAsync(
            async () =>
            {
                onFields([
                    .. (
                        (IEnumerable<object?>)(await ReceiveAsync(onRow, stop))["fields"]!
                    ).Cast<string>(),
                ]);
                while (true)
                {
                    WritePull();
                    await FlushAsync(stop);
                    var metadata = await ReceiveAsync(onRow, stop);
                    if (metadata.GetValueOrDefault("has_more") is not true)
                    {
                        return new ResultEnd(metadata);
                    }
                }
            },
            stop
        );
    }

    /// <summary>Opens a transaction.</summary>
    public async Task BeginAsync(string? database, CancellationToken stop)
    {
        var writer = Begin(BeginRequest.Tag, 1);
        WriteDatabase(writer, database);
        await ExchangeAsync(stop);
        IsInTransaction = true;
    }

    /// <summary>Commits the open transaction.</summary>
    public async Task CommitAsync(CancellationToken stop)
    {
        Begin(CommitRequest.Tag, 0);
        await ExchangeAsync(stop);
        IsInTransaction = false;
    }

    /// <summary>Rolls the open transaction back.</summary>
    public async Task RollbackAsync(CancellationToken stop)
    {
        Begin(RollbackRequest.Tag, 0);
        await ExchangeAsync(stop);
        IsInTransaction = false;
    }

    /// <summary>Stops the query that runs, if one does: it fails. May be called while its result is waited for.</summary>
    public async Task InterruptAsync(CancellationToken stop)
    {
        if (!_isBusy || _resets > 0)
        {
            return;
        }
        _resets++;
        var message = new MessageBuffer();
        message.BeginMessage();
        new PackStreamWriter(message).BeginStructure(ResetRequest.Tag, 0);
        message.EndMessage();
        await _stream.WriteAsync(message.Written.ToArray(), stop);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            WriteEmpty(GoodbyeRequest.Tag);
            await FlushAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            // The server is gone: there is nobody to say goodbye to.
        }
        await _stream.DisposeAsync();
        _tcp.Dispose();
    }

    private async Task ExchangeAsync(CancellationToken stop)
    {
        _output.EndMessage();
        await FlushAsync(stop);
        await GuardAsync(() => ReceiveAsync(static _ => { }, stop), stop);
    }

    /// <summary>Receives answers; after a failure or an interruption the connection is made ready for the next request.</summary>
    private async Task<TResult> GuardAsync<TResult>(
        Func<Task<TResult>> receive,
        CancellationToken stop
    )
    {
        try
        {
            _isBusy = true;
            var result = await receive();
            await ReceiveResetsAsync(stop);
            return result;
        }
        catch (ServerFailure)
        {
            IsInTransaction = false;
            if (_resets == 0)
            {
                _resets = 1;
                WriteEmpty(ResetRequest.Tag);
                await FlushAsync(stop);
            }
            await ReceiveResetsAsync(stop);
            throw;
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task ReceiveResetsAsync(CancellationToken stop)
    {
        for (; _resets > 0; _resets--)
        {
            IsInTransaction = false;
            await ReceiveAsync(static _ => { }, stop);
        }
    }

    private async Task OpenAsync(
        ServerAddress address,
        string? user,
        string? password,
        CancellationToken stop
    )
    {
        byte[] opening = [0x60, 0x60, 0xB0, 0x17, 0, 0, 4, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        await _stream.WriteAsync(opening, stop);
        byte[] answer = new byte[4];
        int count = await _stream.ReadAtLeastAsync(answer, 4, throwOnEndOfStream: false, stop);
        if (count < 4 || answer is not [0, 0, 4, 5])
        {
            throw new CommandException(
                ExitCode.InputOutput,
                $"The server at {address} does not speak Bolt 5.4. Is that its Bolt port?"
            );
        }
        WriteHello();
        WriteLogon(user, password);
        await FlushAsync(stop);
        await ReceiveAsync(static _ => { }, stop);
        await ReceiveAsync(static _ => { }, stop);
    }

    private void WriteHello()
    {
        var writer = Begin(HelloRequest.Tag, 1);
        writer.BeginMap(1);
        writer.WriteString("user_agent");
        writer.WriteString($"quiver-shell/{ProductVersion.Text}");
        _output.EndMessage();
    }

    private void WriteLogon(string? user, string? password)
    {
        var writer = Begin(LogonRequest.Tag, 1);
        writer.BeginMap(user is null ? 1 : 3);
        writer.WriteString("scheme");
        writer.WriteString(user is null ? "none" : "basic");
        if (user is not null)
        {
            writer.WriteString("principal");
            writer.WriteString(user);
            writer.WriteString("credentials");
            writer.WriteString(password ?? "");
        }
        _output.EndMessage();
    }

    private void WriteRun(ShellQuery query)
    {
        var writer = Begin(RunRequest.Tag, 3);
        writer.WriteString(query.Text);
        ParameterWriter.Write(writer, _output, query.Parameters);
        WriteDatabase(writer, IsInTransaction ? null : query.Database);
        _output.EndMessage();
    }

    private static void WriteDatabase(PackStreamWriter writer, string? database)
    {
        writer.BeginMap(database is null ? 0 : 1);
        if (database is not null)
        {
            writer.WriteString("db");
            writer.WriteString(database);
        }
    }

    private void WritePull()
    {
        var writer = Begin(PullRequest.Tag, 1);
        writer.BeginMap(1);
        writer.WriteString("n");
        writer.WriteInteger(PullRows);
        _output.EndMessage();
    }

    private void WriteEmpty(byte tag)
    {
        Begin(tag, 0);
        _output.EndMessage();
    }

    private PackStreamWriter Begin(byte tag, int fieldCount)
    {
        _output.BeginMessage();
        var writer = new PackStreamWriter(_output);
        writer.BeginStructure(tag, fieldCount);
        return writer;
    }

    private async Task FlushAsync(CancellationToken stop)
    {
        await _stream.WriteAsync(_output.Written.ToArray(), stop);
        _output.Clear();
    }

    /// <summary>Reads messages until a SUCCESS, whose metadata it returns.</summary>
    private async Task<Dictionary<string, object?>> ReceiveAsync(
        Action<IReadOnlyList<object?>> onRow,
        CancellationToken stop
    )
    {
        while (true)
        {
            if (TryReceive(onRow, out var metadata))
            {
                if (metadata is not null)
                {
                    return metadata;
                }
                continue;
            }
            byte[] rest = _pending.ToArray();
            int count = await _stream.ReadAsync(_received, stop);
            if (count == 0)
            {
                throw new CommandException(
                    ExitCode.InputOutput,
                    "The server closed the connection."
                );
            }
            _pending = new ReadOnlySequence<byte>([.. rest, .. _received.AsSpan(0, count)]);
        }
    }

    private bool TryReceive(
        Action<IReadOnlyList<object?>> onRow,
        out Dictionary<string, object?>? metadata
    )
    {
        metadata = null;
        if (!_messages.TryRead(ref _pending, out var message))
        {
            return false;
        }
        var reader = new PackStreamReader(message);
        byte tag = reader.ReadStructure(out _);
        switch (tag)
        {
            case RecordTag:
                onRow((IReadOnlyList<object?>)ResultReader.Read(ref reader)!);
                return true;
            case SuccessTag:
                metadata = (Dictionary<string, object?>)ResultReader.Read(ref reader)!;
                return true;
            case FailureTag:
                var failure = (Dictionary<string, object?>)ResultReader.Read(ref reader)!;
                throw new ServerFailure(
                    failure.GetValueOrDefault("code") as string ?? "",
                    failure.GetValueOrDefault("message") as string ?? ""
                );
            default:
                return true;
        }
    }
}
