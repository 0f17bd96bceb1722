using System.Runtime.InteropServices;
using System.Text;

namespace Quiver.Benchmarks.Writes;

/// <summary>A connection to a SQLite database in WAL mode that syncs every commit, with its prepared statements.</summary>
internal sealed class SqliteConnection : IDisposable
{
    private const int Create = 0;
    private const int Update = 1;
    private const int Read = 2;
    private const int Count = 3;

    private static readonly string[] Texts =
    [
        "INSERT INTO item (id, name, value) VALUES (?1, ?2, 0)",
        "UPDATE item SET value = ?2 WHERE id = ?1",
        "SELECT value FROM item WHERE id = ?1",
        "SELECT count(*) FROM item",
    ];

    private readonly nint _database;
    private readonly nint[] _statements;
    private readonly byte[] _name = new byte[64];

    public SqliteConnection(string path)
    {
        Check(
            SqliteCalls.Open(path, out _database, SqliteCalls.ReadWriteCreateNoMutex, 0),
            SqliteCalls.Ok
        );
        // A checkpoint of another connection may hold the file for a moment.
        Execute("PRAGMA busy_timeout = 10000");
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");
        Execute("CREATE TABLE IF NOT EXISTS item (id INTEGER, name TEXT, value INTEGER)");
        Execute("CREATE INDEX IF NOT EXISTS item_id ON item (id)");
        _statements = Array.ConvertAll(Texts, Prepare);
    }

    public void CreateItem(long id)
    {
        nint statement = _statements[Create];
        int length = Encoding.UTF8.GetBytes(ItemTexts.NameOf(id), _name);
        Check(SqliteCalls.Bind(statement, 1, id), SqliteCalls.Ok);
        Check(SqliteCalls.Bind(statement, 2, _name, length, SqliteCalls.CopyText), SqliteCalls.Ok);
        Finish(statement);
    }

    public void CreateItems(long first, int count)
    {
        Execute("BEGIN IMMEDIATE");
        for (int i = 0; i < count; i++)
        {
            CreateItem(first + i);
        }
        Execute("COMMIT");
    }

    public void UpdateItem(long id, long value)
    {
        nint statement = _statements[Update];
        Check(SqliteCalls.Bind(statement, 1, id), SqliteCalls.Ok);
        Check(SqliteCalls.Bind(statement, 2, value), SqliteCalls.Ok);
        Finish(statement);
    }

    public long ReadItem(long id)
    {
        nint statement = _statements[Read];
        Check(SqliteCalls.Bind(statement, 1, id), SqliteCalls.Ok);
        return Fetch(statement);
    }

    public long CountItems() => Fetch(_statements[Count]);

    public void Dispose()
    {
        foreach (nint statement in _statements)
        {
            _ = SqliteCalls.Release(statement);
        }
        _ = SqliteCalls.Close(_database);
    }

    private long Fetch(nint statement)
    {
        Check(SqliteCalls.Step(statement), SqliteCalls.Row);
        long value = SqliteCalls.Column(statement, 0);
        Check(SqliteCalls.Reset(statement), SqliteCalls.Ok);
        return value;
    }

    private void Finish(nint statement)
    {
        Check(SqliteCalls.Step(statement), SqliteCalls.Done);
        Check(SqliteCalls.Reset(statement), SqliteCalls.Ok);
    }

    private nint Prepare(string sql)
    {
        Check(SqliteCalls.Prepare(_database, sql, -1, out nint statement, 0), SqliteCalls.Ok);
        return statement;
    }

    private void Execute(string sql) =>
        Check(SqliteCalls.Execute(_database, sql, 0, 0, 0), SqliteCalls.Ok);

    private void Check(int result, int expected)
    {
        if (result != expected)
        {
            string? message = Marshal.PtrToStringUTF8(SqliteCalls.Message(_database));
            throw new BenchmarkException($"SQLite answered {result}: {message}");
        }
    }
}
