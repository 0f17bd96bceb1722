using System.Collections.Immutable;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Checks;
using Quiver.Storage.Indexes;
using Quiver.Storage.Schema;
using Quiver.Storage.Tests.Simulation;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Tests.Indexes;

/// <summary>Random histories of writes, index changes, checkpoints, restarts and crashes: every search gives what a look at all data gives.</summary>
public sealed class IndexHistoryTests
{
    private const string Folder = "/disk/databases/db";
    private static readonly int Histories = Nightly.Times(12, 400);
    private static readonly string[] Labels = ["A", "B"];
    private static readonly string[] Keys = ["p", "q", "r"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_search_finds_what_a_scan_finds()
    {
        int seed = Random.Shared.Next();
        for (int i = 0; i < Histories; i++, seed++)
        {
            await RunHistory(new SimulatedFileSystem(seed), seed);
        }
    }

    private static async Task RunHistory(SimulatedFileSystem files, int seed)
    {
        var random = new Random(seed);
        Database.CreateEmpty(files, Folder);
        var database = Database.Open(files, Folder, DatabaseOptions.Default);
        int checkedSearches = 0;
        for (int step = 0; step < 30; step++)
        {
            string told = $"seed {seed}, step {step}";
            switch (random.Next(12))
            {
                case 0 or 1:
                    await database.CreateIndexAsync(RandomIndex(random), Cancellation);
                    break;
                case 2:
                    await DropAny(database, random);
                    break;
                case 3:
                    await database.CheckpointAsync(Cancellation);
                    break;
                case 4:
                    database.Dispose();
                    database = Database.Open(files, Folder, DatabaseOptions.Default);
                    break;
                case 5:
                    // The disk loses what was not synced; the old object ends without a trace.
                    await database.AwaitIndexesAsync(Cancellation);
                    var restarted = files.Restart(seed + step);
                    database.Dispose();
                    files = restarted;
                    database = Database.Open(files, Folder, DatabaseOptions.Default);
                    break;
                default:
                    await Write(database, random, told);
                    break;
            }
            if (random.Next(2) == 0)
            {
                await database.AwaitIndexesAsync(Cancellation);
            }
            using var graph = database.Latest();
            checkedSearches += CheckSearches(graph, random, told);
        }
        await database.AwaitIndexesAsync(Cancellation);
        using (var graph = database.Latest())
        {
            Assert.All(
                graph.Schema.Indexes,
                index => Assert.True(graph.Schema.IsOnline(index), $"seed {seed}")
            );
        }
        database.Dispose();
        var report = DatabaseCheck.Run(files, Folder, Cancellation);
        Assert.True(
            report.Findings.Count == 0,
            $"seed {seed}: {string.Join("; ", report.Findings)}"
        );
        Assert.True(checkedSearches >= 0);
    }

    private static async Task Write(Database database, Random random, string told)
    {
        using var transaction = await database.BeginWriteAsync(Cancellation);
        var nodes = new List<NodeId>();
        var relationships = new List<RelationshipId>();
        using (var graph = transaction.Read())
        {
            long[] ids = new long[256];
            int count = graph.ScanNodes(LabelId.None).Next(ids);
            nodes.AddRange(ids[..count].Select(id => new NodeId(id)));
            var type = graph.Tokens.RelationshipType("R");
            if (type != RelationshipTypeId.None)
            {
                count = graph.ScanRelationships(type).Next(ids, new long[256], new long[256]);
                relationships.AddRange(ids[..count].Select(id => new RelationshipId(id)));
            }
        }
        for (int i = random.Next(1, 12); i > 0; i--)
        {
            Change(transaction, random, nodes, relationships);
            if (random.Next(6) == 0)
            {
                using var own = transaction.Read();
                CheckSearches(own, random, $"{told}, own changes");
            }
        }
        if (random.Next(6) > 0)
        {
            await transaction.CommitAsync();
        }
    }

    private static void Change(
        WriteTransaction transaction,
        Random random,
        List<NodeId> nodes,
        List<RelationshipId> relationships
    )
    {
        var key = transaction.PropertyKey(Keys[random.Next(Keys.Length)]);
        var label = transaction.Label(Labels[random.Next(Labels.Length)]);
        int kind = nodes.Count == 0 ? 0 : random.Next(9);
        switch (kind)
        {
            case 0 or 1:
                nodes.Add(transaction.CreateNode(label));
                transaction.SetProperty(nodes[^1], key, AnyValue(random));
                break;
            case 2:
                transaction.AddLabel(nodes[random.Next(nodes.Count)], label);
                break;
            case 3:
                transaction.RemoveLabel(nodes[random.Next(nodes.Count)], label);
                break;
            case 4 when random.Next(3) == 0:
                transaction.DeleteNode(nodes[random.Next(nodes.Count)], detach: true);
                nodes.Clear();
                relationships.Clear();
                break;
            case 5:
                transaction.SetProperty(nodes[random.Next(nodes.Count)], key, Value.Null);
                break;
            case 6:
                relationships.Add(
                    transaction.CreateRelationship(
                        nodes[random.Next(nodes.Count)],
                        transaction.RelationshipType("R"),
                        nodes[random.Next(nodes.Count)]
                    )
                );
                transaction.SetProperty(relationships[^1], key, AnyValue(random));
                break;
            case 7 when relationships.Count > 0:
                var relationship = relationships[random.Next(relationships.Count)];
                transaction.SetProperty(relationship, key, AnyValue(random));
                break;
            default:
                transaction.SetProperty(nodes[random.Next(nodes.Count)], key, AnyValue(random));
                break;
        }
    }

    private static Value AnyValue(Random random) =>
        random.Next(10) switch
        {
            0 => Value.Null,
            1 => Value.Float(random.Next(6) / 2.0),
            2 => Value.Boolean(random.Next(2) == 0),
            3 => Value.List(Value.Integer(random.Next(3)), Value.Integer(random.Next(3))),
            4 or 5 => AnyPoint(random),
            6 or 7 => AnyText(random, 7),
            _ => Value.Integer(random.Next(6)),
        };

    private static Value AnyText(Random random, int most)
    {
        char[] text = new char[random.Next(most)];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = "abé\0"[random.Next(4)];
        }
        return Value.String(new string(text));
    }

    private static Value AnyPoint(Random random) =>
        Value.Point(
            random.Next(3) switch
            {
                0 => new(
                    PointSystems.Wgs84,
                    random.Next(-18, 19) * 10,
                    random.Next(-9, 10) * 10,
                    0
                ),
                1 => new(
                    PointSystems.CartesianIn3D,
                    random.Next(4),
                    random.Next(4),
                    random.Next(4)
                ),
                _ => new(PointSystems.Cartesian, random.Next(-3, 4), random.Next(-3, 4), 0),
            }
        );

    private static IndexRequest RandomIndex(Random random)
    {
        var kind = (IndexKind)random.Next(1, 4);
        bool isNode = random.Next(4) > 0;
        ImmutableArray<string> keys =
            kind == IndexKind.Range && random.Next(2) == 0
                ? ["p", "q"]
                : [Keys[random.Next(Keys.Length)]];
        return new()
        {
            Kind = kind,
            Entity = isNode ? EntityKind.Node : EntityKind.Relationship,
            LabelsOrTypes = [isNode ? Labels[random.Next(Labels.Length)] : "R"],
            Properties = keys,
        };
    }

    private static async Task DropAny(Database database, Random random)
    {
        string name;
        using (var graph = database.Latest())
        {
            name = graph.Schema.Indexes[random.Next(graph.Schema.Indexes.Length)].Name;
        }
        if (!name.EndsWith("4e", StringComparison.Ordinal))
        {
            Assert.True((await database.DropIndexAsync(name, Cancellation)).IsDone);
        }
    }

    private static int CheckSearches(Snapshot graph, Random random, string told)
    {
        int searches = 0;
        foreach (var index in graph.Schema.Indexes)
        {
            if (index.Kind == IndexKind.Lookup || !graph.Schema.IsOnline(index))
            {
                continue;
            }
            var cursor = graph.OpenIndex(index);
            for (int i = 0; i < 6; i++)
            {
                IndexPredicate[] predicates =
                [
                    .. index
                        .Keys.Take(random.Next(index.Keys.Length + 1))
                        .Select(_ => AnyPredicate(random, index.Kind)),
                ];
                bool isDescending = random.Next(2) == 0;
                cursor.Seek(predicates, isDescending);
                CheckSearch(graph, index, cursor, predicates, isDescending, told);
                searches++;
            }
        }
        return searches;
    }

    private static void CheckSearch(
        Snapshot graph,
        IndexDefinition index,
        IndexCursor cursor,
        IndexPredicate[] predicates,
        bool isDescending,
        string told
    )
    {
        var found = new List<long>();
        long[] ids = new long[5];
        while (cursor.Next(ids) is var count and > 0)
        {
            found.AddRange(ids[..count]);
        }
        var expected = Scan(graph, index, predicates);
        string what =
            $"{told}: {SchemaText.Describe(index, graph.Tokens)}, {string.Join(", ", predicates.Select(p => $"{p.Kind} {p.Low} {p.High} {p.Distance}"))}";
        Assert.True(
            expected.Order().SequenceEqual(found.Order()),
            $"{what}: {string.Join(',', found.Order())} instead of {string.Join(',', expected)}"
        );
        if (cursor.IsOrdered)
        {
            for (int i = 1; i < found.Count; i++)
            {
                int order = Compare(graph, index, found[i - 1], found[i]);
                Assert.True(isDescending ? order >= 0 : order <= 0, $"{what}: order");
            }
        }
    }

    private static int Compare(Snapshot graph, IndexDefinition index, long x, long y)
    {
        var reader = graph.Reader();
        foreach (int key in index.Keys)
        {
            int order = ValueOrder.Instance.Compare(
                reader.Property(index.Entity, x, key),
                reader.Property(index.Entity, y, key)
            );
            if (order != 0)
            {
                return order;
            }
        }
        return 0;
    }

    private static List<long> Scan(
        Snapshot graph,
        IndexDefinition index,
        IndexPredicate[] predicates
    )
    {
        long[] ids = new long[1024];
        int count =
            index.Entity == EntityKind.Node
                ? graph.ScanNodes(new(index.Token)).Next(ids)
                : graph
                    .ScanRelationships(new(index.Token))
                    .Next(ids, new long[1024], new long[1024]);
        Assert.True(count < ids.Length);
        var kind = index.Kind switch
        {
            IndexKind.Text => ValueKind.String,
            IndexKind.Point => ValueKind.Point,
            _ => ValueKind.Null,
        };
        var result = new List<long>();
        foreach (long id in ids[..count])
        {
            bool holds = true;
            for (int i = 0; i < index.Keys.Length; i++)
            {
                var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
                if (index.Entity == EntityKind.Node)
                {
                    graph.ReadProperties(new NodeId(id), properties);
                }
                else
                {
                    graph.ReadProperties(new RelationshipId(id), properties);
                }
                var value = properties.Find(p => p.Key.Value == index.Keys[i]).Value;
                holds &=
                    !value.IsNull
                    && (kind == ValueKind.Null || value.Kind == kind)
                    && (i >= predicates.Length || predicates[i].Holds(value));
            }
            if (holds)
            {
                result.Add(id);
            }
        }
        return result;
    }

    private static IndexPredicate AnyPredicate(Random random, IndexKind kind)
    {
        int choice = kind switch
        {
            IndexKind.Text => random.Next(4, 9),
            IndexKind.Point => random.Next(8, 12),
            _ => random.Next(12),
        };
        var text = AnyText(random, 4);
        return choice switch
        {
            0 or 1 => IndexPredicate.Range(
                random.Next(4) == 0 ? null : AnyValue(random),
                random.Next(2) == 0,
                random.Next(2) == 0 ? null : AnyValue(random),
                random.Next(2) == 0
            ),
            2 => IndexPredicate.Range(
                null,
                false,
                Value.Integer(random.Next(6)),
                random.Next(2) == 0
            ),
            3 => IndexPredicate.Exact(AnyValue(random)),
            4 => IndexPredicate.Prefix(text),
            5 => IndexPredicate.Contains(text),
            6 => IndexPredicate.EndsWith(text),
            7 => IndexPredicate.Exact(text),
            8 => IndexPredicate.Exists,
            9 => IndexPredicate.WithinBox(AnyPoint(random), AnyPoint(random)),
            10 => IndexPredicate.WithinDistance(
                AnyPoint(random),
                random.Next(2) == 0 ? random.Next(4) : random.Next(6) * 2e6,
                random.Next(2) == 0
            ),
            _ => IndexPredicate.Exact(AnyPoint(random)),
        };
    }
}
