using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Tests.Histories;
using Quiver.Storage.Tests.Simulation;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Tests.Transactions;

/// <summary>Commits that are too long to be merged at once, and their merging in the background.</summary>
public sealed class DeltaCompactionTests
{
    private const string Folder = "/disk/databases/db";
    private const int Commits = 24;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_graph_reads_the_same_while_runs_are_merged_and_afterwards_they_are_few()
    {
        int seed = Random.Shared.Next();
        string told = $"seed {seed}";
        var random = new Random(seed);
        var files = new SimulatedFileSystem(seed);
        Database.CreateEmpty(files, Folder);
        var model = new HistoryModel();
        using (var database = Database.Open(files, Folder, DatabaseOptions.Default))
        {
            var checkpoint = Task.FromResult(false);
            for (int i = 0; i < Commits; i++)
            {
                await CommitAsync(database, model, random);
                if (i == Commits / 2)
                {
                    checkpoint = database.CheckpointAsync(Cancellation).AsTask();
                }
                if (i % 6 == 0)
                {
                    using var graph = database.Latest();
                    Assert.True(model.Describe() == HistoryModel.Describe(graph), told);
                }
            }
            await checkpoint;
            await CommitAsync(database, model, random);
            await Eventually.HoldsAsync(() => IsShort(database), told);
            using var merged = database.Latest();
            Assert.True(model.Describe() == HistoryModel.Describe(merged), told);
        }
        using var reopened = Database.Open(files.Restart(seed), Folder, DatabaseOptions.Default);
        using var latest = reopened.Latest();
        Assert.True(model.Describe() == HistoryModel.Describe(latest), told);
    }

    private static bool IsShort(Database database)
    {
        using var graph = database.Latest();
        return DeltaStack.FindPair(graph.Delta) < 0;
    }

    private static async Task CommitAsync(Database database, HistoryModel model, Random random)
    {
        using var transaction = await database.BeginWriteAsync(Cancellation);
        for (int i = random.Next(300); i >= 0; i--)
        {
            Create(transaction, model, random);
        }
        long[] nodes = [.. model.Nodes.Keys];
        for (int i = random.Next(100); i > 0; i--)
        {
            Connect(transaction, model, random, nodes);
            Change(transaction, model, random, nodes[random.Next(nodes.Length)]);
        }
        for (int i = random.Next(20); i > 0; i--)
        {
            Delete(transaction, model, nodes[random.Next(nodes.Length)]);
        }
        await transaction.CommitAsync();
    }

    private static void Create(WriteTransaction transaction, HistoryModel model, Random random)
    {
        string label = $"L{random.Next(3)}";
        var node = transaction.CreateNode(transaction.Label(label));
        model.Nodes.Add(node.Value, new([label], new(StringComparer.Ordinal)));
        Change(transaction, model, random, node.Value);
    }

    private static void Change(
        WriteTransaction transaction,
        HistoryModel model,
        Random random,
        long node
    )
    {
        string key = $"k{random.Next(3)}";
        var value =
            random.Next(5) == 0
                ? Value.Null
                : Value.String(new string((char)('a' + random.Next(26)), random.Next(600)));
        transaction.SetProperty(new NodeId(node), transaction.PropertyKey(key), value);
        var properties = model.Nodes[node].Properties;
        if (value.IsNull)
        {
            properties.Remove(key);
        }
        else
        {
            properties[key] = value.ToString();
        }
    }

    private static void Connect(
        WriteTransaction transaction,
        HistoryModel model,
        Random random,
        long[] nodes
    )
    {
        long start = nodes[random.Next(nodes.Length)];
        long end = nodes[random.Next(nodes.Length)];
        string type = $"R{random.Next(2)}";
        var relationship = transaction.CreateRelationship(
            new NodeId(start),
            transaction.RelationshipType(type),
            new NodeId(end)
        );
        var value = Value.Integer(random.Next());
        transaction.SetProperty(relationship, transaction.PropertyKey("since"), value);
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["since"] = value.ToString(),
        };
        model.Relationships.Add(relationship.Value, new(type, start, end, properties));
    }

    private static void Delete(WriteTransaction transaction, HistoryModel model, long node)
    {
        if (!model.Nodes.Remove(node))
        {
            return;
        }
        transaction.DeleteNode(new NodeId(node), detach: true);
        foreach (
            long relationship in model
                .Relationships.Where(r => r.Value.Start == node || r.Value.End == node)
                .Select(r => r.Key)
                .ToList()
        )
        {
            model.Relationships.Remove(relationship);
        }
    }
}
