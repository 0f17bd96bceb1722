using System.Text;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Increments;
using Quiver.Storage.Schema;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Increments;

public sealed class KeyLookupTests
{
    private const string Folder = "/disk/databases/db";
    private const int BaseNodes = 3000;
    private const int Keys = 20000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sweeping_in_order_finds_what_a_model_says_in_base_patches_and_delta(
        bool isText
    )
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        var files = new SimulatedFileSystem(1);
        Database.CreateEmpty(files, Folder);
        using var database = Database.Open(files, Folder, DatabaseOptions.Default);
        var model = new Dictionary<int, NodeId>();
        await ChangeAsync(database, model, random, isText, BaseNodes);
        // Its entries are the base of the index; what is changed from now on lies over it.
        await ConstrainAsync(database);
        for (int round = 0; round < 6; round++)
        {
            await ChangeAsync(database, model, random, isText, random.Next(40));
            if (random.Next(3) == 0)
            {
                await database.CheckpointAsync(Stop);
            }
            using var graph = database.Latest();
            var lookup = new KeyLookup(graph, graph.Schema.Constraints[0]);
            Compare(lookup, Enumerable.Range(0, Keys), model, isText, seed);
            lookup.Restart();
            CompareScan(graph, model, isText, seed);
            int[] some = [.. Enumerable.Range(0, 50).Select(_ => random.Next(Keys))];
            Compare(lookup, some, model, isText, seed);
        }
    }

    private static void CompareScan(
        Snapshot graph,
        Dictionary<int, NodeId> model,
        bool isText,
        int seed
    )
    {
        var scan = new KeyScan(graph, graph.Schema.Constraints[0]);
        var found = new Dictionary<long, long>();
        var keys = new List<long>();
        var nodes = new List<long>();
        int known = 0;
        while (scan.Next(keys, nodes))
        {
            for (; known < keys.Count; known++)
            {
                found.Add(keys[known], nodes[known]);
            }
        }
        Dictionary<long, long> expected = isText
            ? []
            : model.ToDictionary(
                static pair => NumberOf(pair.Key),
                static pair => pair.Value.Value
            );
        Assert.True(
            expected
                .OrderBy(static pair => pair.Key)
                .SequenceEqual(found.OrderBy(static pair => pair.Key)),
            $"seed {seed}"
        );
        Assert.True(scan.MaxCount >= found.Count, $"seed {seed}");
    }

    private static void Compare(
        KeyLookup lookup,
        IEnumerable<int> keys,
        Dictionary<int, NodeId> model,
        bool isText,
        int seed
    )
    {
        var ordered = isText ? keys.OrderBy(TextOf, StringComparer.Ordinal) : keys.Order();
        foreach (int key in ordered)
        {
            var found = isText
                ? lookup.Find(Encoding.UTF8.GetBytes(TextOf(key)))
                : lookup.Find(NumberOf(key));
            var expected = model.GetValueOrDefault(key, new NodeId(-1));
            Assert.True(expected == found, $"seed {seed}, key {key}: {expected}, {found}");
        }
    }

    /// <summary>Creates nodes with keys that nobody has, and deletes some or gives them other keys.</summary>
    private static async Task ChangeAsync(
        Database database,
        Dictionary<int, NodeId> model,
        Random random,
        bool isText,
        int count
    )
    {
        using var transaction = await database.BeginWriteAsync(Stop);
        var label = transaction.Label("U");
        var property = transaction.PropertyKey("key");
        for (; count > 0; count--)
        {
            int key = random.Next(Keys);
            if (model.Remove(key, out var old))
            {
                int other = random.Next(Keys);
                if (random.Next(2) == 0 || model.ContainsKey(other))
                {
                    transaction.DeleteNode(old, detach: true);
                    continue;
                }
                transaction.SetProperty(old, property, ValueOf(other, isText));
                model.Add(other, old);
                continue;
            }
            var node = transaction.CreateNode(label);
            transaction.SetProperty(node, property, ValueOf(key, isText));
            model.Add(key, node);
        }
        await transaction.CommitAsync();
    }

    private static async Task ConstrainAsync(Database database)
    {
        var request = new ConstraintRequest
        {
            Name = "unique",
            Kind = ConstraintKind.Uniqueness,
            Entity = EntityKind.Node,
            LabelOrType = "U",
            Properties = ["key"],
        };
        Assert.True((await database.CreateConstraintAsync(request, Stop)).IsDone);
    }

    private static Value ValueOf(int key, bool isText) =>
        isText ? Value.String(TextOf(key)) : Value.Integer(NumberOf(key));

    /// <summary>Negative and positive numbers, also such as no float can hold.</summary>
    private static long NumberOf(int key) => (key - (Keys / 2L)) * 1_000_000_000_003;

    private static string TextOf(int key) =>
        key % 3 == 0 ? $"a long prefix {key}" : $"{key * 7919 % Keys}\0{key}";
}
