using Quiver.Storage.Schema;
using Quiver.Storage.Tests.Histories;
using Quiver.Storage.Tests.Indexes;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Concurrency;

/// <summary>
/// Random transactions of several clients, interleaved statement by statement in an order that the seed gives, held against a model that knows neither locks nor
/// versions.
/// </summary>
public sealed class ConcurrentHistoryTests
{
    private const string Folder = "/disk/databases/db";

    [Fact]
    public async Task Interleaved_transactions_read_and_leave_what_the_model_says()
    {
        int seed = Random.Shared.Next();
        int restarts = 0;
        for (int i = Nightly.Times(12, 3_000); i > 0; i--, seed++)
        {
            try
            {
                var clients = await RunHistory(seed);
                restarts += clients.Sum(c => c.Restarts);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {seed}", error);
            }
        }
        // Histories without conflicts would prove nothing.
        Assert.True(restarts > 0);
    }

    private static async Task<List<Client>> RunHistory(int seed)
    {
        var random = new Random(seed);
        var files = new SimulatedFileSystem(seed);
        Database.CreateEmpty(files, Folder);
        var options = DatabaseOptions.Default with { CallersWriteLog = seed % 2 == 0 };
        var database = Database.Open(files, Folder, options);
        var committed = new HistoryModel();
        var clients = Enumerable
            .Range(0, 4)
            .Select(i => new Client(database, new Random(seed * 31 + i)))
            .ToList();
        for (int step = 0; step < 120; step++)
        {
            var ready = clients.FindAll(c => !c.IsWaiting);
            Assert.NotEmpty(ready);
            await ready[random.Next(ready.Count)].StepAsync(committed);
            if (random.Next(30) == 0)
            {
                await database.CheckpointAsync(TestContext.Current.CancellationToken);
            }
            if (random.Next(15) == 0)
            {
                await ChangeIndexesAsync(database, random);
            }
            using var latest = database.Latest();
            Assert.Equal(committed.Describe(), HistoryModel.Describe(latest));
            SearchComparison.Check(latest, random, "latest");
        }
        clients.ForEach(c => c.End());
        Assert.Equal(0, database.Locks.Count);
        Assert.True(database.Recent.IsEmpty);
        database.Dispose();
        using var reopened = Database.Open(files.Restart(seed), Folder, DatabaseOptions.Default);
        using var found = reopened.Latest();
        Assert.Equal(committed.Describe(), HistoryModel.Describe(found));
        await reopened.AwaitIndexesAsync(TestContext.Current.CancellationToken);
        using var built = reopened.Latest();
        SearchComparison.Check(built, random, "reopened");
        return clients;
    }

    /// <summary>Makes or drops an index while clients have transactions open.</summary>
    private static async Task ChangeIndexesAsync(Database database, Random random)
    {
        var stop = TestContext.Current.CancellationToken;
        bool isNode = random.Next(3) > 0;
        var request = new IndexRequest
        {
            Name = $"index{random.Next(4)}",
            Entity = isNode ? EntityKind.Node : EntityKind.Relationship,
            LabelsOrTypes = [isNode ? $"L{random.Next(3)}" : $"T{random.Next(3)}"],
            Properties = [isNode ? "count" : "weight"],
        };
        var created = await database.CreateIndexAsync(request, stop);
        if (!created.IsDone && created.Index is { } inTheWay)
        {
            await database.DropIndexAsync(inTheWay.Name, stop);
        }
        if (random.Next(2) == 0)
        {
            await database.AwaitIndexesAsync(stop);
        }
    }
}
