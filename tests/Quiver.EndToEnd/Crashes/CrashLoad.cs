using System.Globalization;
using Quiver.EndToEnd.Bolt;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd.Crashes;

/// <summary>All clients of a server that is going to be killed, and what they know together.</summary>
internal sealed class CrashLoad
{
    private const string Database = "neo4j";
    private const string SystemDatabase = "system";
    private const int Writers = 6;
    private static readonly TimeSpan BetweenCheckpoints = TimeSpan.FromMilliseconds(40);

    private readonly SharedWork _shared = new();
    private readonly GraphWriter[] _writers;
    private readonly CommandWriter _schema;
    private readonly CommandWriter _databases;

    public CrashLoad(int seed)
    {
        _writers =
        [
            .. Enumerable
                .Range(0, Writers)
                .Select(i => new GraphWriter(i, _shared, new Random(seed + i))),
        ];
        _schema = new(
            new Dictionary<string, (string, string)>(StringComparer.Ordinal)
            {
                ["mark"] = ("CREATE INDEX mark FOR (b:Batch) ON (b.mark)", "DROP INDEX mark"),
                ["both"] = ("CREATE INDEX both FOR (b:Batch) ON (b.tx, b.part)", "DROP INDEX both"),
                ["has"] = ("CREATE INDEX has FOR ()-[h:HAS]-() ON (h.tx)", "DROP INDEX has"),
                ["text"] = ("CREATE TEXT INDEX text FOR (b:Batch) ON (b.text)", "DROP INDEX text"),
                ["part"] = (
                    "CREATE CONSTRAINT part FOR (t:Transfer) REQUIRE t.tx IS UNIQUE",
                    "DROP CONSTRAINT part"
                ),
            },
            new Random(seed + Writers)
        );
        _databases = new(
            Enumerable
                .Range(1, 3)
                .ToDictionary(
                    i => $"other{i}",
                    i => ($"CREATE DATABASE other{i}", $"DROP DATABASE other{i}")
                ),
            new Random(seed + Writers + 1)
        );
    }

    /// <summary>How many transactions were acknowledged.</summary>
    public long Acknowledged => _writers.Sum(w => w.Acknowledged);

    /// <summary>How many checkpoints were made.</summary>
    public long Checkpoints { get; private set; }

    /// <summary>Makes what the clients need.</summary>
    public static async Task SetUpAsync(RunningServer server)
    {
        using var connection = await BoltConnection.OpenAsync(server, Database);
        await SharedWork.SetUpAsync(connection);
    }

    /// <summary>Connects all clients.</summary>
    public static async Task<List<BoltConnection>> ConnectAsync(RunningServer server)
    {
        var connections = new List<BoltConnection>();
        for (int i = 0; i < Writers + 2; i++)
        {
            connections.Add(await BoltConnection.OpenAsync(server, Database));
        }
        connections.Add(await BoltConnection.OpenAsync(server, SystemDatabase));
        return connections;
    }

    /// <summary>Runs all clients until the server dies.</summary>
    public async Task RunAsync(List<BoltConnection> connections, int round)
    {
        _shared.Round = round;
        try
        {
            var running = _writers.Select((w, i) => w.RunAsync(connections[i])).ToList();
            running.Add(_schema.RunAsync(connections[Writers]));
            running.Add(CheckpointAsync(connections[Writers + 1]));
            running.Add(_databases.RunAsync(connections[Writers + 2]));
            await Task.WhenAll(running);
        }
        finally
        {
            connections.ForEach(c => c.Dispose());
        }
    }

    /// <summary>Compares what a server has that was started again with what its clients were told.</summary>
    public async Task CheckAsync(RunningServer server)
    {
        using var connection = await BoltConnection.OpenAsync(server, Database);
        var batches = await FindBatchesAsync(connection);
        var transfers = await connection.RunAsync(
            "MATCH (t:Transfer) RETURN t.tx, t.from, t.to, t.amount"
        );
        var numbers = transfers.Select(row => (long)row[0]!).ToHashSet();
        Assert.Equal(transfers.Count, numbers.Count);
        foreach (var writer in _writers)
        {
            writer.Check(batches, numbers);
        }
        await _shared.CheckAsync(connection, transfers);
        await CheckSearchesAsync(connection, batches);
        var indexes = await connection.RunAsync("SHOW INDEXES YIELD name, state");
        Assert.DoesNotContain(indexes, row => (string)row[1]! == "FAILED");
        var constraints = await connection.RunAsync("SHOW CONSTRAINTS YIELD name");
        _schema.Check(
            constraints
                .Select(row => (string)row[0]!)
                .Concat(indexes.Select(row => (string)row[0]!).Where(name => name != "part"))
                .ToHashSet(StringComparer.Ordinal)
        );
        await CheckDatabasesAsync(server);
    }

    /// <summary>The sets that are there, found by looking at everything.</summary>
    private static async Task<Dictionary<long, FoundBatch>> FindBatchesAsync(
        BoltConnection connection
    )
    {
        var relationships = (
            await connection.RunAsync("MATCH ()-[h:HAS]->() RETURN h.tx + 0, count(*)")
        ).ToDictionary(row => (long)row[0]!, row => (long)row[1]!);
        var nodes = await connection.RunAsync(
            "MATCH (b:Batch) RETURN b.tx + 0, count(*), count(DISTINCT b.part), count(b.mark), min(b.mark), max(b.mark)"
        );
        var found = nodes.ToDictionary(
            row => (long)row[0]!,
            row => new FoundBatch(
                (long)row[1]!,
                (long)row[2]!,
                (long)row[3]!,
                (long?)row[4],
                (long?)row[5],
                relationships.GetValueOrDefault((long)row[0]!)
            )
        );
        Assert.All(relationships.Keys, key => Assert.True(found.ContainsKey(key), $"{key}"));
        return found;
    }

    /// <summary>What an index finds is what a look at everything finds.</summary>
    private async Task CheckSearchesAsync(
        BoltConnection connection,
        Dictionary<long, FoundBatch> batches
    )
    {
        object?[] asked = [.. _writers.SelectMany(w => w.Batches.Keys).Select(tx => (object?)tx)];
        var found = await connection.RunAsync(
            "UNWIND $asked AS tx MATCH (b:Batch {tx: tx}) RETURN tx, count(*)",
            ("asked", asked)
        );
        Assert.Equal(batches.Count, found.Count);
        Assert.All(found, row => Assert.Equal(batches[(long)row[0]!].Nodes, row[1]));
    }

    private async Task CheckDatabasesAsync(RunningServer server)
    {
        using var connection = await BoltConnection.OpenAsync(server, SystemDatabase);
        var shown = await connection.RunAsync("SHOW DATABASES YIELD name, currentStatus");
        Assert.All(shown, row => Assert.Equal("online", row[1]));
        _databases.Check(shown.Select(row => (string)row[0]!).ToHashSet(StringComparer.Ordinal));
        foreach (object?[] row in shown)
        {
            string name = (string)row[0]!;
            if (name.StartsWith("other", StringComparison.Ordinal))
            {
                using var other = await BoltConnection.OpenAsync(server, name);
                var count = await other.RunAsync("MATCH (n) RETURN count(n)");
                Assert.Equal(0L, count[0][0]);
            }
        }
    }

    private async Task CheckpointAsync(BoltConnection connection)
    {
        try
        {
            while (true)
            {
                await connection.RunAsync("CALL db.checkpoint()");
                Checkpoints++;
                await Task.Delay(BetweenCheckpoints, TestContext.Current.CancellationToken);
            }
        }
        catch (IOException)
        {
            // This is how the server ends.
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Acknowledged} acknowledged transactions, {Checkpoints} checkpoints"
        );
}
