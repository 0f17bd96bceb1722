using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Quiver.Benchmarks.Writes;

/// <summary>A PostgreSQL client for measuring: one blocking socket, prepared statements, Bind, Execute and Sync in one write. Not for several threads.</summary>
internal sealed class PostgresClient : IWriteClient
{
    private const int ProtocolVersion = 3 << 16;

    private static readonly (string Name, string Text)[] Statements =
    [
        ("create", "INSERT INTO item (id, name, value) VALUES ($1::bigint, $2::text, 0)"),
        (
            "batch",
            "INSERT INTO item (id, name, value) SELECT id, name, 0 FROM unnest($1::bigint[], $2::text[]) AS row (id, name)"
        ),
        ("update", "UPDATE item SET value = $2::bigint WHERE id = $1::bigint"),
        ("read", "SELECT value FROM item WHERE id = $1::bigint"),
        ("count", "SELECT count(*) FROM item"),
    ];

    private readonly Socket _socket;
    private byte[] _output = new byte[64 << 10];
    private byte[] _input = new byte[64 << 10];
    private int _written;
    private int _start;
    private int _end;

    public PostgresClient(IPEndPoint address)
    {
        _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(address);
        int start = _written;
        _written += sizeof(int);
        Integer(ProtocolVersion);
        Text("user");
        Text("postgres");
        Text("database");
        Text("postgres");
        Byte(0);
        BinaryPrimitives.WriteInt32BigEndian(_output.AsSpan(start), _written - start);
        Exchange();
        Simple("CREATE TABLE IF NOT EXISTS item (id bigint, name text, value bigint)");
        Simple("CREATE INDEX IF NOT EXISTS item_id ON item (id)");
        foreach (var (name, text) in Statements)
        {
            Prepare(name, text);
        }
    }

    /// <summary>The rows that the statement before gave.</summary>
    public long RowCount { get; private set; }

    /// <summary>The sum of the last column of those rows, where it holds integers.</summary>
    public long LastColumnSum { get; private set; }

    /// <summary>Runs statements without parameters, one by one.</summary>
    public void Do(params ReadOnlySpan<string> statements)
    {
        foreach (string statement in statements)
        {
            Simple(statement);
        }
    }

    /// <summary>Gives a statement a name, under which it is then executed.</summary>
    public void Prepare(string name, string sql)
    {
        int length = Begin('P');
        Text(name);
        Text(sql);
        Short(0);
        End(length);
        Sync();
        Exchange();
    }

    /// <summary>Executes a prepared statement with integers as its parameters.</summary>
    public void Ask(string name, ReadOnlySpan<long> parameters)
    {
        string[] texts = new string[parameters.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = Number(parameters[i]);
        }
        Execute(name, texts);
    }

    public void Create(long id) => Execute("create", Number(id), ItemTexts.NameOf(id));

    public void CreateBatch(long first, int count)
    {
        var ids = new StringBuilder("{");
        var names = new StringBuilder("{");
        for (int i = 0; i < count; i++)
        {
            ids.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{first + i}");
            names.Append(i == 0 ? "\"" : ",\"").Append(ItemTexts.NameOf(first + i)).Append('"');
        }
        Execute("batch", ids.Append('}').ToString(), names.Append('}').ToString());
    }

    public void Update(long id, long value) => Execute("update", Number(id), Number(value));

    public long Read(long id) => Execute("read", Number(id));

    public long Count() => Execute("count");

    public void Dispose()
    {
        End(Begin('X'));
        try
        {
            _socket.Send(_output.AsSpan(0, _written));
        }
        catch (SocketException)
        {
            // The server is gone: there is nobody to say goodbye to.
        }
        _socket.Dispose();
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private void Simple(string sql)
    {
        int length = Begin('Q');
        Text(sql);
        End(length);
        Exchange();
    }

    private long Execute(string statement, params ReadOnlySpan<string> parameters)
    {
        int length = Begin('B');
        Byte(0);
        Text(statement);
        Short(0);
        Short((short)parameters.Length);
        foreach (string parameter in parameters)
        {
            int at = _written;
            _written += sizeof(int);
            Need(Encoding.UTF8.GetMaxByteCount(parameter.Length));
            int count = Encoding.UTF8.GetBytes(parameter, _output.AsSpan(_written));
            _written += count;
            BinaryPrimitives.WriteInt32BigEndian(_output.AsSpan(at), count);
        }
        Short(0);
        End(length);
        length = Begin('E');
        Byte(0);
        Integer(0);
        End(length);
        Sync();
        return Exchange();
    }

    private void Sync() => End(Begin('S'));

    /// <summary>Sends what was written; gives the first column of the last row, read as an integer, when the server is ready again.</summary>
    private long Exchange()
    {
        _socket.Send(_output.AsSpan(0, _written));
        _written = 0;
        long value = -1;
        RowCount = 0;
        LastColumnSum = 0;
        string? failure = null;
        while (true)
        {
            Receive(5);
            char kind = (char)_input[_start];
            int length = BinaryPrimitives.ReadInt32BigEndian(_input.AsSpan(_start + 1));
            Receive(1 + length);
            var body = _input.AsSpan(_start + 5, length - sizeof(int));
            _start += 1 + length;
            switch (kind)
            {
                case 'D':
                    value = FirstColumn(body);
                    RowCount++;
                    LastColumnSum += LastColumn(body);
                    break;
                case 'E':
                    failure = Encoding.UTF8.GetString(body).Replace('\0', ' ');
                    break;
                case 'R' when BinaryPrimitives.ReadInt32BigEndian(body) != 0:
                    throw new BenchmarkException("PostgreSQL asks for a password.");
                case 'Z':
                    return failure is null
                        ? value
                        : throw new BenchmarkException("PostgreSQL refused: " + failure);
                default:
                    break;
            }
        }
    }

    private static long FirstColumn(ReadOnlySpan<byte> row)
    {
        int bytes = BinaryPrimitives.ReadInt32BigEndian(row[2..]);
        return bytes >= 0 ? Integer(row.Slice(6, bytes)) : 0;
    }

    private static long LastColumn(ReadOnlySpan<byte> row)
    {
        int columns = BinaryPrimitives.ReadInt16BigEndian(row);
        row = row[2..];
        while (columns-- > 1)
        {
            row = row[(4 + Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(row)))..];
        }
        return Integer(row[4..]);
    }

    private static long Integer(ReadOnlySpan<byte> text) =>
        long.TryParse(text, CultureInfo.InvariantCulture, out long value) ? value : 0;

    private void Receive(int bytes)
    {
        while (_end - _start < bytes)
        {
            if (_start > 0)
            {
                _input.AsSpan(_start, _end - _start).CopyTo(_input);
                _end -= _start;
                _start = 0;
            }
            if (_end == _input.Length || bytes > _input.Length)
            {
                Array.Resize(ref _input, Math.Max(2 * _input.Length, bytes));
            }
            int count = _socket.Receive(_input.AsSpan(_end));
            if (count == 0)
            {
                throw new BenchmarkException("PostgreSQL closed the connection.");
            }
            _end += count;
        }
    }

    private int Begin(char kind)
    {
        Byte((byte)kind);
        _written += sizeof(int);
        return _written - sizeof(int);
    }

    private void End(int length) =>
        BinaryPrimitives.WriteInt32BigEndian(_output.AsSpan(length), _written - length);

    private void Text(string text)
    {
        Need(Encoding.UTF8.GetMaxByteCount(text.Length) + 1);
        _written += Encoding.UTF8.GetBytes(text, _output.AsSpan(_written));
        Byte(0);
    }

    private void Byte(byte value)
    {
        Need(1);
        _output[_written++] = value;
    }

    private void Short(short value)
    {
        Need(sizeof(short));
        BinaryPrimitives.WriteInt16BigEndian(_output.AsSpan(_written), value);
        _written += sizeof(short);
    }

    private void Integer(int value)
    {
        Need(sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(_output.AsSpan(_written), value);
        _written += sizeof(int);
    }

    /// <summary>Room for so many bytes and a length behind them.</summary>
    private void Need(int bytes)
    {
        if (_written + bytes + 2 * sizeof(int) > _output.Length)
        {
            Array.Resize(ref _output, 2 * (_output.Length + bytes));
        }
    }
}
