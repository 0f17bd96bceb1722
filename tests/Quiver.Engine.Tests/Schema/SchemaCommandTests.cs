using Quiver.Engine.Results;
using Quiver.Engine.Sessions;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Engine.Tests.Schema;

public sealed class SchemaCommandTests
{
    private const string Lookups =
        "SHOW INDEXES YIELD type, name, entityType, labelsOrTypes, properties, createStatement WHERE type = 'LOOKUP' "
        + "RETURN name, entityType, labelsOrTypes, properties, createStatement ORDER BY entityType";

    [Fact]
    public async Task An_index_is_created_listed_used_and_dropped()
    {
        await using var home = new EngineHome();

        var created = await RunAsync(home, "CREATE INDEX by_name FOR (p:Person) ON (p.name)");
        Assert.Equal(1, created.Counters.IndexesAdded);
        Assert.Equal("s", created.QueryType);
        Assert.Empty(created.Notifications);
        await OnlineAsync(home);
        Assert.Equal(
            [
                "'by_name', 'ONLINE', 100.0, 'RANGE', 'NODE', ['Person'], ['name'], 'range-1.0', null, "
                    + "'CREATE RANGE INDEX `by_name` FOR (n:`Person`) ON (n.`name`)'",
            ],
            await home.RowsAsync(
                "SHOW RANGE INDEXES YIELD name, state, populationPercent, type, entityType, labelsOrTypes, properties, "
                    + "indexProvider, owningConstraint, createStatement"
            )
        );
        const string Query = "MATCH (p:Person) WHERE p.name = 'Ada' RETURN p.born";
        var plan = await RunAsync(home, "EXPLAIN " + Query);
        Assert.Contains("NodeIndexSeek@neo4j", Operators(plan.Plan!), StringComparison.Ordinal);
        Assert.Equal(["1815"], await home.RowsAsync(Query));

        var dropped = await RunAsync(home, "DROP INDEX by_name");
        Assert.Equal(1, dropped.Counters.IndexesRemoved);
        Assert.Empty(await home.RowsAsync("SHOW RANGE INDEXES"));
        plan = await RunAsync(home, "EXPLAIN " + Query);
        Assert.DoesNotContain("NodeIndexSeek", Operators(plan.Plan!), StringComparison.Ordinal);
        Assert.Equal(["1815"], await home.RowsAsync(Query));
    }

    [Theory]
    [InlineData("CONTAINS", "NodeIndexContainsScan")]
    [InlineData("ENDS WITH", "NodeIndexEndsWithScan")]
    public async Task A_text_index_is_used_however_long_its_texts_are(
        string condition,
        string @operator
    )
    {
        await using var home = new EngineHome();
        await home.RowsAsync(
            "UNWIND range(1, 2000) AS i CREATE (:Note {text: 'the text of note number ' + i, pad: reduce(s = '', j IN range(1, 30) | s + toString(i * j))})"
        );
        await home.RowsAsync("CREATE TEXT INDEX FOR (n:Note) ON (n.text)");
        await home.RowsAsync("CREATE TEXT INDEX FOR (n:Note) ON (n.pad)");
        await OnlineAsync(home);
        foreach (string checkpoint in (string[])["", "CALL db.checkpoint()"])
        {
            if (checkpoint.Length > 0)
            {
                await home.RowsAsync(checkpoint);
            }
            foreach (string key in (string[])["text", "pad"])
            {
                var plan = await RunAsync(
                    home,
                    $"EXPLAIN MATCH (n:Note) WHERE n.{key} {condition} '1999' RETURN n"
                );
                Assert.Contains(@operator, Operators(plan.Plan!), StringComparison.Ordinal);
            }
            Assert.Equal(
                ["1"],
                await home.RowsAsync(
                    $"MATCH (n:Note) WHERE n.text {condition} ' 1999' RETURN count(n)"
                )
            );
        }
    }

    [Fact]
    public async Task A_database_has_its_two_lookup_indexes()
    {
        await using var home = new EngineHome();

        var rows = await home.RowsAsync(Lookups);

        Assert.Equal(2, rows.Count);
        Assert.EndsWith(
            "'NODE', null, null, 'CREATE LOOKUP INDEX `index_343aff4e` FOR (n) ON EACH labels(n)'",
            rows[0],
            StringComparison.Ordinal
        );
        Assert.EndsWith("FOR ()-[r]-() ON EACH type(r)'", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_exists_already_is_an_error_or_a_notification()
    {
        await using var home = new EngineHome();
        await RunAsync(home, "CREATE INDEX by_name FOR (p:Person) ON (p.name)");

        await FailsAsync(
            home,
            "CREATE INDEX by_name FOR (p:Person) ON (p.name)",
            StatusCodes.EquivalentSchemaRuleAlreadyExists
        );
        await FailsAsync(
            home,
            "CREATE INDEX by_name FOR (p:Person) ON (p.born)",
            StatusCodes.IndexWithNameAlreadyExists
        );
        await FailsAsync(
            home,
            "CREATE INDEX other FOR (p:Person) ON (p.name)",
            StatusCodes.IndexAlreadyExists
        );
        var again = await RunAsync(
            home,
            "CREATE INDEX other IF NOT EXISTS FOR (p:Person) ON (p.name)"
        );
        Assert.False(again.Counters.ContainsUpdates);
        var note = Assert.Single(again.Notifications);
        Assert.Equal("Neo.ClientNotification.Schema.IndexOrConstraintAlreadyExists", note.Code);
        Assert.Equal("00NA0", note.GqlStatus);
        Assert.Equal(
            "`RANGE INDEX `by_name` FOR (n:`Person`) ON (n.`name`)` already exists.",
            note.Description
        );
    }

    [Fact]
    public async Task What_does_not_exist_is_an_error_or_a_notification()
    {
        await using var home = new EngineHome();

        await FailsAsync(home, "DROP INDEX nothing", StatusCodes.IndexDropFailed);
        await FailsAsync(home, "DROP CONSTRAINT nothing", StatusCodes.ConstraintDropFailed);
        foreach (string what in new[] { "INDEX", "CONSTRAINT" })
        {
            var summary = await RunAsync(home, $"DROP {what} nothing IF EXISTS");
            var note = Assert.Single(summary.Notifications);
            Assert.Equal("Neo.ClientNotification.Schema.IndexOrConstraintDoesNotExist", note.Code);
            Assert.Equal("00NA1", note.GqlStatus);
            Assert.Equal($"`DROP {what} nothing IF EXISTS` has no effect.", note.Title);
        }
    }

    [Fact]
    public async Task A_constraint_holds_is_listed_and_owns_its_index()
    {
        await using var home = new EngineHome();

        var created = await RunAsync(
            home,
            "CREATE CONSTRAINT unique_name FOR (p:Person) REQUIRE p.name IS UNIQUE"
        );
        Assert.Equal(1, created.Counters.ConstraintsAdded);
        await RunAsync(
            home,
            "CREATE CONSTRAINT typed FOR (p:Person) REQUIRE p.born IS :: INTEGER | LIST<STRING NOT NULL>"
        );
        Assert.Equal(
            [
                "'typed', 'NODE_PROPERTY_TYPE', 'NODE', ['Person'], ['born'], null, 'INTEGER | LIST<STRING NOT NULL>'",
                "'unique_name', 'UNIQUENESS', 'NODE', ['Person'], ['name'], 'unique_name', null",
            ],
            await home.RowsAsync(
                "SHOW CONSTRAINTS YIELD name, type, entityType, labelsOrTypes, properties, ownedIndex, propertyType"
            )
        );
        Assert.Equal(
            [
                "'NODE_PROPERTY_TYPE', null, 'independent', null, 'INTEGER | LIST<STRING NOT NULL>'",
                "'NODE_PROPERTY_UNIQUENESS', null, 'undesignated', 'unique_name', null",
            ],
            await home.RowsAsync(
                "CYPHER 25 SHOW CONSTRAINTS YIELD type, enforcedLabel, classification, ownedIndex, propertyType"
            )
        );
        await FailsAsync(
            home,
            "CREATE (:Person {name: 'Ada'})",
            StatusCodes.ConstraintValidationFailed
        );
        await FailsAsync(home, "DROP INDEX unique_name", StatusCodes.IndexDropFailed);
        var plan = await RunAsync(home, "EXPLAIN MATCH (p:Person {name: 'Ada'}) RETURN p");
        Assert.Contains("NodeUniqueIndexSeek", Operators(plan.Plan!), StringComparison.Ordinal);

        var dropped = await RunAsync(home, "DROP CONSTRAINT unique_name");
        Assert.Equal(1, dropped.Counters.ConstraintsRemoved);
        await RunAsync(home, "CREATE (:Person {name: 'Ada'})");
    }

    [Fact]
    public async Task Data_and_schema_are_not_changed_in_one_transaction()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        foreach (bool dataFirst in new[] { true, false })
        {
            string[] statements =
            [
                "CREATE (:Thing)",
                "CREATE INDEX IF NOT EXISTS FOR (t:Thing) ON (t.name)",
            ];
            await using var transaction = await session.BeginAsync(new BeginRequest());
            await using var first = await transaction.RunAsync(
                statements[dataFirst ? 0 : 1],
                RunRequest.NoParameters
            );
            await first.DiscardAsync();

            var error = await Assert.ThrowsAsync<CypherException>(async () =>
                await transaction.RunAsync(statements[dataFirst ? 1 : 0], RunRequest.NoParameters)
            );

            Assert.Equal(StatusCodes.ForbiddenDueToTransactionType, error.Status);
        }
    }

    [Fact]
    public async Task Names_and_options_may_be_parameters()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        var request = new RunRequest
        {
            Query = "CREATE POINT INDEX $name FOR (p:Place) ON (p.at) OPTIONS $options",
            Parameters = new MapValue([
                new("name", Value.String("places")),
                new(
                    "options",
                    Value.Map(new MapValue([new("indexProvider", Value.String("point-1.0"))]))
                ),
            ]),
        };
        await using (var cursor = await session.RunAsync(request))
        {
            await cursor.DiscardAsync();
        }
        Assert.Equal(["'places'"], await home.RowsAsync("SHOW POINT INDEXES YIELD name"));

        await FailsAsync(home, "DROP INDEX $name", StatusCodes.ParameterMissing);
        await FailsAsync(
            home,
            "CREATE INDEX FOR (p:Place) ON (p.at) OPTIONS {indexProvider: 'native-btree-1.0'}",
            StatusCodes.InvalidArguments
        );
        await FailsAsync(
            home,
            "CREATE INDEX FOR (p:Place) ON (p.at) OPTIONS {provider: 'x'}",
            StatusCodes.InvalidArguments
        );
    }

    [Fact]
    public async Task A_procedure_waits_until_an_index_or_all_are_online()
    {
        await using var home = new EngineHome();
        await home.RowsAsync("UNWIND range(1, 20000) AS i CREATE (:Many {k: i, t: 'text ' + i})");
        await home.RowsAsync("CREATE INDEX one FOR (m:Many) ON (m.k)");
        await home.RowsAsync("CREATE TEXT INDEX two FOR (m:Many) ON (m.t)");
        const string States =
            "SHOW INDEXES YIELD name, state WHERE name IN ['one', 'two'] RETURN name, state ORDER BY name";

        Assert.Empty(await home.RowsAsync("CALL db.awaitIndex('one')"));
        Assert.Equal("'one', 'ONLINE'", (await home.RowsAsync(States))[0]);
        await home.RowsAsync("CALL db.awaitIndexes(60)");
        Assert.Equal(["'one', 'ONLINE'", "'two', 'ONLINE'"], await home.RowsAsync(States));
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            home.RowsAsync("CALL db.awaitIndex('three')")
        );
        Assert.Equal(StatusCodes.ProcedureCallFailed, error.Status);
    }

    [Fact]
    public async Task A_reading_transaction_changes_no_schema()
    {
        await using var home = new EngineHome();
        await using var session = home.OpenSession();
        var request = new RunRequest
        {
            Query = "CREATE INDEX FOR (p:Person) ON (p.name)",
            AccessMode = AccessMode.Read,
        };

        var error = await Assert.ThrowsAsync<CypherException>(async () =>
            await session.RunAsync(request)
        );

        Assert.Equal(StatusCodes.AccessMode, error.Status);
    }

    private static async Task<QuerySummary> RunAsync(EngineHome home, string query)
    {
        await using var session = home.OpenSession();
        await using var cursor = await session.RunAsync(new RunRequest { Query = query });
        await cursor.DiscardAsync();
        return cursor.Summary;
    }

    private static async Task FailsAsync(EngineHome home, string query, StatusCode status)
    {
        var error = await Assert.ThrowsAsync<CypherException>(() => RunAsync(home, query));
        Assert.Equal($"{query}: {status.Code}", $"{query}: {error.Status.Code}");
    }

    private static Task OnlineAsync(EngineHome home) =>
        Eventually.HoldsAsync(
            async () =>
                await home.RowsAsync("SHOW INDEXES YIELD state RETURN DISTINCT state")
                    is ["'ONLINE'"],
            "the indexes are online"
        );

    private static string Operators(PlanDescription plan) =>
        $"{plan.OperatorType} {string.Join(' ', plan.Children.Select(Operators))}";
}
