using Quiver.Engine.Security;
using Quiver.Engine.Sessions;
using Quiver.Model.Status;
using Quiver.Model.Values;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Engine.Tests.Histories;

/// <summary>
/// Random histories of Cypher statements, alone and in transactions that are committed or rolled back, with indexes and a unique constraint that come and
/// go, checkpoints, restarts and power cuts, held against plain objects.
/// </summary>
public sealed class RandomStatementTests
{
    private const string Home = "/disk";
    private const int Steps = 40;
    private const int MaxMore = 200;

    private static readonly string[] Indexes =
    [
        "INDEX ap FOR (n:A) ON (n.p)",
        "INDEX bq FOR (n:B) ON (n.p, n.q)",
        "TEXT INDEX ct FOR (n:C) ON (n.p)",
        "INDEX rp FOR ()-[r:R]-() ON (r.p)",
        "INDEX aid FOR (n:A) ON (n.id)",
    ];

    [Fact]
    public async Task Statements_leave_what_they_mean()
    {
        int seed = Random.Shared.Next();
        int refused = 0;
        // A constraint that never stands in the way would prove nothing: then more histories follow.
        for (int i = Nightly.Times(8, 600); i > 0 || (refused == 0 && i > -MaxMore); i--, seed++)
        {
            var history = new History(seed);
            try
            {
                await history.RunAsync();
            }
            catch (Exception error)
            {
                throw new InvalidOperationException(
                    $"seed {seed}: {string.Join(";\n", history.Done)}",
                    error
                );
            }
            refused += history.Refused;
        }
        Assert.True(refused > 0);
    }

    private sealed class History(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly RandomStatements _statements = new(new Random(seed));
        private SimulatedFileSystem _disk = new(seed);
        private PlainStatements _graph = new();
        private QuiverEngine? _engine;

        public List<string> Done { get; } = [];

        public int Refused { get; private set; }

        public async Task RunAsync()
        {
            _engine = Open();
            _engine.CreateDefaultDatabase();
            for (int step = 0; step < Steps; step++)
            {
                await StepAsync();
                await CompareAsync(_graph, RowsAsync);
            }
            await _engine.DisposeAsync();
        }

        private async Task StepAsync()
        {
            switch (_random.Next(16))
            {
                case 0 or 1:
                    string index = Indexes[_random.Next(Indexes.Length)];
                    await SchemaAsync("CREATE " + index);
                    break;
                case 2:
                    string name = Indexes[_random.Next(Indexes.Length)].Split("INDEX ")[1];
                    await SchemaAsync($"DROP INDEX {name.Split(' ')[0]}");
                    break;
                case 3:
                    await ChangeConstraintAsync();
                    break;
                case 4:
                    Done.Add("checkpoint");
                    Assert.Equal(
                        ["true, 'Checkpoint completed.'"],
                        await RowsAsync("CALL db.checkpoint()")
                    );
                    break;
                case 5:
                    await RestartAsync();
                    break;
                case < 10:
                    await RunTransactionAsync();
                    break;
                default:
                    await RunAloneAsync();
                    break;
            }
        }

        private async Task RestartAsync()
        {
            bool isPowerCut = _random.Next(2) == 0;
            Done.Add(isPowerCut ? "power cut" : "restart");
            var after = isPowerCut ? _disk.Restart(_random.Next()) : _disk;
            await _engine!.DisposeAsync();
            _disk = after;
            _engine = Open();
        }

        private async Task SchemaAsync(string command)
        {
            Done.Add(command);
            try
            {
                await RowsAsync(command);
            }
            catch (CypherException error)
            {
                // It is there already, or is not there, or the constraint's index does the same.
                Done[^1] += $" -- {error.Status.Code}";
                Assert.Contains(".Schema.", error.Status.Code, StringComparison.Ordinal);
            }
        }

        private async Task ChangeConstraintAsync()
        {
            if (_graph.IsUnique)
            {
                await SchemaAsync("DROP CONSTRAINT u");
                _graph.IsUnique = false;
                return;
            }
            await SchemaAsync("DROP INDEX ap IF EXISTS");
            await SchemaAsync("CREATE CONSTRAINT u FOR (n:A) REQUIRE n.p IS UNIQUE");
            var found = await RowsAsync("SHOW CONSTRAINTS YIELD name RETURN name");
            _graph.IsUnique = found.Count > 0;
            Assert.Equal(_graph.HasDuplicates(), !_graph.IsUnique);
        }

        private async Task RunAloneAsync()
        {
            var statement = _statements.Next(_graph);
            Done.Add(statement.ToString());
            var after = _graph.Copy();
            statement.Change(after);
            bool isAllowed = !after.IsUnique || !after.HasDuplicates();
            bool isDone = await TryAsync(() => RowsAsync(statement.Text, statement.Parameters));
            Assert.Equal(isAllowed, isDone);
            _graph = isDone ? after : _graph;
        }

        private async Task RunTransactionAsync()
        {
            await using var session = _engine!.OpenSession(_engine.Authenticate(AuthToken.None));
            await using var transaction = await session.BeginAsync(new BeginRequest());
            Task<List<string>> RunAsync(string text, Dictionary<string, Value>? parameters) =>
                RowsOfAsync(transaction.RunAsync(text, parameters ?? []));
            var after = _graph.Copy();
            Done.Add("begin");
            for (int left = _random.Next(1, 6); left > 0; left--)
            {
                var statement = _statements.Next(after);
                Done.Add("  " + statement);
                statement.Change(after);
                bool isAllowed = !after.IsUnique || !after.HasDuplicates();
                bool isDone = await TryAsync(() => RunAsync(statement.Text, statement.Parameters));
                Assert.Equal(isAllowed, isDone);
                if (!isDone)
                {
                    return;
                }
                await CompareAsync(after, text => RunAsync(text, null));
            }
            bool commits = _random.Next(4) > 0;
            Done.Add(commits ? "commit" : "rollback");
            if (commits)
            {
                await transaction.CommitAsync();
                _graph = after;
            }
            else
            {
                await transaction.RollbackAsync();
            }
        }

        private async Task<bool> TryAsync(Func<Task> run)
        {
            try
            {
                await run();
                return true;
            }
            catch (CypherException error)
                when (error.Status == StatusCodes.ConstraintValidationFailed)
            {
                Refused++;
                return false;
            }
        }

        /// <summary>Compares all that is there, counts, and what searches find, which may use an index.</summary>
        private async Task CompareAsync(
            PlainStatements graph,
            Func<string, Task<List<string>>> rows
        )
        {
            Assert.Equal(graph.NodeRows(), await rows(PlainStatements.NodesQuery));
            Assert.Equal(graph.RelationshipRows(), await rows(PlainStatements.RelationshipsQuery));
            Assert.Equal([$"{graph.Nodes.Count}"], await rows("MATCH (n) RETURN count(n)"));
            var value = _statements.AnyValue();
            string text = ValueText.Format(value);
            foreach (string label in (string[])["A", "B", "C"])
            {
                Assert.Equal(
                    Ids(graph.NodesWith(label).Where(node => node.Has("p", value))),
                    await rows($"MATCH (n:{label}) WHERE n.p = {text} RETURN n.id ORDER BY n.id")
                );
                Assert.Equal(
                    [$"{graph.NodesWith(label).Count()}"],
                    await rows($"MATCH (n:{label}) RETURN count(n)")
                );
            }
            Assert.Equal(
                Ids(
                    graph
                        .NodesWith("C")
                        .Where(node => Text(node).Contains('b', StringComparison.Ordinal))
                ),
                await rows("MATCH (n:C) WHERE n.p CONTAINS 'b' RETURN n.id ORDER BY n.id")
            );
            Assert.Equal(
                Ids(graph.NodesWith("A").Where(node => Text(node).StartsWith('a'))),
                await rows("MATCH (n:A) WHERE n.p STARTS WITH 'a' RETURN n.id ORDER BY n.id")
            );
            Assert.Equal(
                Ids(
                    graph.Relationships.Values.Where(r =>
                        r.Labels.Contains("R") && r.Has("p", value)
                    )
                ),
                await rows($"MATCH ()-[r:R]->() WHERE r.p = {text} RETURN r.id ORDER BY r.id")
            );
        }

        private static string Text(PlainEntity entity) =>
            entity.Properties.TryGetValue("p", out var value) && value.Kind == ValueKind.String
                ? value.AsString()
                : "";

        private static IEnumerable<string> Ids(IEnumerable<PlainEntity> entities) =>
            entities
                .Select(e => e.Properties["id"].AsInteger())
                .Order()
                .Select(id => ValueText.Format(Value.Integer(id)));

        private Task<List<string>> RowsAsync(string text) => RowsAsync(text, []);

        private async Task<List<string>> RowsAsync(
            string text,
            Dictionary<string, Value> parameters
        )
        {
            await using var session = _engine!.OpenSession(_engine.Authenticate(AuthToken.None));
            return await RowsOfAsync(
                session.RunAsync(new RunRequest { Query = text, Parameters = parameters })
            );
        }

        private static async Task<List<string>> RowsOfAsync(
            ValueTask<Engine.Results.QueryCursor> running
        )
        {
            await using var cursor = await running;
            return await EngineHome.RowsAsync(cursor);
        }

        private QuiverEngine Open() =>
            QuiverEngine.Open(new EngineOptions { Home = Home, FileSystem = _disk });
    }
}
