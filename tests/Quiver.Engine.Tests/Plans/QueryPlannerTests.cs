using Quiver.Cypher.Planning;
using Quiver.Engine.Plans;
using Quiver.Foundation.IO;
using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Engine.Tests.Plans;

public sealed class QueryPlannerTests : IDisposable
{
    private const string Query = "MATCH (p:Person) RETURN p.name AS name";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quiver-plan-");
    private readonly Database _database;
    private readonly QueryPlanner _planner = new(
        capacity: 3,
        Quiver.Cypher.Planning.Procedures.ProcedureCatalog.Empty
    );

    public QueryPlannerTests()
    {
        string path = Path.Combine(_folder.FullName, "people");
        Database.CreateEmpty(PosixFileSystem.Instance, path);
        _database = Database.Open(PosixFileSystem.Instance, path, DatabaseOptions.Default);
    }

    [Fact]
    public void The_same_text_has_the_same_plan()
    {
        using var snapshot = _database.Latest();

        Assert.Same(Plan(Query, snapshot), Plan(Query, snapshot));
        Assert.NotSame(Plan(Query, snapshot), Plan(Query + " ", snapshot));
    }

    [Fact]
    public void The_plan_not_used_for_longest_is_dropped()
    {
        using var snapshot = _database.Latest();
        var first = Plan("RETURN 1 AS a", snapshot);
        var second = Plan("RETURN 2 AS a", snapshot);
        Plan("RETURN 3 AS a", snapshot);
        Assert.Same(first, Plan("RETURN 1 AS a", snapshot));

        Plan("RETURN 4 AS a", snapshot);

        Assert.Same(first, Plan("RETURN 1 AS a", snapshot));
        Assert.NotSame(second, Plan("RETURN 2 AS a", snapshot));
    }

    [Fact]
    public async Task A_new_name_or_many_more_nodes_make_a_new_plan_and_a_few_do_not()
    {
        await CreateAsync(4);
        using var few = _database.Latest();
        var plan = Plan(Query, few);
        await CreateAsync(2);
        using var more = _database.Latest();
        Assert.Same(plan, Plan(Query, more));

        await CreateAsync(100);
        using var many = _database.Latest();
        var replanned = Plan(Query, many);
        Assert.NotSame(plan, replanned);

        using (var transaction = await _database.BeginWriteAsync(Token))
        {
            var node = transaction.CreateNode();
            transaction.SetProperty(node, transaction.PropertyKey("name"), Value.Integer(1));
            await transaction.CommitAsync();
        }
        using var named = _database.Latest();
        Assert.NotSame(replanned, Plan(Query, named));
    }

    [Fact]
    public void The_same_literals_again_give_the_same_values_also_when_others_came_between()
    {
        using var snapshot = _database.Latest();
        string[] texts = [.. Enumerable.Range(0, 6).Select(i => $"CREATE (:Item {{id: {i}}})")];

        var planned = Array.ConvertAll(texts, text => _planner.Plan(text, snapshot));
        var again = Array.ConvertAll(texts, text => _planner.Plan(text, snapshot));
        var newest = _planner.Plan(texts[5], snapshot);

        Assert.All(again, p => Assert.Same(planned[0].Plan, p.Plan));
        Assert.Equal(
            Enumerable.Range(0, 6).Select(i => Value.Integer(i)),
            again.Select(p => Assert.Single(p.Values).Value)
        );
        Assert.Same(again[5].Values, newest.Values);
    }

    [Fact]
    public void A_huge_text_is_planned_but_not_kept()
    {
        using var snapshot = _database.Latest();
        string huge = $"RETURN '{new string('x', 100_000)}' AS x";

        Assert.NotSame(Plan(huge, snapshot), Plan(huge, snapshot));
    }

    [Theory]
    [InlineData("MATCH (n:Person {id: 1}) RETURN n", "MATCH (n:Person {id: 23}) RETURN n")]
    [InlineData(
        "MATCH (n) WHERE n.x IN ['a', 'b'] RETURN 1",
        "MATCH (n) WHERE n.x IN ['', '\\''] RETURN 1"
    )]
    [InlineData("CREATE (:P {x: 1.5, y: 'z'})", "CREATE (:P {x: 2e3, y: \"\"})")]
    [InlineData("MATCH (n) WHERE n.x > -1 SET n.y = 7", "MATCH (n) WHERE n.x > -9 SET n.y = 0x1F")]
    [InlineData("UNWIND [1, 2] AS x RETURN x", "UNWIND [3, 4] AS x RETURN x")]
    public void Queries_that_differ_in_literals_share_a_plan(string first, string second)
    {
        using var snapshot = _database.Latest();
        // Names that nobody knows make a warning, which belongs to one text.
        var plan = _planner.Plan(first, snapshot);
        Assert.Equal(plan.Plan.Notifications.Count == 0, plan.Values.Count > 0);
        Assert.Equal(
            plan.Values.Count > 0,
            ReferenceEquals(plan.Plan, _planner.Plan(second, snapshot).Plan)
        );
        Assert.Same(plan.Plan, Plan(first, snapshot));
    }

    [Theory]
    [InlineData("RETURN 1", "RETURN 2")]
    [InlineData("MATCH (n) RETURN n.x + 1", "MATCH (n) RETURN n.x + 2")]
    [InlineData("MATCH (n) RETURN n LIMIT 1", "MATCH (n) RETURN n LIMIT 2")]
    [InlineData("MATCH (n)-[*1..2]->(m) RETURN m", "MATCH (n)-[*1..3]->(m) RETURN m")]
    [InlineData("UNWIND [1, 2] AS x RETURN x", "UNWIND [1, 2, 3] AS x RETURN x")]
    [InlineData("UNWIND [1, 2] AS x RETURN x", "UNWIND [1, '2'] AS x RETURN x")]
    public void Literals_that_decide_on_more_than_rows_have_plans_of_their_own(
        string first,
        string second
    )
    {
        using var snapshot = _database.Latest();
        Assert.NotSame(Plan(first, snapshot), Plan(second, snapshot));
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Delete(recursive: true);
    }

    private QueryPlan Plan(string query, Snapshot snapshot) => _planner.Plan(query, snapshot).Plan;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task CreateAsync(int count)
    {
        using var transaction = await _database.BeginWriteAsync(Token);
        for (int i = 0; i < count; i++)
        {
            transaction.CreateNode(transaction.Label("Person"));
        }
        await transaction.CommitAsync();
    }
}
