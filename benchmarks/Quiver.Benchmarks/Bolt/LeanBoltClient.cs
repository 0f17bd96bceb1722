using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Quiver.Benchmarks.Bolt;

/// <summary>
/// A Bolt 5.4 client for measuring: one blocking socket, RUN and PULL in one write, rows as arrays. Not for several threads.
/// </summary>
internal sealed class LeanBoltClient : IDisposable
{
    private const byte Hello = 0x01;
    private const byte Goodbye = 0x02;
    private const byte Logon = 0x6A;
    private const byte Run = 0x10;
    private const byte Pull = 0x3F;
    private const byte Success = 0x70;
    private const byte Record = 0x71;
    private const int HandshakeBytes = 4;

    private readonly Socket _socket;
    private readonly PackWriter _output = new();
    private readonly List<object?[]> _rows = [];
    private byte[] _received = new byte[64 * 1024];
    private byte[] _message = new byte[64 * 1024];
    private int _start;
    private int _end;

    private LeanBoltClient(Socket socket) => _socket = socket;

    /// <summary>Connects to a server that asks for no password.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static LeanBoltClient Connect(IPEndPoint address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Connect(address);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
        var client = new LeanBoltClient(socket);
        client.Open();
        return client;
    }

    /// <summary>Runs a query in its own transaction.</summary>
    /// <returns>Its rows; the list is the client's and is used again by the next query.</returns>
    /// <exception cref="BenchmarkException">The server answered with a failure.</exception>
    public IReadOnlyList<object?[]> Query(string text, string parameter, long value) =>
        Query(
            text,
            output =>
            {
                output.Map(1);
                output.Text(parameter);
                output.Integer(value);
            }
        );

    /// <summary>Runs a query in its own transaction.</summary>
    /// <param name="text">The query.</param>
    /// <param name="parameters">Writes the map of its parameters.</param>
    /// <returns>Its rows; the list is the client's and is used again by the next query.</returns>
    /// <exception cref="BenchmarkException">The server answered with a failure.</exception>
    public IReadOnlyList<object?[]> Query(string text, Action<PackWriter> parameters)
    {
        _output.Begin(Run, 3);
        _output.Text(text);
        parameters(_output);
        _output.Map(0);
        _output.End();
        _output.Begin(Pull, 1);
        _output.Map(1);
        _output.Text("n");
        _output.Integer(-1);
        _output.End();
        Exchange(2);
        return _rows;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _output.Begin(Goodbye, 0);
        _output.End();
        try
        {
            _socket.Send(_output.TakeWritten());
        }
        catch (SocketException)
        {
            // The server is gone: there is nobody to say goodbye to.
        }
        _socket.Dispose();
    }

    private void Open()
    {
        _socket.Send([0x60, 0x60, 0xB0, 0x17, 0, 0, 4, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        while (_end < HandshakeBytes)
        {
            Receive();
        }
        if (_received.AsSpan(0, HandshakeBytes) is not [0, 0, 4, 5])
        {
            throw new BenchmarkException("The server does not speak Bolt 5.4.");
        }
        _start = HandshakeBytes;
        _output.Begin(Hello, 1);
        _output.Map(1);
        _output.Text("user_agent");
        _output.Text("quiver-benchmarks/1");
        _output.End();
        _output.Begin(Logon, 1);
        _output.Map(1);
        _output.Text("scheme");
        _output.Text("none");
        _output.End();
        Exchange(2);
    }

    /// <summary>Sends what was written and takes rows until the given number of summaries has come.</summary>
    private void Exchange(int summaries)
    {
        _rows.Clear();
        _socket.Send(_output.TakeWritten());
        while (summaries > 0)
        {
            var reader = new PackReader(NextMessage());
            byte kind = reader.Structure();
            if (kind == Record)
            {
                _rows.Add((object?[])reader.Value()!);
            }
            else if (kind == Success)
            {
                summaries--;
            }
            else
            {
                throw new BenchmarkException("The server refused: " + reader.FailureText());
            }
        }
    }

    private ReadOnlySpan<byte> NextMessage()
    {
        int length = 0;
        while (true)
        {
            Need(2);
            int chunk = BinaryPrimitives.ReadUInt16BigEndian(_received.AsSpan(_start));
            _start += 2;
            if (chunk > 0)
            {
                Need(chunk);
                if (length + chunk > _message.Length)
                {
                    Array.Resize(ref _message, Math.Max(2 * _message.Length, length + chunk));
                }
                _received.AsSpan(_start, chunk).CopyTo(_message.AsSpan(length));
                length += chunk;
                _start += chunk;
            }
            else if (length > 0)
            {
                return _message.AsSpan(0, length);
            }
        }
    }

    private void Need(int bytes)
    {
        while (_end - _start < bytes)
        {
            Receive();
        }
    }

    private void Receive()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        if (_end == _received.Length)
        {
            if (_start == 0)
            {
                Array.Resize(ref _received, 2 * _received.Length);
            }
            _received.AsSpan(_start, _end - _start).CopyTo(_received);
            _end -= _start;
            _start = 0;
        }
        int count = _socket.Receive(_received.AsSpan(_end));
        if (count == 0)
        {
            throw new BenchmarkException("The server closed the connection.");
        }
        _end += count;
    }
}
