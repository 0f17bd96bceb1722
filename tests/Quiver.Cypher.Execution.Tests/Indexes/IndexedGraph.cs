using Quiver.Cypher.Planning;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Plans.Indexes;
using Quiver.Cypher.Syntax;
using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Schema;
using Quiver.Storage.Transactions;

namespace Quiver.Cypher.Execution.Tests.Indexes;

/// <summary>
/// A random graph of nodes :L and relationships :R with properties p, q and t, and an index of every kind over them. Some of it was there before the indexes, some
/// came in checkpoints since, some is in memory only.
/// </summary>
internal sealed class IndexedGraph : IDisposable
{
    /// <summary>Values of every kind that a property may have, with those that are hard to order or to tell apart.</summary>
    private const string Values = """
        RETURN [0, 1, 2, -1, 1.0, 1.5, -0.0, 9007199254740992, 9007199254740993, 9007199254740992.0, 9223372036854775807,
          NaN, Infinity, -Infinity, '', 'a', 'ab', 'abc', 'b', 'ä', 'a\u0000', 'Zabz', true, false,
          date('2020-01-01'), date('2020-01-02'), localtime('10:00'), time('10:00Z'), time('11:00+01:00'),
          localdatetime('2020-01-01T00:00'), datetime('2020-01-01T00:00Z'), datetime('2020-01-01T01:00+01:00'),
          duration('P1D'), duration('PT24H'), [1, 2], [1.0, 2.0], ['a'], [],
          point({x: 0, y: 0}), point({x: 1.5, y: -1}), point({x: 1, y: 2, z: 3}), point({longitude: 12, latitude: 55})] AS v
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("quiver-indexed-").FullName;
    private readonly Database _database;
    private readonly Random _random;
    private readonly List<NodeId> _nodes = [];
    private readonly List<RelationshipId> _relationships = [];

    public IndexedGraph(int seed)
    {
        _random = new Random(seed);
        var files = PosixFileSystem.Instance;
        string home = Path.Combine(_folder, "db");
        Database.CreateEmpty(files, home);
        _database = Database.Open(files, home, DatabaseOptions.Default);
        using (var empty = _database.Latest())
        {
            Snapshot = empty;
            Pool =
            [
                .. Run(Values, MapValue.Empty, withIndexes: false).Rows[0][0].AsList().AsSpan(),
            ];
        }
        Change(120);
        Checkpoint();
        CreateIndexes();
        Change(60);
        if (seed % 2 == 0)
        {
            Checkpoint();
        }
        Change(40);
        Snapshot = _database.Latest();
    }

    public Snapshot Snapshot { get; }

    /// <summary>The values that properties have.</summary>
    public IReadOnlyList<Value> Pool { get; }

    /// <summary>Runs a query; tells whether its plan read an index.</summary>
    public (List<Value[]> Rows, bool UsesIndex) Run(
        string query,
        MapValue parameters,
        bool withIndexes
    )
    {
        var statistics = new SnapshotStatistics(Snapshot) { SeesIndexes = withIndexes };
        var plan = CypherPlanner.Plan(CypherParser.Parse(query), statistics, statistics);
        using var cursor = QueryExecution.Start(
            plan,
            Snapshot,
            parameters,
            ExecutionOptions.Default,
            TestContext.Current.CancellationToken
        );
        var rows = new List<Value[]>();
        while (cursor.Next() is { } batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                rows.Add([.. batch.Columns.Select(column => column[row])]);
            }
        }
        return (rows, UsesIndex(plan.Root));
    }

    public ValueTask<WriteTransaction> BeginWriteAsync() =>
        _database.BeginWriteAsync(TestContext.Current.CancellationToken);

    public void Dispose()
    {
        Snapshot.Dispose();
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static bool UsesIndex(PlanNode node) =>
        node is IndexSeek || node.Children.Any(UsesIndex);

    private void CreateIndexes()
    {
        Create(IndexKind.Range, EntityKind.Node, "L", "p");
        Create(IndexKind.Range, EntityKind.Node, "L", "q", "p");
        Create(IndexKind.Text, EntityKind.Node, "L", "p");
        Create(IndexKind.Point, EntityKind.Node, "L", "p");
        Create(IndexKind.Range, EntityKind.Relationship, "R", "p");
        Create(IndexKind.Text, EntityKind.Relationship, "R", "t");
        Wait(_database.AwaitIndexesAsync(TestContext.Current.CancellationToken));
    }

    private void Create(IndexKind kind, EntityKind entity, string token, params string[] keys)
    {
        var request = new IndexRequest
        {
            Kind = kind,
            Entity = entity,
            LabelsOrTypes = [token],
            Properties = [.. keys],
        };
        var created = _database.CreateIndexAsync(request).AsTask();
        Wait(created);
        Assert.True(created.Result.IsDone);
    }

    private void Checkpoint() => Wait(_database.CheckpointAsync(CancellationToken.None).AsTask());

    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private void Change(int count)
    {
        for (int done = 0; done < count; done += 20)
        {
            var begun = _database.BeginWriteAsync(CancellationToken.None).AsTask();
            Wait(begun);
            using var transaction = begun.Result;
            for (int i = 0; i < 20; i++)
            {
                Change(transaction);
            }
            Wait(transaction.CommitAsync().AsTask());
        }
    }

    private void Change(WriteTransaction transaction)
    {
        var label = transaction.Label("L");
        int choice = _nodes.Count < 5 ? 0 : _random.Next(10);
        switch (choice)
        {
            case < 4:
                var created =
                    _random.Next(5) == 0 ? transaction.CreateNode() : transaction.CreateNode(label);
                _nodes.Add(created);
                SetProperties(transaction, created);
                break;
            case < 6:
                SetProperties(transaction, Pick(_nodes));
                break;
            case 6:
                transaction.RemoveLabel(Pick(_nodes), label);
                break;
            case 7:
                transaction.AddLabel(Pick(_nodes), label);
                break;
            default:
                var relationship = transaction.CreateRelationship(
                    Pick(_nodes),
                    transaction.RelationshipType(_random.Next(4) == 0 ? "S" : "R"),
                    Pick(_nodes)
                );
                _relationships.Add(relationship);
                transaction.SetProperty(relationship, transaction.PropertyKey("p"), Some());
                transaction.SetProperty(relationship, transaction.PropertyKey("t"), Some());
                break;
        }
    }

    private void SetProperties(WriteTransaction transaction, NodeId node)
    {
        transaction.SetProperty(node, transaction.PropertyKey("p"), Some());
        transaction.SetProperty(node, transaction.PropertyKey("q"), Some());
    }

    // Few of them more often, so that there is something to find.
    private Value Some() =>
        _random.Next(6) switch
        {
            0 => Value.Null,
            1 => Pool[_random.Next(3)],
            _ => Pool[_random.Next(Pool.Count)],
        };

    private T Pick<T>(List<T> list) => list[_random.Next(list.Count)];
}
