using System.Globalization;
using Quiver.Engine.Sessions;
using Quiver.Model.Status;

namespace Quiver.Engine.Tests.Schema;

/// <summary>Vector indexes: what they are called, what they keep over a restart, and exact searches against the similarity functions.</summary>
public sealed class VectorIndexTests : IAsyncDisposable
{
    private readonly EngineHome _home = new();

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    [Theory]
    [InlineData("cosine")]
    [InlineData("euclidean")]
    public async Task A_search_gives_what_the_similarity_function_gives(string function)
    {
        await CreateAsync(function, count: 3);
        await _home.RowsAsync(
            "UNWIND range(0, 2999) AS i CREATE (:Item {i: i, v: [sin(i) * 10, cos(i * 7), i % 13 - 6.5]})"
        );
        await _home.RowsAsync(
            "CREATE (:Item {v: [1.0, 2.0]}), (:Item {v: 'x'}), (:Item {v: [1.0, 2.0, 3.0], i: -1}), (:Other {v: [1.0, 2.0, 3.0]}), (:Item)"
        );
        Assert.Equal(
            await _home.RowsAsync(
                $"MATCH (n:Item) WHERE n.i IS NOT NULL RETURN n.i, round(vector.similarity.{function}(n.v, [1, 2, 3]), 9) AS s ORDER BY s DESC, elementId(n) LIMIT 10"
            ),
            await _home.RowsAsync(
                "CALL db.index.vector.queryNodes('near', 10, [1, 2, 3]) YIELD node, score RETURN node.i, round(score, 9)"
            )
        );
    }

    [Fact]
    public async Task Vectors_that_procedures_set_are_found()
    {
        await CreateAsync("cosine", count: 2);
        await _home.RowsAsync(
            "CREATE (n:Item)-[r:R]->() WITH n, r CALL db.create.setNodeVectorProperty(n, 'v', [1, 0]) CALL db.create.setRelationshipVectorProperty(r, 'v', [0, 1])"
        );
        Assert.Equal(
            ["[1.0, 0.0]"],
            await _home.RowsAsync(
                "CALL db.index.vector.queryNodes('near', 1, [1, 0]) YIELD node RETURN node.v"
            )
        );
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            _home.RowsAsync("MATCH (n:Item) CALL db.create.setNodeVectorProperty(n, 'v')")
        );
        Assert.Contains("number of arguments", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_procedure_of_older_releases_makes_the_same_index()
    {
        await _home.RowsAsync("CREATE (:Item {v: [1.0, 0.0]}), (:Item {v: [0.0, 1.0]})");
        await _home.RowsAsync(
            "CALL db.index.vector.createNodeIndex('old', 'Item', 'v', toInteger('2'), 'EUCLIDEAN')"
        );
        await _home.RowsAsync(
            "CREATE VECTOR INDEX new FOR (n:Other) ON (n.v) OPTIONS {indexConfig: {`vector.dimensions`: 2, `vector.similarity_function`: 'EUCLIDEAN'}}"
        );
        await _home.RowsAsync("CALL db.awaitIndexes()");
        var shown = await _home.RowsAsync(
            "SHOW VECTOR INDEXES YIELD type, entityType, properties, options, state RETURN DISTINCT type, entityType, properties, options, state"
        );
        Assert.Single(shown);
        Assert.Equal(
            ["[0.0, 1.0]"],
            await _home.RowsAsync(
                "CALL db.index.vector.queryNodes('old', 1, [0, 2]) YIELD node RETURN node.v"
            )
        );
    }

    [Theory]
    [InlineData("'old', 'Item', 'w', 2, 'cosine'", "already exists an index called 'old'")]
    [InlineData("'other', 'Item', 'v', 3, 'cosine'", "already exists")]
    [InlineData("'bad', 'Item', 'w', 0, 'cosine'", "vector.dimensions")]
    [InlineData("'bad', 'Item', 'w', 2, 'near'", "vector.similarity_function")]
    [InlineData("'bad', '', 'w', 2, 'cosine'", "empty")]
    public async Task A_call_that_names_no_possible_index_makes_none(
        string arguments,
        string message
    )
    {
        await _home.RowsAsync(
            "CALL db.index.vector.createNodeIndex('old', 'Item', 'v', 2, 'cosine')"
        );
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            _home.RowsAsync($"CALL db.index.vector.createNodeIndex({arguments})")
        );
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["'old'"],
            await _home.RowsAsync("SHOW VECTOR INDEXES YIELD name RETURN name")
        );
    }

    [Fact]
    public async Task Relationships_are_searched_too()
    {
        await _home.RowsAsync(
            "CREATE VECTOR INDEX rels FOR ()-[r:R]-() ON (r.v) OPTIONS {indexConfig: {`vector.dimensions`: 2.0}}"
        );
        await _home.RowsAsync("UNWIND [[1, 0], [0, 1], [1, 1]] AS v CREATE ()-[:R {v: v}]->()");
        Assert.Equal(
            ["[1, 1], 1.0", "[1, 0], 0.854"],
            await _home.RowsAsync(
                "CALL db.index.vector.queryRelationships('rels', 2, [2, 2]) YIELD relationship, score RETURN relationship.v, round(score, 3)"
            )
        );
    }

    [Theory]
    [InlineData("MATCH (n:Item) SEARCH n IN (VECTOR INDEX near FOR [1, 2, 3] LIMIT 4) SCORE AS s")]
    [InlineData(
        "WITH 4 AS k MATCH (n) SEARCH n IN (VECTOR INDEX `near` FOR [1.0, 2, 3] LIMIT k) SCORE AS s WHERE n:Item"
    )]
    [InlineData(
        "MATCH (m:Item {i: 0}) OPTIONAL MATCH (n:Item) SEARCH n IN (VECTOR INDEX near FOR m.wanted LIMIT 4) SCORE AS s"
    )]
    public async Task A_MATCH_with_SEARCH_finds_the_nearest(string match)
    {
        await CreateItemsAsync();
        Assert.Equal(
            await _home.RowsAsync(
                "CALL db.index.vector.queryNodes('near', 4, [1, 2, 3]) YIELD node, score RETURN node.i, score"
            ),
            await _home.RowsAsync(match + " RETURN n.i, s")
        );
    }

    [Fact]
    public async Task The_pattern_and_WHERE_behind_a_SEARCH_leave_out_what_the_index_found()
    {
        await CreateItemsAsync();
        var nearest = await _home.RowsAsync(
            "CALL db.index.vector.queryNodes('near', 10, [1, 2, 3]) YIELD node RETURN node.i"
        );
        Assert.Equal(
            nearest.Where(static i => int.Parse(i, CultureInfo.InvariantCulture) % 2 == 0),
            await _home.RowsAsync(
                "MATCH (n:Item) SEARCH n IN (VECTOR INDEX near FOR [1, 2, 3] LIMIT 10) WHERE n.i % 2 = 0 RETURN n.i"
            )
        );
        Assert.Equal(
            ["1, null, null"],
            await _home.RowsAsync(
                "UNWIND [1] AS x OPTIONAL MATCH (n:Other) SEARCH n IN (VECTOR INDEX near FOR [1, 2, 3] LIMIT 10) SCORE AS s RETURN x, n, s"
            )
        );
    }

    [Theory]
    [InlineData(
        "MATCH (n:Item) SEARCH n IN (VECTOR INDEX near FOR [1, 2, 3] WHERE n.i % 2 = 0 LIMIT 3)"
    )]
    [InlineData(
        "WITH 2 AS by MATCH (n) SEARCH n IN (VECTOR INDEX near FOR [1, 2, 3] WHERE n.i % by = 0 LIMIT 3) SCORE AS s WHERE n:Item"
    )]
    [InlineData(
        "UNWIND [2] AS by OPTIONAL MATCH (n:Item) SEARCH n IN (VECTOR INDEX near FOR [1, 2, 3] WHERE n.i % by = 0 LIMIT 1 + 2)"
    )]
    public async Task WHERE_inside_a_SEARCH_chooses_among_all_that_the_index_has(string match)
    {
        await CreateItemsAsync();
        var nearest = await _home.RowsAsync(
            "CALL db.index.vector.queryNodes('near', 1000, [1, 2, 3]) YIELD node RETURN node.i"
        );
        Assert.Equal(
            nearest.Where(static i => int.Parse(i, CultureInfo.InvariantCulture) % 2 == 0).Take(3),
            await _home.RowsAsync(match + " RETURN n.i")
        );
    }

    [Theory]
    [InlineData("n.wanted IS NOT NULL")]
    [InlineData("n.i > 0 AND (n.v[0] > 1 OR toString(n.wanted[0]) = '1')")]
    public async Task WHERE_inside_a_SEARCH_is_about_what_the_index_holds(string condition)
    {
        await CreateItemsAsync();
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            _home.RowsAsync(
                $"MATCH (n) SEARCH n IN (VECTOR INDEX near FOR [1, 2, 3] WHERE {condition} LIMIT 3) RETURN n"
            )
        );
        Assert.Equal("Neo.ClientError.Statement.PropertyNotFound", error.Status.Code);
        Assert.Equal("22ND3", error.Status.GqlStatus);
        Assert.Equal(62, error.Position!.Value.Column);
        Assert.Contains(
            "is not an additional property for vector search with filters on the vector index `near`",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_index_over_several_labels_finds_each_node_once()
    {
        await _home.RowsAsync(
            "CREATE VECTOR INDEX two FOR (n:Film|Series) ON (n.v) WITH [n.year] OPTIONS {indexConfig: {`vector.dimensions`: 2}}"
        );
        await _home.RowsAsync(
            "CREATE (:Film {v: [1, 0], year: 1}), (:Series {v: [1, 1], year: 2}), (:Series:Film {v: [0, 1], year: 3}), (:Film:Old {v: [1, 0.1]}), (:Book {v: [1, 0], year: 1})"
        );
        Assert.Equal(
            ["1, 1.0", "null, 0.998", "2, 0.854", "3, 0.5"],
            await _home.RowsAsync(
                "CALL db.index.vector.queryNodes('two', 10, [1, 0]) YIELD node, score RETURN node.year, round(score, 3)"
            )
        );
        Assert.Equal(
            ["2", "3"],
            await _home.RowsAsync(
                "MATCH (n:Series) SEARCH n IN (VECTOR INDEX two FOR [1, 0] WHERE n.year > 1 LIMIT 2) RETURN n.year"
            )
        );
    }

    [Fact]
    public async Task An_index_over_several_types_finds_the_relationships_of_each()
    {
        await _home.RowsAsync("CREATE VECTOR INDEX two FOR ()-[r:R|S]-() ON r.v WITH [r.i]");
        await _home.RowsAsync(
            "CREATE (a)-[:R {v: [1, 0], i: 1}]->(b)-[:S {v: [1, 1], i: 2}]->(a)-[:T {v: [1, 0], i: 3}]->(b)"
        );
        Assert.Equal(
            ["2"],
            await _home.RowsAsync(
                "MATCH ()-[r]->() SEARCH r IN (VECTOR INDEX two FOR [1, 0] WHERE r.i >= 2 LIMIT 5) RETURN r.i"
            )
        );
    }

    [Fact]
    public async Task Labels_and_further_properties_are_listed_and_survive_a_restart()
    {
        const string create =
            "CREATE VECTOR INDEX `two` FOR (n:`A`|`B c`) ON (n.`v`) WITH [n.`x`, n.`y z`]";
        await _home.RowsAsync(create);
        const string show =
            "SHOW INDEXES YIELD name, labelsOrTypes, properties, createStatement WHERE name = 'two' RETURN labelsOrTypes, properties, split(createStatement, ' OPTIONS')[0]";
        string[] expected = [$"['A', 'B c'], ['v', 'x', 'y z'], '{create}'"];
        await AssertListedAlsoAfterRestartAsync(show, expected);
    }

    private async Task AssertListedAlsoAfterRestartAsync(string show, string[] expected)
    {
        Assert.Equal(expected, await _home.RowsAsync(show));
        await using var engine = _home.Reopen();
        await using var session = engine.OpenSession(
            engine.Authenticate(Engine.Security.AuthToken.None)
        );
        await using var cursor = await session.RunAsync(new RunRequest { Query = show });
        Assert.Equal(expected, await EngineHome.RowsAsync(cursor));
    }

    [Fact]
    public async Task Indexes_that_differ_in_labels_or_further_properties_stand_beside_each_other()
    {
        await _home.RowsAsync("CREATE VECTOR INDEX a FOR (n:A) ON n.v");
        await _home.RowsAsync("CREATE VECTOR INDEX b FOR (n:A|B) ON n.v");
        await _home.RowsAsync("CREATE VECTOR INDEX c FOR (n:A) ON n.v WITH [n.x]");
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            _home.RowsAsync("CREATE VECTOR INDEX d FOR (n:A) ON n.v WITH [n.x]")
        );
        Assert.Equal(StatusCodes.IndexAlreadyExists, error.Status);
    }

    [Fact]
    public async Task A_SEARCH_finds_relationships_with_their_ends()
    {
        await _home.RowsAsync(
            "CREATE VECTOR INDEX rels FOR ()-[r:R]-() ON (r.v) OPTIONS {indexConfig: {`vector.dimensions`: 2}}"
        );
        await _home.RowsAsync(
            "UNWIND [[1, 0], [0, 1], [1, 1]] AS v CREATE ({v: v})-[:R {v: v}]->(:End)"
        );
        Assert.Equal(
            ["[1, 1], [1, 1]", "[1, 0], [1, 0]"],
            await _home.RowsAsync(
                "MATCH ()-[r:R]->(:End) SEARCH r IN (VECTOR INDEX rels FOR [2, 1.9] LIMIT 2) RETURN r.v, startNode(r).v"
            )
        );
    }

    [Theory]
    [InlineData("MATCH (n:Item), () SEARCH n IN", "single node or relationship pattern")]
    [InlineData("MATCH (n:Item)-[:R*1..2]->() SEARCH n IN", "single node or relationship pattern")]
    [InlineData(
        "MATCH ANY SHORTEST (n:Item)-->+() SEARCH n IN",
        "single node or relationship pattern"
    )]
    [InlineData("MATCH (n:Item)-[r]->() SEARCH n IN", "only have one bound variable")]
    [InlineData("MATCH (n:Item) SEARCH m IN", "must be that of the node or relationship")]
    [InlineData("MATCH p = (:Item) SEARCH p IN", "must be that of the node or relationship")]
    [InlineData("MATCH ()-[n:R]->() SEARCH n IN", "is an index on NODE")]
    public async Task A_pattern_that_no_SEARCH_can_be_for_is_refused(string match, string told)
    {
        await CreateItemsAsync();
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            _home.RowsAsync($"{match} (VECTOR INDEX near FOR [1, 2, 3] LIMIT 1) RETURN 1")
        );
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_index_is_listed_with_its_whole_configuration_and_survives_a_restart()
    {
        await CreateAsync("EUCLIDEAN", count: 3);
        const string show =
            "SHOW VECTOR INDEXES YIELD name, state, type, labelsOrTypes, properties, indexProvider, options, createStatement "
            + "RETURN name, state, type, labelsOrTypes, properties, indexProvider, options.indexConfig, createStatement";
        string[] expected =
        [
            "'near', 'ONLINE', 'VECTOR', ['Item'], ['v'], 'vector-2.0', "
                + "{`vector.dimensions`: 3, `vector.hnsw.ef_construction`: 100, `vector.hnsw.m`: 16, `vector.quantization.enabled`: true, `vector.similarity_function`: 'EUCLIDEAN'}, "
                + "'CREATE VECTOR INDEX `near` FOR (n:`Item`) ON (n.`v`) OPTIONS {indexConfig: {`vector.dimensions`: 3, `vector.hnsw.ef_construction`: 100, `vector.hnsw.m`: 16, `vector.quantization.enabled`: true, `vector.similarity_function`: \\'EUCLIDEAN\\'}}'",
        ];
        await AssertListedAlsoAfterRestartAsync(show, expected);
    }

    [Fact]
    public async Task The_plan_says_that_the_search_is_exact()
    {
        await CreateAsync("cosine", count: 3);
        await using var session = _home.OpenSession();
        await using var cursor = await session.RunAsync(
            new RunRequest
            {
                Query =
                    "EXPLAIN CALL db.index.vector.queryNodes('near', 1, [1, 2, 3]) YIELD node RETURN node",
            }
        );
        await EngineHome.RowsAsync(cursor);
        var plan = cursor.Summary.Plan!;
        while (!plan.OperatorType.StartsWith("ProcedureCall", StringComparison.Ordinal))
        {
            plan = plan.Children[0];
        }
        Assert.Contains(
            "exact search",
            plan.Arguments["Details"].ToString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(
        "CALL db.index.vector.queryNodes('none', 1, [1])",
        "There is no such vector schema index: none"
    )]
    [InlineData("CALL db.index.vector.queryNodes('near', 0, [1, 2, 3])", "must be positive")]
    [InlineData(
        "CALL db.index.vector.queryNodes('near', 1, [1, 2])",
        "Index query vector has 2 dimensions, but indexed vectors have 3."
    )]
    [InlineData(
        "CALL db.index.vector.queryNodes('near', 1, ['a', 2, 3])",
        "must be a vector or a list"
    )]
    [InlineData("CALL db.index.vector.queryNodes('near', 1, [0, 0, 0])", "not all of them 0")]
    [InlineData(
        "CALL db.index.vector.queryRelationships('near', 1, [1, 2, 3])",
        "is an index on NODE"
    )]
    [InlineData(
        "CREATE VECTOR INDEX FOR (n:A) ON n.x OPTIONS {indexConfig: {`vector.dimensions`: 0}}",
        "a whole number from 1 to 4096"
    )]
    [InlineData(
        "CREATE VECTOR INDEX FOR (n:A) ON n.x OPTIONS {indexConfig: {`vector.similarity_function`: 'dot'}}",
        "'cosine' or 'euclidean'"
    )]
    [InlineData(
        "CREATE VECTOR INDEX FOR (n:A) ON n.x OPTIONS {indexConfig: {`vector.size`: 3}}",
        "no setting 'vector.size'"
    )]
    [InlineData(
        "CREATE VECTOR INDEX FOR (n:A) ON n.v WITH [n.x, n.v]",
        "includes the property key 'v' more than once"
    )]
    [InlineData(
        "CREATE VECTOR INDEX FOR (n:A|B|A) ON n.v",
        "includes the label 'A' more than once"
    )]
    [InlineData(
        "CREATE FULLTEXT INDEX FOR ()-[r:R|R]-() ON EACH [r.v]",
        "includes the relationship type 'R' more than once"
    )]
    [InlineData(
        "CREATE INDEX FOR (n:A) ON (n.x, n.y, n.x)",
        "includes the property key 'x' more than once"
    )]
    [InlineData(
        "CREATE CONSTRAINT FOR (n:A) REQUIRE (n.x, n.x) IS UNIQUE",
        "includes the property key 'x' more than once"
    )]
    public async Task Mistakes_are_told(string query, string told)
    {
        await CreateAsync("cosine", count: 3);
        var error = await Assert.ThrowsAsync<CypherException>(() => _home.RowsAsync(query));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    private async Task CreateItemsAsync()
    {
        await CreateAsync("cosine", count: 3, "WITH [n.i, n.`or this`]");
        await _home.RowsAsync(
            "UNWIND range(0, 99) AS i CREATE (:Item {i: i, v: [sin(i) * 10, cos(i * 7), i % 13 - 6.5], wanted: [1, 2, 3]})"
        );
        await _home.RowsAsync("CREATE ()-[:R]->()");
    }

    private async Task CreateAsync(string function, int count, string with = "") =>
        await _home.RowsAsync(
            $"CREATE VECTOR INDEX near IF NOT EXISTS FOR (n:Item) ON n.v {with} OPTIONS {{indexConfig: {{`vector.dimensions`: {count}, `vector.similarity_function`: '{function}'}}}}"
        );
}
