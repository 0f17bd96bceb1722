using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Apoc.Tests;

/// <summary>apoc.create and apoc.merge: calls that change the graph as clauses of their query.</summary>
public sealed class ChangingCallTests : IAsyncDisposable
{
    private ApocHome? _home;

    public async ValueTask DisposeAsync()
    {
        if (_home is not null)
        {
            await _home.DisposeAsync();
        }
    }

    [Fact]
    public async Task Nodes_and_relationships_are_made_with_computed_labels_and_types()
    {
        await StartAsync();
        Assert.Equal(
            "['A', 'B'], {i: 2}, 'KNOWS', {since: 2020}",
            await TextAsync(
                "UNWIND [{labels: ['A', 'B'], props: {i: 2, none: null}}] AS row CALL apoc.create.node(row.labels, row.props) YIELD node AS a "
                    + "MATCH (p:P) CALL apoc.create.relationship(p, toUpper('knows'), {since: 2020}, a) YIELD rel "
                    + "RETURN labels(a) AS l, properties(a) AS n, type(rel) AS t, properties(rel) AS r"
            )
        );
        Assert.Equal("1", await TextAsync("MATCH (:P)-[r:KNOWS]->(:A:B) RETURN count(r) AS c"));
    }

    [Fact]
    public async Task A_call_alone_gives_what_it_made()
    {
        await StartAsync();
        Assert.StartsWith(
            "Node(",
            await TextAsync("CALL apoc.create.node(['C'], {x: 1})"),
            StringComparison.Ordinal
        );
        Assert.Equal("1", await TextAsync("MATCH (n:C {x: 1}) RETURN count(n) AS c"));
        Assert.Equal(
            "[], {}",
            await TextAsync(
                "CALL apoc.create.node([], null) YIELD node RETURN labels(node) AS l, properties(node) AS p"
            )
        );
    }

    [Fact]
    public async Task Labels_are_added_to_a_node_and_to_a_list()
    {
        await StartAsync();
        await _home!.RunAsync("CREATE (:Q {i: 1}), (:Q {i: 2})");
        Assert.Equal(
            "['P', 'X', 'Y']",
            await TextAsync(
                "MATCH (p:P) CALL apoc.create.addLabels(p, ['X', 'Y']) YIELD node RETURN labels(node) AS l"
            )
        );
        Assert.Equal(
            "2",
            await TextAsync(
                "MATCH (q:Q) WITH collect(q) AS all CALL apoc.create.addLabels(all, ['Z']) YIELD node RETURN count(node) AS c"
            )
        );
        Assert.Equal("2", await TextAsync("MATCH (n:Q:Z) RETURN count(n) AS c"));
    }

    [Fact]
    public async Task Merged_nodes_are_found_again_by_what_identifies_them()
    {
        await StartAsync();
        const string Merge =
            "UNWIND $data AS row CALL apoc.merge.node([row.type], {id: row.id}, row.properties, {seen: true}) YIELD node RETURN node.id AS id, node.a AS a, node.seen AS seen";
        var data = new MapValue([
            new("data", Value.List([Row("T", 1, 10), Row("T", 2, 20), Row("T", 1, 30)])),
        ]);
        var first = await _home!.RunAsync(Merge, data);
        Assert.Equal(2, first.Counters.NodesCreated);
        var second = await _home.RunAsync(Merge, data);
        Assert.Equal(0, second.Counters.NodesCreated);
        Assert.Equal(
            """
            1, 10, true
            2, 20, true
            """,
            await TextAsync("MATCH (n:T) RETURN n.id AS id, n.a AS a, n.seen AS seen ORDER BY id")
        );
    }

    [Fact]
    public async Task Merged_relationships_are_found_again_by_type_and_ends()
    {
        await StartAsync();
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(
                "'R', 1",
                await TextAsync(
                    "MATCH (p:P) CALL apoc.merge.node(['S'], {id: 1}) YIELD node AS s WITH s, p CALL apoc.merge.relationship(p, 'R', {}, {n: 1}, s) YIELD rel RETURN type(rel) AS t, rel.n AS n"
                )
            );
        }
        Assert.Equal("1", await TextAsync("MATCH (:P)-[r:R]->(:S) RETURN count(r) AS c"));
        Assert.Equal(
            "2, null",
            await TextAsync(
                "MATCH (p:P), (s:S) CALL apoc.merge.relationship(p, 'R', {k: 2}, null, s, {x: 1}) YIELD rel AS r RETURN r.k AS k, r.x AS x"
            )
        );
    }

    [Fact]
    public async Task Changes_are_those_of_the_transaction_of_the_query()
    {
        await StartAsync();
        await Assert.ThrowsAsync<CypherException>(() =>
            TextAsync(
                "UNWIND [1, 0] AS i CALL apoc.create.node(['F'], {i: i}) YIELD node RETURN 1 / node.i AS q"
            )
        );
        Assert.Equal("0", await TextAsync("MATCH (n:F) RETURN count(n) AS c"));
    }

    [Theory]
    [InlineData(
        "MATCH (p:P) CALL apoc.merge.node(['T', 'U V'], p {.i}, {a: 1}) YIELD node RETURN labels(node) AS l, properties(node) AS p",
        "['T', 'U V'], {i: 1, a: 1}"
    )]
    [InlineData(
        "UNWIND [{k: 1}, {k: 2}, {k: 1}] AS row CALL apoc.merge.node(['T'], row, {n: 1}, {n: 2}) YIELD node WITH DISTINCT node RETURN node.k AS k, node.n AS n ORDER BY k",
        "1, 2\n2, 1"
    )]
    [InlineData(
        "MATCH (p:P) CALL apoc.create.relationship(p, 'R', {x: 2}, head([p])) YIELD rel RETURN type(rel) AS t, rel.x AS x",
        "'R', 2"
    )]
    [InlineData(
        "MATCH (p:P) CALL apoc.merge.relationship(p, 'R S', p {.i}, null, head([p]), {}) YIELD rel RETURN type(rel) AS t, rel.i AS i",
        "'R S', 1"
    )]
    [InlineData(
        "MATCH (p:P) CALL apoc.create.node(['T'], {i: 3}) YIELD node WHERE node.i = 3 RETURN node.i AS i",
        "3"
    )]
    [InlineData(
        "MATCH (p:P) CALL apoc.create.addLabels(p, ['T']) YIELD node WHERE true RETURN labels(node) AS l",
        "['P', 'T']"
    )]
    [InlineData(
        "UNWIND [1, 2, 1] AS i CALL apoc.merge.node.eager(['T'], {i: i}) YIELD node RETURN count(DISTINCT node) AS n",
        "2"
    )]
    [InlineData(
        "MATCH (p:P) UNWIND [1, 2] AS i CALL apoc.merge.relationship.eager(p, 'R', {}, {n: i}, p) YIELD rel RETURN collect(rel.n) AS n",
        "[1, 1]"
    )]
    public async Task Calls_of_other_forms_run_a_query_for_each_row(string query, string expected)
    {
        await StartAsync();
        Assert.Equal(expected, await TextAsync(query));
    }

    [Fact]
    public async Task A_merge_by_nothing_is_refused_and_changes_nothing()
    {
        await StartAsync();
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            TextAsync("CALL apoc.merge.node(['T'], {}) YIELD node RETURN node")
        );
        Assert.Contains(
            "at least one identifying property",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Equal("1", await TextAsync("MATCH (n) RETURN count(n) AS c"));
    }

    private static Value Row(string type, long id, long a) =>
        Value.Map(
            new MapValue([
                new("type", Value.String(type)),
                new("id", Value.Integer(id)),
                new("properties", Value.Map(new MapValue([new("a", Value.Integer(a))]))),
            ])
        );

    private async Task StartAsync()
    {
        _home = await ApocHome.EmptyAsync();
        await _home.RunAsync("CREATE (:P {i: 1})");
    }

    private async Task<string> TextAsync(string query) =>
        string.Join('\n', await _home!.RowsAsync(query));
}
