using Quiver.Model.Status;

namespace Quiver.Apoc.Tests;

/// <summary>Searches from nodes, with filters.</summary>
public sealed class PathTests : IAsyncDisposable
{
    // a -> b -> c -> d -> a and b -> x, by R; d <-S- e; f stands alone; a relationship of its own at c.
    private const string Graph =
        "CREATE (a:P {n: 'a'})-[:R]->(b:P {n: 'b'})-[:R]->(c:P:C {n: 'c'})-[:R]->(d:D {n: 'd'})-[:R]->(a), (b)-[:R]->(x:X {n: 'x'}), (d)<-[:S]-(e:E {n: 'e'}), (f:P {n: 'f'}), (c)-[:S]->(c)";

    private ApocHome? _home;

    public async ValueTask DisposeAsync()
    {
        if (_home is not null)
        {
            await _home.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("{}", "a, b, c, d, e, x")]
    [InlineData("{minLevel: 1}", "b, c, d, e, x")]
    [InlineData("{maxLevel: 0}", "a")]
    [InlineData("{maxLevel: 1}", "a, b, d")]
    [InlineData("{maxLevel: 1, relationshipFilter: 'R>'}", "a, b")]
    [InlineData("{maxLevel: 1, relationshipFilter: '<R'}", "a, d")]
    [InlineData("{maxLevel: 2, relationshipFilter: '<'}", "a, c, d, e")]
    [InlineData("{maxLevel: 2, relationshipFilter: '>'}", "a, b, c, x")]
    [InlineData("{maxLevel: 2, relationshipFilter: '<R|S'}", "a, c, d, e")]
    [InlineData("{relationshipFilter: 'S|<S|UNKNOWN'}", "a")]
    [InlineData("{relationshipFilter: 'UNKNOWN'}", "a")]
    [InlineData("{maxLevel: 3, relationshipFilter: '<|S>'}", "a, b, c, d, e")]
    [InlineData("{labelFilter: 'P'}", "a, b, c")]
    [InlineData("{labelFilter: '+P|D'}", "a, b, c, d")]
    [InlineData("{labelFilter: '-D'}", "a, b, c, x")]
    [InlineData("{labelFilter: '-P'}", "a, d, e")]
    [InlineData("{labelFilter: '-P', filterStartNode: true}", "")]
    [InlineData("{labelFilter: '>D'}", "d")]
    [InlineData("{labelFilter: '/C|>X'}", "c, x")]
    [InlineData("{labelFilter: '/C|/D'}", "c, d")]
    [InlineData("{labelFilter: '+P|>X'}", "x")]
    [InlineData("{labelFilter: '+P|-C|/X|>UNKNOWN'}", "x")]
    [InlineData("{labelFilter: '>P'}", "b, c")]
    [InlineData("{labelFilter: '>P', filterStartNode: true}", "a, b, c")]
    [InlineData("{bfs: false}", "a, b, c, d, e, x")]
    [InlineData("{optional: true, labelFilter: '>UNKNOWN'}", "NULL")]
    public async Task The_nodes_that_filters_let_through_are_reached(string config, string expected)
    {
        await StartAsync();
        Assert.Equal(
            expected,
            await TextAsync(
                $"MATCH (a:P {{n: 'a'}}) CALL apoc.path.subgraphNodes(a, {config}) YIELD node WITH coalesce(node.n, 'NULL') AS n ORDER BY n RETURN reduce(t = '', s IN collect(n) | t + CASE t WHEN '' THEN '' ELSE ', ' END + s) AS t"
            )
        );
    }

    [Theory]
    [InlineData("endNodes: [c, e]", "c, e")]
    [InlineData("terminatorNodes: [d, b]", "b, d")]
    [InlineData("endNodes: [c, e], terminatorNodes: [d]", "c, d")]
    [InlineData("denylistNodes: [b, d]", "a")]
    [InlineData("blacklistNodes: [d]", "a, b, c, x")]
    [InlineData("allowlistNodes: [b, x]", "a, b, x")]
    [InlineData("allowlistNodes: [b], endNodes: [x, e]", "x")]
    public async Task Lists_of_nodes_are_filters_as_well(string lists, string expected)
    {
        await StartAsync();
        Assert.Equal(
            expected,
            await TextAsync(
                "MATCH (a {n: 'a'}), (b {n: 'b'}), (c {n: 'c'}), (d {n: 'd'}), (e {n: 'e'}), (x {n: 'x'}) "
                    + $"CALL apoc.path.subgraphNodes(a, {{{lists}}}) YIELD node WITH node.n AS n ORDER BY n RETURN reduce(t = '', s IN collect(n) | t + CASE t WHEN '' THEN '' ELSE ', ' END + s) AS t"
            )
        );
    }

    [Theory]
    // Without S there is one circle of four, with a branch.
    [InlineData("{relationshipFilter: 'R>', minLevel: 1}", "ab, abc, abcd, abcda, abx")]
    [InlineData(
        "{relationshipFilter: 'R>', minLevel: 1, uniqueness: 'NODE_PATH'}",
        "ab, abc, abcd, abx"
    )]
    [InlineData("{relationshipFilter: 'R', minLevel: 3, maxLevel: 3}", "abcd, adcb")]
    [InlineData(
        "{relationshipFilter: 'R', minLevel: 3, maxLevel: 3, uniqueness: 'RELATIONSHIP_GLOBAL'}",
        ""
    )]
    [InlineData(
        "{relationshipFilter: 'R>', minLevel: 5, maxLevel: 5, uniqueness: 'NONE'}",
        "abcdab"
    )]
    [InlineData("{relationshipFilter: 'R>', minLevel: 1, limit: 2}", "ab, abx|ab, abc")]
    [InlineData("{relationshipFilter: 'R>|S', minLevel: 3, maxLevel: 3}", "abcc, abcd")]
    public async Task Paths_come_to_nothing_twice_that_is_to_be_unique(
        string config,
        string expected
    )
    {
        await StartAsync();
        Assert.Contains(
            await TextAsync(
                $"MATCH (a:P {{n: 'a'}}) CALL apoc.path.expandConfig(a, {config}) YIELD path WITH reduce(t = '', n IN nodes(path) | t + n.n) AS p ORDER BY p RETURN reduce(t = '', s IN collect(p) | t + CASE t WHEN '' THEN '' ELSE ', ' END + s) AS t"
            ),
            expected.Split('|')
        );
    }

    [Theory]
    [InlineData(true, "[0, 1, 1, 2, 2, 2]")]
    [InlineData(false, "[0, 1, 2, 3, 4, 2]", "[0, 1, 2, 2, 3, 4]")]
    public async Task Shorter_paths_come_first_unless_each_is_followed_to_its_end(
        bool isBreadthFirst,
        params string[] expected
    )
    {
        await StartAsync();
        // Which of two relationships of a node comes first is no promise.
        string filter = isBreadthFirst ? "R|S" : "R>|<S";
        string lengths = await TextAsync(
            $"MATCH (a:P {{n: 'a'}}) CALL apoc.path.spanningTree(a, {{bfs: {(isBreadthFirst ? "true" : "false")}, relationshipFilter: '{filter}'}}) YIELD path RETURN collect(length(path)) AS l"
        );
        Assert.Contains(lengths, expected);
    }

    [Fact]
    public async Task A_subgraph_has_all_relationships_between_its_nodes()
    {
        await StartAsync();
        Assert.Equal(
            "3, 3",
            await TextAsync(
                "MATCH (b:P {n: 'b'}) CALL apoc.path.subgraphAll(b, {labelFilter: 'P', relationshipFilter: 'R'}) YIELD nodes, relationships RETURN size(nodes) AS n, size(relationships) AS r"
            )
        );
        Assert.Equal(
            "0",
            await TextAsync(
                "MATCH (b:P {n: 'b'}) CALL apoc.path.subgraphAll(b, {labelFilter: '/UNKNOWN'}) YIELD nodes RETURN count(*) AS n"
            )
        );
    }

    [Fact]
    public async Task Several_starts_and_what_the_query_has_just_made_are_searched()
    {
        await StartAsync();
        Assert.Equal(
            "abc, fg",
            await TextAsync(
                "MATCH (a:P {n: 'a'}), (f:P {n: 'f'}) CREATE (f)-[:R]->(:C {n: 'g'}) WITH a, f CALL apoc.path.expand([a, f], 'R>', '/C', 1, 5) YIELD path WITH reduce(t = '', n IN nodes(path) | t + n.n) AS p ORDER BY p RETURN reduce(t = '', s IN collect(p) | t + CASE t WHEN '' THEN '' ELSE ', ' END + s) AS t"
            )
        );
    }

    [Theory]
    [InlineData("expandConfig(a, {relationshipFilter: 'R,S'}) YIELD path", "sequences")]
    [InlineData("expandConfig(a, {labelFilter: 'R,S'}) YIELD path", "sequences")]
    [InlineData(
        "expandConfig(a, {uniqueness: 'NODE_LEVEL'}) YIELD path",
        "one of RELATIONSHIP_PATH"
    )]
    [InlineData("expandConfig(1, {}) YIELD path", "a node, or a list of nodes")]
    [InlineData("expandConfig(a, {endNodes: [1]}) YIELD path", "a list of nodes")]
    [InlineData("subgraphNodes(a, {minLevel: 2}) YIELD node", "0 or 1")]
    public async Task Options_that_are_not_there_are_refused(string procedure, string message)
    {
        await StartAsync();
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            TextAsync($"MATCH (a:P {{n: 'a'}}) CALL apoc.path.{procedure} RETURN 1 AS one")
        );
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private async Task StartAsync()
    {
        _home = await ApocHome.EmptyAsync();
        await _home.RunAsync(Graph);
    }

    private async Task<string> TextAsync(string query) =>
        string.Join('\n', await _home!.RowsAsync(query)).Trim('\'');
}
