using Quiver.Model.Values;
using Quiver.Storage.Increments;
using Quiver.Storage.Schema;
using Quiver.Storage.Tests.Increments;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Histories;

/// <summary>
/// One history that uses everything that writes: commits, merged increments, names, indexes of all kinds, a constraint, drops, checkpoints that fold patches, and closing and
/// opening. Told what state the database was in after each step, so that a disk that fails somewhere can be held against it.
/// </summary>
/// <param name="seed">What is written.</param>
/// <param name="files">Where increments are built.</param>
internal sealed class ScriptedHistory(int seed, SimulatedFileSystem files)
{
    private readonly HistoryModel _model = new();
    private readonly SortedSet<string> _schema = new(StringComparer.Ordinal);
    private readonly RandomChanges _changes = new(new Random(seed));

    // Increments give their nodes numbers below.
    private long _nextNumber = RandomIncrement.Numbers;

    /// <summary>What the database may hold, oldest first; the last is what it holds when nothing failed.</summary>
    public List<string> States { get; } = [Describe(new HistoryModel(), [])];

    /// <summary>The last of the states whose step was acknowledged.</summary>
    public int Acknowledged { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What a snapshot holds; indexes of constraints that were never made do not count.</summary>
    public static string Describe(Snapshot graph)
    {
        var schema = graph.Schema;
        var names = schema
            .Indexes.Where(index =>
                index.Kind != IndexKind.Lookup
                && (
                    index.OwningConstraint is not { } owner
                    || schema.Definitions.FindConstraint(owner) is not null
                )
            )
            .Select(index => index.Name);
        return Describe(HistoryModel.Describe(graph), names.Order(StringComparer.Ordinal));
    }

    /// <summary>Runs the script to its end, or to the first failure, which it throws.</summary>
    /// <param name="open">Opens the database.</param>
    public async Task RunAsync(Func<Database> open)
    {
        var database = open();
        try
        {
            await CommitAsync(database);
            await CreateIndexAsync(database, "range", IndexKind.Range, "A", "x");
            await CommitAsync(database);
            await CheckpointAsync(database);
            await CreateConstraintAsync(database);
            await CommitAsync(database);
            await CheckpointAsync(database);
            await CreateIndexAsync(database, "text", IndexKind.Text, "B", "y");
            await CreateIndexAsync(database, "between", IndexKind.Range, "R", "x");
            await CommitAsync(database);
            await CheckpointAsync(database);
            await CommitAsync(database);
            await MergeAsync(database);
            database.Dispose();
            database = open();
            await CommitAsync(database);
            await CheckpointAsync(database);
            await MergeAsync(database);
            await CheckpointAsync(database);
            await DropIndexAsync(database, "range");
            await CheckpointAsync(database);
            await DropConstraintAsync(database);
            await CommitAsync(database);
            await CreateIndexAsync(database, "point", IndexKind.Point, "C", "z");
            await CommitAsync(database);
            await CheckpointAsync(database);
        }
        finally
        {
            database.Dispose();
        }
    }

    private static string Describe(HistoryModel model, IEnumerable<string> schema) =>
        Describe(model.Describe(), schema);

    private static string Describe(string graph, IEnumerable<string> schema) =>
        $"{graph}schema: {string.Join(' ', schema)}";

    private async Task CommitAsync(Database database)
    {
        using var transaction = await database.BeginWriteAsync(Cancellation);
        _changes.Change(transaction, _model, 5);
        var unique = transaction.CreateNode(transaction.Label("U"));
        var number = Value.Integer(_nextNumber++);
        transaction.SetProperty(unique, transaction.PropertyKey("number"), number);
        _model.Nodes.Add(
            unique.Value,
            new(
                new(StringComparer.Ordinal) { "U" },
                new(StringComparer.Ordinal) { ["number"] = number.ToString() }
            )
        );
        Expect();
        await transaction.CommitAsync();
        Acknowledge();
    }

    private async Task MergeAsync(Database database)
    {
        var increment = RandomIncrement.Build(files, database, _model, new Random(seed));
        increment.Apply(_model, database.IdLimits);
        Expect();
        await database.MergeAsync(increment.Increment, new MergeOptions(), Cancellation);
        Acknowledge();
    }

    private async Task CreateIndexAsync(
        Database database,
        string name,
        IndexKind kind,
        string token,
        string key
    )
    {
        _schema.Add(name);
        Expect();
        var request = new IndexRequest
        {
            Name = name,
            Kind = kind,
            Entity = token == "R" ? EntityKind.Relationship : EntityKind.Node,
            LabelsOrTypes = [token],
            Properties = [key],
        };
        Assert.True((await database.CreateIndexAsync(request, Cancellation)).IsDone);
        Acknowledge();
        // One thing after the other: the same step is the same call each time.
        await database.AwaitIndexesAsync(Cancellation);
    }

    private async Task CreateConstraintAsync(Database database)
    {
        _schema.Add("unique");
        Expect();
        var request = new ConstraintRequest
        {
            Name = "unique",
            Kind = ConstraintKind.Uniqueness,
            Entity = EntityKind.Node,
            LabelOrType = "U",
            Properties = ["number"],
        };
        Assert.True((await database.CreateConstraintAsync(request, Cancellation)).IsDone);
        Acknowledge();
    }

    private async Task DropIndexAsync(Database database, string name)
    {
        _schema.Remove(name);
        Expect();
        Assert.True((await database.DropIndexAsync(name, Cancellation)).IsDone);
        Acknowledge();
    }

    private async Task DropConstraintAsync(Database database)
    {
        _schema.Remove("unique");
        Expect();
        Assert.True((await database.DropConstraintAsync("unique", Cancellation)).IsDone);
        Acknowledge();
    }

    private static async Task CheckpointAsync(Database database) =>
        await database.CheckpointAsync(Cancellation);

    private void Expect() => States.Add(Describe(_model, _schema));

    private void Acknowledge() => Acknowledged = States.Count - 1;
}
