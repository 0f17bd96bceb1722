using System.Collections.Immutable;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Checks;
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
            // Runs whose entries nobody has asked for are merged with others that have their lists.
            if (random.Next(3) > 0)
            {
                using var graph = database.Latest();
                checkedSearches += SearchComparison.Check(graph, random, told);
            }
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
                SearchComparison.Check(own, random, $"{told}, own changes");
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
                transaction.SetProperty(nodes[^1], key, SearchComparison.AnyValue(random));
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
                transaction.SetProperty(relationships[^1], key, SearchComparison.AnyValue(random));
                break;
            case 7 when relationships.Count > 0:
                var relationship = relationships[random.Next(relationships.Count)];
                transaction.SetProperty(relationship, key, SearchComparison.AnyValue(random));
                break;
            default:
                transaction.SetProperty(
                    nodes[random.Next(nodes.Count)],
                    key,
                    SearchComparison.AnyValue(random)
                );
                break;
        }
    }

    private static IndexRequest RandomIndex(Random random)
    {
        var kind = (IndexKind)random.Next(1, 4);
        bool isNode = random.Next(4) > 0;
        if (random.Next(4) == 0)
        {
            return new()
            {
                Kind = IndexKind.FullText,
                Entity = isNode ? EntityKind.Node : EntityKind.Relationship,
                LabelsOrTypes = isNode ? ["A", "B"] : ["R"],
                Properties = ["q", "p"],
            };
        }
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
}
