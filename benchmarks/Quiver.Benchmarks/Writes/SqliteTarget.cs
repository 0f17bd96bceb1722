using System.Runtime.InteropServices;

namespace Quiver.Benchmarks.Writes;

/// <summary>
/// SQLite in this process, WAL, synchronous=FULL, prepared statements through its own C interface. Clients write through one connection in turn, which costs
/// less than connections that wait for each other's lock; each reads through its own.
/// </summary>
internal sealed class SqliteTarget(string folder) : IWriteTarget
{
    private readonly string _path = Path.Join(folder, "items.db");
    private readonly Lock _lock = new();
    private SqliteConnection? _writer;

    public string Name =>
        $"SQLite {Marshal.PtrToStringUTF8(SqliteCalls.Version())} (WAL, synchronous=FULL)";

    public IWriteClient Connect()
    {
        lock (_lock)
        {
            _writer ??= new SqliteConnection(_path);
            return new Client(_writer, new SqliteConnection(_path), _lock);
        }
    }

    public void Dispose() => _writer?.Dispose();

    private sealed class Client(SqliteConnection writer, SqliteConnection reader, Lock gate)
        : IWriteClient
    {
        public void Create(long id)
        {
            lock (gate)
            {
                writer.CreateItem(id);
            }
        }

        public void CreateBatch(long first, int count)
        {
            lock (gate)
            {
                writer.CreateItems(first, count);
            }
        }

        public void Update(long id, long value)
        {
            lock (gate)
            {
                writer.UpdateItem(id, value);
            }
        }

        public long Read(long id) => reader.ReadItem(id);

        public long Count() => reader.CountItems();

        public void Dispose() => reader.Dispose();
    }
}
