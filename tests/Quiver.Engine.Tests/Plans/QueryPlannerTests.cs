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

        Assert.Same(_planner.Plan(Query, snapshot), _planner.Plan(Query, snapshot));
        Assert.NotSame(_planner.Plan(Query, snapshot), _planner.Plan(Query + " ", snapshot));
    }

    [Fact]
    public void The_plan_not_used_for_longest_is_dropped()
    {
        using var snapshot = _database.Latest();
        var first = _planner.Plan("RETURN 1 AS a", snapshot);
        var second = _planner.Plan("RETURN 2 AS a", snapshot);
        _planner.Plan("RETURN 3 AS a", snapshot);
        Assert.Same(first, _planner.Plan("RETURN 1 AS a", snapshot));

        _planner.Plan("RETURN 4 AS a", snapshot);

        Assert.Same(first, _planner.Plan("RETURN 1 AS a", snapshot));
        Assert.NotSame(second, _planner.Plan("RETURN 2 AS a", snapshot));
    }

    [Fact]
    public async Task A_new_name_or_many_more_nodes_make_a_new_plan_and_a_few_do_not()
    {
        await CreateAsync(4);
        using var few = _database.Latest();
        var plan = _planner.Plan(Query, few);
        await CreateAsync(2);
        using var more = _database.Latest();
        Assert.Same(plan, _planner.Plan(Query, more));

        await CreateAsync(100);
        using var many = _database.Latest();
        var replanned = _planner.Plan(Query, many);
        Assert.NotSame(plan, replanned);

        using (var transaction = await _database.BeginWriteAsync(Token))
        {
            var node = transaction.CreateNode();
            transaction.SetProperty(node, transaction.PropertyKey("name"), Value.Integer(1));
            await transaction.CommitAsync();
        }
        using var named = _database.Latest();
        Assert.NotSame(replanned, _planner.Plan(Query, named));
    }

    [Fact]
    public void A_huge_text_is_planned_but_not_kept()
    {
        using var snapshot = _database.Latest();
        string huge = $"RETURN '{new string('x', 100_000)}' AS x";

        Assert.NotSame(_planner.Plan(huge, snapshot), _planner.Plan(huge, snapshot));
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Delete(recursive: true);
    }

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
