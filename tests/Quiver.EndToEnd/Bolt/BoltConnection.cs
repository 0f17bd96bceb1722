using System.Buffers.Binary;
using System.Net.Sockets;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd.Bolt;

/// <summary>One connection that speaks Bolt 5.4, byte by byte: it knows for certain what was acknowledged, as no driver that retries does.</summary>
internal sealed class BoltConnection : IDisposable
{
    private const byte Hello = 0x01;
    private const byte Reset = 0x0F;
    private const byte Run = 0x10;
    private const byte BeginTag = 0x11;
    private const byte CommitTag = 0x12;
    private const byte RollbackTag = 0x13;
    private const byte Pull = 0x3F;
    private const byte Logon = 0x6A;
    private const byte Success = 0x70;
    private const byte Record = 0x71;

    private static readonly Dictionary<string, object?> Nothing = new(StringComparer.Ordinal);

    private readonly TcpClient _tcp;
    private readonly NetworkStream _stream;
    private readonly PackOutput _output = new();
    private readonly string _database;
    private bool _isInTransaction;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private BoltConnection(TcpClient tcp, string database)
    {
        _tcp = tcp;
        _stream = tcp.GetStream();
        _database = database;
    }

    /// <summary>Connects to a server as its user.</summary>
    /// <exception cref="IOException">The server is gone.</exception>
    public static async Task<BoltConnection> OpenAsync(RunningServer server, string database)
    {
        var address = new Uri(server.Bolt);
        var tcp = new TcpClient { NoDelay = true };
        try
        {
            await tcp.ConnectAsync(address.Host, address.Port, Stop);
            var connection = new BoltConnection(tcp, database);
            await connection.LogOnAsync();
            return connection;
        }
        catch (SocketException error)
        {
            tcp.Dispose();
            throw new IOException(error.Message, error);
        }
        catch
        {
            tcp.Dispose();
            throw;
        }
    }

    /// <summary>Runs a statement, in the open transaction or in one of its own.</summary>
    /// <returns>Its rows.</returns>
    /// <exception cref="BoltFailure">It failed; an open transaction was rolled back.</exception>
    /// <exception cref="IOException">The server is gone: whether the statement took effect is not known.</exception>
    public async Task<List<object?[]>> RunAsync(
        string text,
        params (string Name, object? Value)[] parameters
    )
    {
        Write(Run, text, parameters.ToDictionary(p => p.Name, p => p.Value), Target());
        Write(Pull, new Dictionary<string, object?>(StringComparer.Ordinal) { ["n"] = -1L });
        return await ExchangeAsync(2);
    }

    /// <summary>Opens a transaction.</summary>
    public async Task BeginAsync()
    {
        Write(BeginTag, Target());
        await ExchangeAsync(1);
        _isInTransaction = true;
    }

    /// <summary>Commits it: on return that is acknowledged.</summary>
    public async Task CommitAsync()
    {
        Write(CommitTag);
        await ExchangeAsync(1);
        _isInTransaction = false;
    }

    /// <summary>Rolls it back.</summary>
    public async Task RollbackAsync()
    {
        Write(RollbackTag);
        await ExchangeAsync(1);
        _isInTransaction = false;
    }

    /// <inheritdoc/>
    public void Dispose() => _tcp.Dispose();

    private Dictionary<string, object?> Target() =>
        _isInTransaction ? Nothing : new(StringComparer.Ordinal) { ["db"] = _database };

    private async Task LogOnAsync()
    {
        await _stream.WriteAsync(
            (byte[])[0x60, 0x60, 0xB0, 0x17, 0, 0, 4, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            Stop
        );
        byte[] version = new byte[4];
        await _stream.ReadExactlyAsync(version, Stop);
        Assert.Equal([0, 0, 4, 5], version);
        Write(
            Hello,
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["user_agent"] = "crash/1" }
        );
        Write(
            Logon,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["scheme"] = "basic",
                ["principal"] = RunningServer.User,
                ["credentials"] = RunningServer.Password,
            }
        );
        await ExchangeAsync(2);
    }

    private void Write(byte tag, params object?[] fields)
    {
        _output.Begin(tag, fields.Length);
        foreach (object? field in fields)
        {
            _output.Write(field);
        }
        _output.End();
    }

    /// <summary>Sends what was written and takes rows until the given number of successes has come.</summary>
    private async Task<List<object?[]>> ExchangeAsync(int successes)
    {
        var rows = new List<object?[]>();
        await _stream.WriteAsync(_output.Take(), Stop);
        while (successes > 0)
        {
            var (tag, value) = Parse(await ReceiveAsync());
            if (tag == Record)
            {
                rows.Add((object?[])value!);
            }
            else if (tag == Success)
            {
                successes--;
            }
            else
            {
                var failure = (value as Dictionary<string, object?>) ?? Nothing;
                await ResetAsync(successes - 1);
                throw new BoltFailure(
                    failure.GetValueOrDefault("code") as string ?? "ignored",
                    failure.GetValueOrDefault("message") as string ?? ""
                );
            }
        }
        return rows;
    }

    /// <summary>Makes the connection ready again after a failure, behind what the server ignores.</summary>
    private async Task ResetAsync(int ignored)
    {
        _isInTransaction = false;
        Write(Reset);
        await _stream.WriteAsync(_output.Take(), Stop);
        for (int left = ignored; left >= 0; left--)
        {
            await ReceiveAsync();
        }
    }

    private static (byte Tag, object? Value) Parse(byte[] message)
    {
        var input = new PackInput(message);
        byte tag = input.ReadTag();
        return (tag, message.Length > 2 ? input.Read() : null);
    }

    private async Task<byte[]> ReceiveAsync()
    {
        var message = new MemoryStream();
        byte[] head = new byte[2];
        while (true)
        {
            await _stream.ReadExactlyAsync(head, Stop);
            int length = BinaryPrimitives.ReadUInt16BigEndian(head);
            if (length == 0 && message.Length > 0)
            {
                return message.ToArray();
            }
            byte[] chunk = new byte[length];
            await _stream.ReadExactlyAsync(chunk, Stop);
            message.Write(chunk);
        }
    }
}
