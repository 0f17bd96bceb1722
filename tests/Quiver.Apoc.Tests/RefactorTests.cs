using Quiver.Model.Status;

namespace Quiver.Apoc.Tests;

/// <summary>Nodes that become one, and queries that change the graph in the transaction of another.</summary>
public sealed class RefactorTests : IAsyncDisposable
{
    private ApocHome? _home;

    public async ValueTask DisposeAsync()
    {
        if (_home is not null)
        {
            await _home.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(
        "{properties: 'combine'}",
        "{name: ['Tom', 'John'], age: 3, tags: ['a', 'b'], n: [1.0, 2.5]}"
    )]
    [InlineData("{properties: 'discard'}", "{name: 'Tom', age: 3, tags: ['a'], n: 1}")]
    [InlineData("{properties: 'override'}", "{name: 'John', age: 3, tags: ['a', 'b'], n: 2.5}")]
    [InlineData("{}", "{name: 'John', age: 3, tags: ['a', 'b'], n: 2.5}")]
    [InlineData(
        "{properties: {name: 'discard', `t.*`: 'combine', `.*`: 'overwrite'}}",
        "{name: 'Tom', age: 3, tags: ['a', 'b'], n: 2.5}"
    )]
    [InlineData(
        "{properties: {name: 'discard'}}",
        "{name: 'Tom', age: 3, tags: ['a', 'b'], n: 2.5}"
    )]
    public async Task Properties_are_merged_as_the_options_say(string options, string expected)
    {
        await StartAsync(
            "CREATE (:P {name: 'Tom', tags: ['a'], n: 1}), (:P:Q {name: 'John', age: 3, tags: ['a', 'b'], n: 2.5})"
        );
        Assert.Equal(
            $"{expected}, ['P', 'Q'], 1",
            await TextAsync(
                $"MATCH (n:P) WITH n ORDER BY n.name DESC WITH collect(n) AS nodes CALL apoc.refactor.mergeNodes(nodes, {options}) YIELD node RETURN {{name: node.name, age: node.age, tags: node.tags, n: node.n}} AS p, labels(node) AS l, COUNT {{ (:P) }} AS c"
            )
        );
    }

    [Theory]
    [InlineData("{}", "IN 1 z, LOOP 5, LOOP 6, OUT 2 x, OUT 3 x, OUT 4 y")]
    [InlineData("{produceSelfRel: false}", "IN 1 z, LOOP 6, OUT 2 x, OUT 3 x, OUT 4 y")]
    [InlineData("{mergeRels: true, properties: 'discard'}", "IN 1 z, LOOP 5, OUT 2 x, OUT 4 y")]
    [InlineData("{mergeRels: true, properties: 'overwrite'}", "IN 1 z, LOOP 6, OUT 3 x, OUT 4 y")]
    public async Task Relationships_go_to_the_first_node(string options, string expected)
    {
        await StartAsync(
            "CREATE (a:P {i: 1}), (b:P {i: 2}), (c:P {i: 3}), (x:X {n: 'x'}), (y:X {n: 'y'}), (z:X {n: 'z'}), "
                + "(z)-[:R {k: 1}]->(b), (a)-[:R {k: 2}]->(x), (b)-[:R {k: 3}]->(x), (c)-[:R {k: 4}]->(y), (b)-[:R {k: 5}]->(c), (c)-[:R {k: 6}]->(c)"
        );
        Assert.Equal(
            "1",
            await TextAsync(
                $"MATCH (n:P) WITH n ORDER BY n.i WITH collect(n) AS nodes CALL apoc.refactor.mergeNodes(nodes, {options}) YIELD node RETURN count(node) AS c"
            )
        );
        Assert.Equal(
            expected,
            await TextAsync(
                "MATCH (p:P)-[r:R]-(o) WITH DISTINCT CASE WHEN o = p THEN 'LOOP ' + r.k WHEN startNode(r) = p THEN 'OUT ' + r.k + ' ' + o.n ELSE 'IN ' + r.k + ' ' + o.n END AS t ORDER BY t RETURN reduce(s = '', t IN collect(t) | s + CASE s WHEN '' THEN '' ELSE ', ' END + t) AS s"
            )
        );
        Assert.Equal("1", await TextAsync("MATCH (p:P) RETURN count(p) AS c"));
    }

    [Fact]
    public async Task What_is_unique_may_be_taken_over_and_merging_fails_as_a_whole()
    {
        await StartAsync("CREATE CONSTRAINT FOR (p:P) REQUIRE p.id IS UNIQUE");
        await _home!.RunAsync("CREATE (:P {id: 1}), (:P {id: 2}), (:P {id: 3})");
        Assert.Equal(
            "2, 2",
            await TextAsync(
                "MATCH (a:P {id: 1}), (b:P {id: 2}) CALL apoc.refactor.mergeNodes([a, b, b, null], {}) YIELD node RETURN node.id AS id, COUNT { (:P) } AS c"
            )
        );
        await Assert.ThrowsAsync<CypherException>(() =>
            TextAsync(
                "MATCH (a:P {id: 2}), (b:P {id: 3}) CALL apoc.refactor.mergeNodes([a, b]) YIELD node RETURN 1 / (node.id - 3) AS x"
            )
        );
        Assert.Equal(
            "[2, 3]",
            await TextAsync("MATCH (p:P) WITH p ORDER BY p.id RETURN collect(p.id) AS i")
        );
    }

    [Fact]
    public async Task Each_row_of_a_query_merges_its_own_nodes()
    {
        await StartAsync("UNWIND range(1, 12) AS i CREATE (:P {key: i % 4, i: i})");
        Assert.Equal(
            "4, [0, 1, 2, 3]",
            await TextAsync(
                "MATCH (p:P) WITH p.key AS key, collect(p) AS nodes CALL apoc.refactor.mergeNodes(nodes, {properties: 'discard'}) YIELD node WITH node ORDER BY node.key RETURN count(node) AS c, collect(node.key) AS k"
            )
        );
        Assert.Equal("4", await TextAsync("MATCH (p:P) RETURN count(p) AS c"));
    }

    [Theory]
    [InlineData("doIt")]
    [InlineData("runWrite")]
    public async Task A_statement_as_text_changes_the_graph_in_the_same_transaction(
        string procedure
    )
    {
        await StartAsync("CREATE (:P {i: 1}), (:P {i: 2})");
        Assert.Equal(
            "1, 10, 3\n2, 20, 4",
            await TextAsync(
                $"MATCH (p:P) WITH p ORDER BY p.i CALL apoc.cypher.{procedure}('WITH $p AS p SET p.x = 10 * p.i CREATE (q:Q) WITH p MATCH (n) RETURN p.x AS x, count(n) AS n;', {{p: p}}) YIELD value RETURN p.i AS i, value.x AS x, value.n AS n"
            )
        );
        await Assert.ThrowsAsync<CypherException>(() =>
            TextAsync(
                $"CALL apoc.cypher.{procedure}('CREATE (:Q) RETURN 1 AS x', {{}}) YIELD value RETURN 1 / (value.x - 1) AS y"
            )
        );
        Assert.Equal("2", await TextAsync("MATCH (q:Q) RETURN count(q) AS c"));
        await _home!.RunAsync($"CALL apoc.cypher.{procedure}('MATCH (q:Q) DELETE q', {{}})");
        Assert.Equal("0", await TextAsync("MATCH (q:Q) RETURN count(q) AS c"));
    }

    [Theory]
    [InlineData("CREATE INDEX FOR (p:P) ON (p.i)")]
    [InlineData("UNWIND [1] AS i CALL (i) { CREATE (:Q) } IN TRANSACTIONS")]
    [InlineData("CALL apoc.export.json.all('x.json', {})")]
    [InlineData("SHOW INDEXES")]
    public async Task What_is_more_than_changing_the_graph_is_refused(string statement)
    {
        await StartAsync("CREATE (:P {i: 1})");
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            TextAsync($"CALL apoc.cypher.doIt(\"{statement}\", {{}}) YIELD value RETURN value")
        );
        Assert.Equal(StatusCodes.ArgumentError, error.Status);
        Assert.Equal("1", await TextAsync("MATCH (n) RETURN count(n) AS c"));
    }

    private async Task StartAsync(string query)
    {
        _home = await ApocHome.EmptyAsync();
        await _home.RunAsync(query);
    }

    private async Task<string> TextAsync(string query) =>
        string.Join('\n', await _home!.RowsAsync(query)).Trim('\'');
}
