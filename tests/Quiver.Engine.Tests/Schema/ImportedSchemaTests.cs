using System.Globalization;
using System.Text;
using Quiver.Engine.Results;
using Quiver.Engine.Schema;
using Quiver.Engine.Sessions;
using Quiver.Model.Status;

namespace Quiver.Engine.Tests.Schema;

/// <summary>A schema that an import makes is the one that the same commands make afterwards.</summary>
public sealed class ImportedSchemaTests
{
    private const int Nodes = 300;

    private static readonly string[] s_pool =
    [
        "CREATE INDEX a_a FOR (n:A) ON (n.a)",
        "CREATE INDEX FOR (n:A) ON (n.b)",
        "CREATE RANGE INDEX b_cb FOR (n:B) ON (n.c, n.b)",
        "CREATE TEXT INDEX a_text FOR (n:A) ON (n.a)",
        "CREATE TEXT INDEX FOR ()-[r:KNOWS]-() ON (r.w)",
        "CREATE POINT INDEX at FOR (n:B) ON (n.p) OPTIONS {indexConfig: {`spatial.cartesian.min`: [0.0, 0.0]}}",
        "CREATE INDEX since FOR ()-[r:KNOWS]-() ON (r.since)",
        "CREATE INDEX nothing FOR (n:Nothing) ON (n.at_all)",
        "CREATE INDEX FOR ()-[r:NOTHING]-() ON (r.since, r.w)",
        "CREATE INDEX a_a IF NOT EXISTS FOR (n:B) ON (n.a)",
        "CREATE CONSTRAINT unique_u FOR (n:A) REQUIRE n.u IS UNIQUE",
        "CREATE CONSTRAINT FOR (n:B) REQUIRE (n.u, n.k) IS NODE KEY",
        "CREATE CONSTRAINT k_there FOR (n:A) REQUIRE n.k IS NOT NULL",
        "CREATE CONSTRAINT FOR (n:A) REQUIRE n.b IS :: INTEGER | STRING",
        "CREATE CONSTRAINT FOR ()-[r:KNOWS]-() REQUIRE r.id IS UNIQUE",
        "CREATE CONSTRAINT FOR ()-[r:KNOWS]-() REQUIRE r.id IS NOT NULL",
    ];

    private static readonly string[] s_queries =
    [
        "MATCH (n:A) WHERE n.a = 'text 7' RETURN id(n) ORDER BY id(n)",
        "MATCH (n:A) WHERE n.a STARTS WITH 'text 1' RETURN id(n) ORDER BY id(n)",
        "MATCH (n:A) WHERE n.a CONTAINS 't 2' RETURN id(n) ORDER BY id(n)",
        "MATCH (n:A) WHERE n.a ENDS WITH '3' RETURN id(n) ORDER BY id(n)",
        "MATCH (n:A) WHERE n.b > 20 AND n.b <= 40 RETURN n.b, id(n) ORDER BY n.b, id(n)",
        "MATCH (n:A) WHERE n.b IN [1, 2.0, 30] RETURN id(n) ORDER BY id(n)",
        "MATCH (n:B) WHERE n.c = 0.5 AND n.b >= 10 RETURN id(n) ORDER BY id(n)",
        "MATCH (n:B) WHERE n.p = point({x: 3, y: 4}) RETURN id(n) ORDER BY id(n)",
        "MATCH (n:B) WHERE point.distance(n.p, point({x: 3, y: 4})) < 2 RETURN id(n) ORDER BY id(n)",
        "MATCH ()-[r:KNOWS]->() WHERE r.since = 1990 RETURN id(r) ORDER BY id(r)",
        "MATCH ()-[r:KNOWS]->() WHERE r.since < 1985 RETURN id(r) ORDER BY id(r)",
        "MATCH ()-[r:KNOWS]->() WHERE r.w CONTAINS 'é' RETURN id(r) ORDER BY id(r)",
        "MATCH (n:A) WHERE n.u = 17 RETURN id(n)",
        "MATCH (n:B) WHERE n.u = 18 AND n.k = 'k18' RETURN id(n)",
        "MATCH (n:Nothing) WHERE n.at_all = 1 RETURN id(n)",
        // All but the times at which something was opened or read.
        "SHOW INDEXES YIELD id, name, state, populationPercent, type, entityType, labelsOrTypes, properties, indexProvider, "
            + "owningConstraint, readCount, options, failureMessage, createStatement",
        "SHOW CONSTRAINTS YIELD *",
    ];

    private static readonly int s_seeds = Nightly.Times(4, 60);

    [Fact]
    public async Task An_import_with_a_schema_equals_an_import_without_and_the_same_commands_afterwards()
    {
        for (int seed = 0; seed < s_seeds; seed++)
        {
            await CompareAsync(seed);
        }
    }

    [Fact]
    public async Task What_is_imported_is_kept_checked_and_indexed_when_it_changes()
    {
        await using var home = new EngineHome();
        Import(home, "town", string.Join(';', s_pool), new Random(1));
        home.Engine.OpenPublishedDatabase("town");

        await FailsAsync(home, "CREATE (:A {u: 17, k: 'x'})");
        await FailsAsync(home, "CREATE (:A {u: -1})");
        await FailsAsync(home, "CREATE (:A {u: -1, k: 'x', b: 1.5})");
        await FailsAsync(home, "MATCH (n:A {u: 17}) SET n.u = 18");
        const string Query = "MATCH (n:A) WHERE n.a = 'other' RETURN n.u ORDER BY n.u";
        await RowsAsync(home, "town", "MATCH (n:A {u: 17}) SET n.a = 'other'");
        await RowsAsync(home, "town", "CREATE (:A {u: -1, k: 'x', a: 'other'})");

        Assert.Equal(["-1", "17"], await RowsAsync(home, "town", Query));
    }

    private static async Task CompareAsync(int seed)
    {
        await using var home = new EngineHome();
        var random = new Random(seed);
        string[] commands = [.. s_pool.Where(_ => random.Next(3) > 0)];
        random.Shuffle(commands);
        // Names that are given twice depend on the order: with IF NOT EXISTS first, the other would be refused.
        commands =
        [
            .. commands.OrderBy(c => c.Contains("IF NOT EXISTS", StringComparison.Ordinal)),
        ];
        Import(home, "with", string.Join(";\n", commands), new Random(seed));
        Import(home, "without", "", new Random(seed));
        home.Engine.OpenPublishedDatabase("with");
        home.Engine.OpenPublishedDatabase("without");
        foreach (string command in commands)
        {
            await RowsAsync(home, "without", command);
        }
        // Nothing is built any more in the one database; the other one has to wait.
        Assert.Equal(
            ["'ONLINE'"],
            await RowsAsync(home, "with", "SHOW INDEXES YIELD state RETURN DISTINCT state")
        );
        await OnlineAsync(home, "without");
        foreach (string query in s_queries)
        {
            string where = $"seed {seed}: {query}\n";
            var expected = await RowsAsync(home, "without", query);
            var found = await RowsAsync(home, "with", query);
            Assert.Equal(where + string.Join('\n', expected), where + string.Join('\n', found));
            if (query.StartsWith("MATCH", StringComparison.Ordinal))
            {
                Assert.Equal(
                    where + await PlanAsync(home, "without", query),
                    where + await PlanAsync(home, "with", query)
                );
            }
        }
    }

    private static void Import(EngineHome home, string name, string schema, Random random)
    {
        var content = SchemaFile.Read(schema, "schema.cypher");
        Assert.Empty(content.Problems);
        SampleDatabase.Create(
            home.Path,
            name,
            options =>
                options with
                {
                    Schema = content.Commands,
                    Threads = 2,
                    SkipBadRelationships = true,
                },
            NodeRows(random),
            RelationshipRows(random)
        );
    }

    private static string NodeRows(Random random)
    {
        var rows = new StringBuilder(":ID,a,b:int,c:float,p:point,u:int,k,:LABEL\n");
        for (int i = 0; i < Nodes; i++)
        {
            string a = random.Next(4) == 0 ? "" : $"text {random.Next(40)}";
            string b = random.Next(4) == 0 ? "" : Show(random.Next(60));
            string c = random.Next(4) == 0 ? "" : Show(random.Next(4)) + ".5";
            string p =
                random.Next(4) == 0
                    ? ""
                    : $"\"{{x: {Show(random.Next(6))}, y: {Show(random.Next(6))}}}\"";
            string labels = random.Next(4) switch
            {
                0 => "A",
                1 => "B",
                2 => "A;B",
                _ => "C",
            };
            rows.Append(CultureInfo.InvariantCulture, $"{i},{a},{b},{c},{p},{i},k{i},{labels}\n");
        }
        return rows.ToString();
    }

    private static string RelationshipRows(Random random)
    {
        var rows = new StringBuilder(":START_ID,:END_ID,id:int,since:int,w\n");
        for (int i = 0; i < 2 * Nodes; i++)
        {
            string since = random.Next(4) == 0 ? "" : Show(1980 + random.Next(20));
            string w = random.Next(4) == 0 ? "" : $"wé{Show(random.Next(9))}";
            rows.Append(
                CultureInfo.InvariantCulture,
                $"{random.Next(Nodes)},{random.Next(Nodes)},{i},{since},{w}\n"
            );
        }
        return rows.ToString();
    }

    private static string Show(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<List<string>> RowsAsync(
        EngineHome home,
        string database,
        string query
    )
    {
        await using var session = home.OpenSession();
        var request = new RunRequest { Query = query, Database = database };
        await using var cursor = await session.RunAsync(request);
        return await EngineHome.RowsAsync(cursor);
    }

    private static async Task<string> PlanAsync(EngineHome home, string database, string query)
    {
        await using var session = home.OpenSession();
        var request = new RunRequest { Query = "EXPLAIN " + query, Database = database };
        await using var cursor = await session.RunAsync(request);
        await cursor.DiscardAsync();
        return Operators(cursor.Summary.Plan!);
    }

    private static string Operators(PlanDescription plan) =>
        $"{plan.OperatorType.Split('@')[0]} {string.Join(' ', plan.Children.Select(Operators))}";

    private static async Task FailsAsync(EngineHome home, string query)
    {
        var error = await Assert.ThrowsAsync<CypherException>(() => RowsAsync(home, "town", query));
        Assert.Equal(StatusCodes.ConstraintValidationFailed, error.Status);
    }

    private static Task OnlineAsync(EngineHome home, string database) =>
        Eventually.HoldsAsync(
            async () =>
                await RowsAsync(home, database, "SHOW INDEXES YIELD state RETURN DISTINCT state")
                    is ["'ONLINE'"],
            "the indexes are online"
        );
}
