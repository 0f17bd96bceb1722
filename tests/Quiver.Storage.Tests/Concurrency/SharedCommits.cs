using Quiver.Model.Status;
using Quiver.Model.Values;
using Quiver.Storage.Tests.Histories;
using Quiver.Storage.Tests.Simulation;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Tests.Concurrency;

/// <summary>
/// A scripted history in which several transactions commit at once: the log's first write of a round is held back until the round's other commits wait
/// behind it, so that every run with a seed makes the same calls of the disk. Knows which states a restart may show.
/// </summary>
internal sealed class SharedCommits
{
    public const string Folder = "/disk/databases/db";

    private const int Rounds = 6;

    private readonly SimulatedFileSystem _files;
    private readonly Random _random;
    private readonly HistoryModel _model = new();

    public SharedCommits(SimulatedFileSystem files, int seed)
    {
        _files = files;
        _random = new Random(seed);
        States.Add(_model.Describe());
    }

    /// <summary>The graph after each commit, in the order of their numbers; commits that were refused are not among them.</summary>
    public List<string> States { get; } = [];

    /// <summary>How many of the commits were acknowledged.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>How many commits were refused because the disk was full.</summary>
    public int Refused { get; private set; }

    /// <summary>How many commits have an unknown fate, or were refused after one had.</summary>
    public int Unknown { get; private set; }

    /// <summary>Runs the history, or its part up to a crash or failure.</summary>
    public async Task RunAsync(Database database)
    {
        for (int round = 0; round < Rounds; round++)
        {
            await RunRoundAsync(database, _random.Next(1, 5));
            if (round % 3 == 2)
            {
                await TryCheckpointAsync(database);
            }
        }
    }

    private async Task RunRoundAsync(Database database, int count)
    {
        var begun = new List<(WriteTransaction Transaction, Action<HistoryModel> Change)>();
        try
        {
            for (int i = 0; i < count; i++)
            {
                begun.Add(await PrepareAsync(database));
            }
        }
        catch (CypherException)
        {
            begun.ForEach(b => b.Transaction.Dispose());
            return;
        }
        using var gate = Gate.BeforeWrite(_files, ".qlg");
        // The numbers of commits are given in this order.
        var commits = begun.ConvertAll(b => b.Transaction.CommitAsync().AsTask());
        gate.Open();
        for (int i = 0; i < commits.Count; i++)
        {
            await EndAsync(commits[i], begun[i].Change);
            begun[i].Transaction.Dispose();
        }
    }

    private async Task<(WriteTransaction, Action<HistoryModel>)> PrepareAsync(Database database)
    {
        var transaction = await database.BeginWriteAsync(TestContext.Current.CancellationToken);
        string label = $"L{_random.Next(3)}";
        var first = transaction.CreateNode(transaction.Label(label));
        var second = transaction.CreateNode();
        var between = transaction.CreateRelationship(
            first,
            transaction.RelationshipType("R"),
            second
        );
        var value = Value.Integer(_random.Next());
        transaction.SetProperty(second, transaction.PropertyKey("x"), value);
        return (
            transaction,
            model =>
            {
                model.Nodes.Add(first.Value, new([label], new(StringComparer.Ordinal)));
                var properties = new SortedDictionary<string, string>(StringComparer.Ordinal)
                {
                    ["x"] = value.ToString(),
                };
                model.Nodes.Add(second.Value, new([], properties));
                model.Relationships.Add(
                    between.Value,
                    new("R", first.Value, second.Value, new(StringComparer.Ordinal))
                );
            }
        );
    }

    private async Task EndAsync(Task<long> commit, Action<HistoryModel> change)
    {
        try
        {
            await commit;
            Assert.Equal(0, Unknown);
            Acknowledged++;
            change(_model);
            States.Add(_model.Describe());
        }
        catch (CypherException error) when (error.Status == StatusCodes.TransactionLogError)
        {
            Refused++;
        }
        catch (CypherException error)
        {
            Assert.Equal(StatusCodes.TransactionCommitFailed, error.Status);
            Unknown++;
            change(_model);
            States.Add(_model.Describe());
        }
    }

    private static async Task TryCheckpointAsync(Database database)
    {
        try
        {
            await database.CheckpointAsync(TestContext.Current.CancellationToken);
        }
        catch (Exception error) when (error is IOException or CypherException)
        {
            // The disk is what the test is about.
        }
    }
}
