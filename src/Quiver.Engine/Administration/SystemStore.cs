using Quiver.Engine.Databases;
using Quiver.Foundation;
using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Catalog;
using Quiver.Storage.Manifests;
using Quiver.Storage.Transactions;

namespace Quiver.Engine.Administration;

/// <summary>
/// The <c>system</c> database: a database like others, whose nodes say what is stopped, read-only or has further names, and who the users are. What it
/// holds is kept in memory as well.
/// </summary>
/// <remarks>Thread safe. A change is durable before it is seen.</remarks>
internal sealed class SystemStore : ISystemRecords, IDisposable
{
    private readonly Database _database;
    private readonly Dictionary<(string Label, string Name), NodeId> _nodes = [];
    private readonly SemaphoreSlim _changing = new(1, 1);
    private volatile SystemState _state = SystemState.Empty;

    private SystemStore(Database database)
    {
        _database = database;
        Database = new OpenDatabase(DatabaseNames.System, database, SystemClock.Instance);
    }

    /// <summary>The database itself, for sessions that name it.</summary>
    public OpenDatabase Database { get; }

    /// <summary>What it holds now.</summary>
    public SystemState State => _state;

    /// <summary>Opens the <c>system</c> database of a home; makes it when there is none.</summary>
    /// <exception cref="IOException">It cannot be made or read, or another process has it open.</exception>
    public static SystemStore Open(IFileSystem files, string home)
    {
        string directory = new DatabaseCatalog(files, home).DirectoryOf(DatabaseNames.System);
        if (!ManifestFile.Exists(files, directory))
        {
            Storage.Database.CreateEmpty(files, directory);
        }
        var store = new SystemStore(
            Storage.Database.Open(files, directory, DatabaseOptions.Default)
        );
        try
        {
            store.Load();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Changes what it holds, in one transaction; changes follow each other.</summary>
    /// <param name="change">Gives the new state from the present one; what it throws ends the change.</param>
    /// <returns>The state before the change.</returns>
    /// <exception cref="IOException">The disk failed.</exception>
    public async ValueTask<SystemState> ChangeAsync(Func<SystemState, SystemState> change)
    {
        await _changing.WaitAsync();
        try
        {
            var before = _state;
            var after = change(before);
            if (!ReferenceEquals(before, after))
            {
                await WriteAsync(before, after);
                _state = after;
            }
            return before;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Database.Dispose();

    private void Load()
    {
        using var graph = _database.Latest();
        var state = SystemState.Empty;
        foreach (
            string label in (ReadOnlySpan<string>)
                [
                    SystemRecords.DatabaseLabel,
                    SystemRecords.AliasLabel,
                    SystemRecords.UserLabel,
                    SystemRecords.AccountLabel,
                ]
        )
        {
            var token = graph.Tokens.Label(label);
            if (token != LabelId.None)
            {
                state = Load(graph, label, token, state);
            }
        }
        _state = state;
    }

    private SystemState Load(Snapshot graph, string label, LabelId token, SystemState state)
    {
        const int Rows = 64;
        var nodes = new long[Rows];
        var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
        var scan = graph.ScanNodes(token);
        for (int count; (count = scan.Next(nodes)) > 0; )
        {
            foreach (long id in nodes.AsSpan(0, count))
            {
                properties.Clear();
                graph.ReadProperties(new NodeId(id), properties);
                var named = properties.ToDictionary(
                    entry => graph.Tokens.PropertyKeys[entry.Key.Value],
                    static entry => entry.Value,
                    StringComparer.Ordinal
                );
                _nodes.Add((label, named[SystemRecords.Name].AsString()), new NodeId(id));
                state = SystemRecords.Read(state, label, named);
            }
        }
        return state;
    }

    private async ValueTask WriteAsync(SystemState before, SystemState after)
    {
        var created = new List<((string, string) Key, NodeId Node)>();
        var deleted = new List<(string, string)>();
        using (var transaction = await _database.BeginWriteAsync())
        {
            var writer = new RecordWriter(transaction, _nodes, created, deleted);
            writer.Write(
                SystemRecords.DatabaseLabel,
                before.Databases,
                after.Databases,
                SystemRecords.Write
            );
            writer.Write(
                SystemRecords.AliasLabel,
                before.Aliases,
                after.Aliases,
                SystemRecords.Write
            );
            writer.Write(SystemRecords.UserLabel, before.Users, after.Users, SystemRecords.Write);
            writer.Write(
                SystemRecords.AccountLabel,
                before.Accounts,
                after.Accounts,
                SystemRecords.Write
            );
            await transaction.CommitAsync();
        }
        foreach (var key in deleted)
        {
            _nodes.Remove(key);
        }
        foreach (var (key, node) in created)
        {
            _nodes.Add(key, node);
        }
    }

    /// <summary>Turns the difference of two states into changes of the graph.</summary>
    private sealed class RecordWriter(
        WriteTransaction transaction,
        Dictionary<(string Label, string Name), NodeId> nodes,
        List<((string, string) Key, NodeId Node)> created,
        List<(string, string)> deleted
    )
    {
        public void Write<TRecord>(
            string label,
            IReadOnlyDictionary<string, TRecord> before,
            IReadOnlyDictionary<string, TRecord> after,
            Func<TRecord, Dictionary<string, Value>> write
        )
            where TRecord : class
        {
            foreach (string name in before.Keys.Where(name => !after.ContainsKey(name)))
            {
                transaction.DeleteNode(nodes[(label, name)], detach: true);
                deleted.Add((label, name));
            }
            foreach (var (name, record) in after)
            {
                before.TryGetValue(name, out var old);
                if (!Equals(old, record))
                {
                    Write(label, name, old is null ? null : write(old), write(record));
                }
            }
        }

        private void Write(
            string label,
            string name,
            Dictionary<string, Value>? old,
            Dictionary<string, Value> properties
        )
        {
            NodeId node;
            if (old is null)
            {
                node = transaction.CreateNode(transaction.Label(label));
                created.Add(((label, name), node));
            }
            else
            {
                node = nodes[(label, name)];
            }
            foreach (var (key, value) in properties)
            {
                bool isKept = old is null
                    ? value.IsNull
                    : ValueEquivalence.Instance.Equals(old[key], value);
                if (!isKept)
                {
                    transaction.SetProperty(node, transaction.PropertyKey(key), value);
                }
            }
        }
    }
}
