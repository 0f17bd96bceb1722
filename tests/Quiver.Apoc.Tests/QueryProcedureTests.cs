using Quiver.Model.Status;

namespace Quiver.Apoc.Tests;

/// <summary>Procedures that are queries, and those that choose one: most examples are those of their documentation.</summary>
public sealed class QueryProcedureTests
{
    [Theory]
    [InlineData("apoc.when(false, 'RETURN 7 AS b')", "{}")]
    [InlineData("apoc.when(true, 'RETURN $a + 7 AS b', 'RETURN $a AS b', {a: 3})", "{b: 10}")]
    [InlineData("apoc.when(false, 'RETURN a + 7 AS b', 'RETURN a AS b', {a: 3})", "{b: 3}")]
    [InlineData("apoc.when(null, 'RETURN 1 AS b', 'RETURN 2 AS b')", "{b: 2}")]
    [InlineData(
        "apoc.case([false, 'RETURN \"firstFalse\" AS b', false, 'RETURN \"secondFalse\" AS b', true, 'RETURN \"firstTrue\" AS b'])",
        "{b: 'firstTrue'}"
    )]
    [InlineData(
        "apoc.case([false, 'RETURN 1 AS b'], 'RETURN \"elseBranch\" AS b')",
        "{b: 'elseBranch'}"
    )]
    [InlineData("apoc.cypher.run('UNWIND range(1, n) AS i RETURN sum(i) AS s', {n: 4})", "{s: 10}")]
    public async Task A_statement_is_chosen_by_conditions(string call, string expected)
    {
        await using var home = await ApocHome.EmptyAsync();
        Assert.Equal([expected], await home.RowsAsync($"CALL {call} YIELD value RETURN value"));
    }

    [Fact]
    public async Task Statements_that_are_chosen_may_change_the_graph()
    {
        await using var home = await ApocHome.EmptyAsync();
        Assert.Equal(
            ["'B'"],
            await home.RowsAsync(
                "CALL apoc.do.case([false, 'CREATE (a:Node {name: \"A\"}) RETURN a AS node', true, 'CREATE (b:Node {name: \"B\"}) RETURN b AS node'], "
                    + "'CREATE (c:Node {name: \"C\"}) RETURN c AS node', {}) YIELD value RETURN value.node.name AS name"
            )
        );
        await home.RunAsync(
            "MATCH (n:Node) CALL apoc.do.when(n.name = 'B', 'SET n.known = true RETURN n', 'SET n.known = false', {n: n}) YIELD value RETURN value"
        );
        Assert.Equal(["'B', true"], await home.RowsAsync("MATCH (n) RETURN n.name, n.known"));
    }

    [Theory]
    [InlineData(
        "MATCH (n:A) CALL apoc.create.setLabels(n, ['X', 'Y']) YIELD node RETURN labels(node) AS l",
        "['X', 'Y']"
    )]
    [InlineData(
        "MATCH (n:A) CALL apoc.create.setLabels([n], []) YIELD node RETURN labels(node) AS l",
        "[]"
    )]
    [InlineData(
        "MATCH (n:A) CALL apoc.create.removeLabels([n], ['A']) YIELD node RETURN labels(node) AS l",
        "['B']"
    )]
    [InlineData(
        "MATCH (n:A) CALL apoc.create.setProperty(n, 'x', 5) YIELD node RETURN node.x AS x",
        "5"
    )]
    [InlineData(
        "MATCH (n:A) CALL apoc.create.setProperties([n], ['x', 'y'], [5, 'a']) YIELD node RETURN node.x AS x, node.y AS y",
        "5, 'a'"
    )]
    [InlineData(
        "MATCH (n:A) CALL apoc.create.removeProperties(n, ['i', 'none']) YIELD node RETURN node.i AS i, node.name AS n",
        "null, 'a'"
    )]
    [InlineData(
        "MATCH ()-[r:R]->() CALL apoc.create.setRelProperty(r, 'x', 5) YIELD rel RETURN rel.x AS x",
        "5"
    )]
    [InlineData(
        "MATCH ()-[r:R]->() CALL apoc.create.setRelProperties([r], ['x'], [6]) YIELD rel RETURN rel.x AS x, rel.w AS w",
        "6, 1"
    )]
    [InlineData(
        "MATCH ()-[r:R]->() CALL apoc.create.removeRelProperties(r, ['w']) YIELD rel RETURN properties(rel) AS p",
        "{}"
    )]
    [InlineData(
        "CALL apoc.create.nodes(['N'], [{i: 1}, {i: 2}]) YIELD node RETURN sum(node.i) AS s, collect(labels(node)) AS l",
        "3, [['N'], ['N']]"
    )]
    [InlineData(
        "CALL apoc.create.uuids(3) YIELD row, uuid RETURN collect(row) AS r, count(DISTINCT uuid) AS n",
        "[0, 1, 2], 3"
    )]
    [InlineData(
        "MATCH (n:A) CALL apoc.convert.setJsonProperty(n, 'json', {a: [1, 2]}) WITH n RETURN n.json AS j",
        "'{\"a\":[1,2]}'"
    )]
    [InlineData(
        "MATCH (n:A) CALL apoc.nodes.delete([n, n], 10) YIELD value RETURN value, COUNT { () } AS c",
        "1, 2"
    )]
    [InlineData(
        "MATCH (n) WITH n ORDER BY n.i WITH collect(n) AS ns CALL apoc.nodes.link(ns, 'NEXT') WITH ns RETURN COUNT { ()-[:NEXT]->() } AS c",
        "2"
    )]
    [InlineData(
        "MATCH (n) WITH n ORDER BY n.i WITH collect(n) AS ns CALL apoc.nodes.link(ns, 'R', {avoidDuplicates: true}) WITH ns RETURN COUNT { ()-[:R]->() } AS c",
        "2"
    )]
    [InlineData(
        "MATCH (n:A) CALL apoc.atomic.add(n, 'i', 10) YIELD oldValue, newValue RETURN oldValue, newValue",
        "1, 11"
    )]
    [InlineData(
        "MATCH (n:A) CALL apoc.atomic.subtract(n, 'none', 2, 5) YIELD oldValue, newValue RETURN oldValue, newValue",
        "null, -2"
    )]
    [InlineData(
        "MATCH (n:A) CALL apoc.atomic.concat(n, 'name', 'bc') YIELD container, property, newValue RETURN container = n AS same, property, newValue",
        "true, 'name', 'abc'"
    )]
    [InlineData(
        "MATCH (n:A) CALL apoc.atomic.insert(n, 'list', 1, 9) YIELD newValue RETURN newValue",
        "[1, 9, 2]"
    )]
    [InlineData(
        "MATCH (n:A) CALL apoc.atomic.remove(n, 'list', 0) YIELD newValue RETURN newValue",
        "[2]"
    )]
    [InlineData(
        "MATCH ()-[r:R]->() CALL apoc.refactor.setType(r, 'T') YIELD output RETURN type(output) AS t, output.w AS w, startNode(output).i AS s, COUNT { ()-[:R]->() } AS c",
        "'T', 1, 1, 0"
    )]
    [InlineData(
        "MATCH ()-[r:R]->() CALL apoc.refactor.invert(r) YIELD output RETURN type(output) AS t, output.w AS w, startNode(output).i AS s",
        "'R', 1, 2"
    )]
    [InlineData(
        "MATCH ()-[r:R]->(), (c:C) CALL apoc.refactor.to(r, c) YIELD input, output RETURN startNode(output).i AS s, endNode(output).i AS e",
        "1, 3"
    )]
    [InlineData(
        "MATCH ()-[r:R]->(), (c:C) CALL apoc.refactor.from(r, c) YIELD output, error RETURN startNode(output).i AS s, endNode(output).i AS e, error",
        "3, 2, null"
    )]
    [InlineData(
        "MATCH (n:A) CALL apoc.refactor.cloneNodes([n], true, ['name']) YIELD output RETURN labels(output) AS l, properties(output) AS p, COUNT { (output)-[:R]->({i: 2}) } AS r",
        "['A', 'B'], {i: 1, list: [1, 2]}, 1"
    )]
    [InlineData(
        "MATCH (n:C) CALL apoc.refactor.cloneNodes([n]) YIELD output RETURN labels(output) AS l, COUNT { (:C) } AS c",
        "['C'], 2"
    )]
    [InlineData(
        "MATCH (n:A) CALL apoc.refactor.normalizeAsBoolean(n, 'name', ['a'], ['b']) WITH n RETURN n.name AS b",
        "true"
    )]
    [InlineData(
        "CALL apoc.refactor.rename.label('A', 'Z') YIELD total RETURN total, COUNT { (:Z:B) } AS z, COUNT { (:A) } AS a",
        "1, 1, 0"
    )]
    [InlineData(
        "CALL apoc.refactor.rename.type('R', 'Z') YIELD total RETURN total, COUNT { ()-[:Z {w: 1}]->() } AS z, COUNT { ()-[:R]->() } AS r",
        "1, 1, 0"
    )]
    [InlineData(
        "CALL apoc.refactor.rename.nodeProperty('i', 'j') YIELD batches, total RETURN batches, total, COLLECT { MATCH (n) RETURN n.j ORDER BY n.j } AS j, COUNT { MATCH (n) WHERE n.i IS NOT NULL } AS i",
        "1, 3, [1, 2, 3], 0"
    )]
    [InlineData(
        "CALL apoc.refactor.rename.typeProperty('w', 'v') YIELD committedOperations AS c RETURN c, COUNT { ()-[:R {v: 1}]->() } AS r",
        "1, 1"
    )]
    [InlineData(
        "MATCH (n:A) CALL apoc.neighbors.tohop(n, 'R>|S>', 2) YIELD node RETURN collect(node.i) AS i",
        "[2, 3]"
    )]
    [InlineData(
        "MATCH (n:A) CALL apoc.neighbors.tohop.count(n, 'S>', 2) YIELD value RETURN value",
        "0"
    )]
    [InlineData(
        "MATCH (n:A) CALL apoc.neighbors.byhop(n, '', 2) YIELD nodes RETURN collect([x IN nodes | x.i]) AS i",
        "[[2], [3]]"
    )]
    [InlineData(
        "MATCH (n:A) CALL apoc.neighbors.byhop.count(n, '', 2) YIELD value RETURN value",
        "[1, 1]"
    )]
    [InlineData(
        "MATCH (n:A) CALL apoc.neighbors.athop(n, '', 2) YIELD node RETURN node.i AS i",
        "3"
    )]
    [InlineData("MATCH (n:A) CALL apoc.neighbors.athop.count(n) YIELD value RETURN value", "1")]
    [InlineData(
        "MATCH (a:A), (c:C) CALL apoc.algo.allSimplePaths(a, c, 'R>|S>', 3) YIELD path RETURN length(path) AS l",
        "2"
    )]
    [InlineData(
        "MATCH (n) WITH collect(n) AS ns CALL apoc.algo.cover(ns) YIELD rel RETURN collect(type(rel)) AS t",
        "['R', 'S']"
    )]
    [InlineData(
        "CALL apoc.coll.partition([1, 2, 3, 4, 5], 2) YIELD value RETURN collect(value) AS v",
        "[[1, 2], [3, 4], [5]]"
    )]
    [InlineData(
        "CALL apoc.coll.zipToRows([1, 2], ['a', 'b']) YIELD value RETURN collect(value) AS v",
        "[[1, 'a'], [2, 'b']]"
    )]
    [InlineData("CALL apoc.schema.properties.distinct('B', 'i') YIELD value RETURN value", "[1]")]
    [InlineData(
        "CALL apoc.schema.properties.distinctCount('A', 'name') YIELD label, key, value, count RETURN label, key, value, count",
        "'A', 'name', 'a', 1"
    )]
    public async Task Procedures_do_what_their_documentation_says(string query, string expected)
    {
        await using var home = await ApocHome.EmptyAsync();
        await home.RunAsync(
            "CREATE (:A:B {i: 1, name: 'a', list: [1, 2]})-[:R {w: 1}]->({i: 2})-[:S]->(:C {i: 3})"
        );
        Assert.Equal([expected], await home.RowsAsync(query));
    }

    [Fact]
    public async Task The_lightest_path_is_found_not_the_shortest()
    {
        await using var home = await ApocHome.EmptyAsync();
        await home.RunAsync(
            """
            CREATE (a:X {n: 'a'}), (b:X {n: 'b'}), (c:X {n: 'c'}), (d:X {n: 'd'}),
              (a)-[:R {d: 10}]->(d), (a)-[:R {d: 1}]->(b), (b)-[:R {d: 2.5}]->(c), (c)-[:R {d: 3}]->(d), (a)-[:S]->(d), (a)<-[:T {d: -1}]-(d)
            """
        );
        const string From = "MATCH (a:X {n: 'a'}), (d:X {n: 'd'}) ";
        const string To = " YIELD path, weight RETURN [n IN nodes(path) | n.n] AS n, weight";
        string[] expected = ["['a', 'b', 'c', 'd'], 6.5"];
        Assert.Equal(
            expected,
            await home.RowsAsync($"{From}CALL apoc.algo.dijkstra(a, d, 'R|S>', 'd'){To}")
        );
        Assert.Equal(
            expected,
            await home.RowsAsync($"{From}CALL apoc.algo.aStar(a, d, 'R>', 'd', 'lat', 'lon'){To}")
        );
        Assert.Equal(
            ["['a', 'd'], 2.0"],
            await home.RowsAsync($"{From}CALL apoc.algo.dijkstra(a, d, 'R>|S>', 'd', 2){To}")
        );
        Assert.Empty(await home.RowsAsync($"{From}CALL apoc.algo.dijkstra(d, a, 'R>', 'd'){To}"));
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            home.RowsAsync($"{From}CALL apoc.algo.dijkstra(a, d, '', 'd'){To}")
        );
        Assert.Contains("a number from 0 on", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paths_become_nested_maps()
    {
        await using var home = await ApocHome.EmptyAsync();
        await home.RunAsync(
            "CREATE (t:Person {name: 'Tom', born: 1956}), (t)-[:ACTED_IN {roles: ['Joe']}]->(:Movie {title: 'A'}), (t)-[:ACTED_IN]->(:Movie {title: 'B'})<-[:ACTED_IN]-(:Person {name: 'Meg'})"
        );
        const string Paths =
            "MATCH p = (:Person {name: 'Tom'})-[:ACTED_IN*..2]-() WITH collect(p) AS ps ";
        Assert.Equal(
            ["'Person', 'Tom', ['A', 'B'], ['Joe'], [['Meg']]"],
            await home.RowsAsync(
                Paths
                    + "CALL apoc.convert.toTree(ps) YIELD value WITH value, value.acted_in AS m RETURN value._type, value.name, apoc.coll.sort([x IN m | x.title]) AS t, "
                    + "head([x IN m WHERE x.title = 'A' | x.`acted_in.roles`]) AS r, [x IN m WHERE x.title = 'B' | [y IN x.acted_in | y.name]] AS more"
            )
        );
        Assert.Equal(
            ["null, 'Tom', [null, null]"],
            await home.RowsAsync(
                Paths
                    + "CALL apoc.paths.toJsonTree(ps, false, {nodes: {Person: ['-born'], Movie: ['year']}}) YIELD value RETURN value.born, value.name, [x IN value.ACTED_IN | x.title] AS t"
            )
        );
        Assert.Equal(["{}"], await home.RowsAsync("CALL apoc.convert.toTree([])"));
    }

    [Fact]
    public async Task A_pause_takes_its_time_and_gives_no_rows()
    {
        await using var home = await ApocHome.EmptyAsync();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await home.RunAsync("CALL apoc.util.sleep(60)");
        Assert.True(clock.ElapsedMilliseconds >= 59);
    }

    [Theory]
    [InlineData("CALL apoc.export.csv.all('x.csv', {})", "Use apoc.export.json.all")]
    [InlineData("CALL apoc.schema.assert({}, {})", "Use CREATE INDEX")]
    [InlineData("CALL apoc.periodic.submit('x', 'RETURN 1')", "Use apoc.periodic.iterate")]
    public async Task What_is_not_there_is_told_with_what_to_use(string call, string use)
    {
        await using var home = await ApocHome.EmptyAsync();
        var error = await Assert.ThrowsAsync<CypherException>(() => home.RunAsync(call));
        Assert.Equal("Neo.ClientError.Procedure.ProcedureNotFound", error.Status.Code);
        Assert.Contains(use, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apoc.convert.toMap(c).x", "[1, 2, 3]")]
    [InlineData("apoc.convert.fromJsonMap(apoc.convert.toJson([c][0])).properties.x", "[1, 2, 3]")]
    [InlineData("apoc.coll.sortNodes([c], 'x')[0].x", "[1, 2, 3]")]
    [InlineData("apoc.map.groupBy([c], 'x')[toString(c.x)].x", "[1, 2, 3]")]
    public async Task A_row_sees_what_the_rows_before_it_have_set(string value, string expected)
    {
        await using var home = await ApocHome.EmptyAsync();
        await home.RunAsync("CREATE (:C {x: 0})");
        Assert.Equal(
            [expected],
            await home.RowsAsync(
                $"MATCH (c:C) UNWIND range(1, 3) AS i SET c.x = {value} + 1, c.all = coalesce(c.all, []) + c.x WITH DISTINCT c RETURN c.all AS a"
            )
        );
    }

    [Fact]
    public async Task A_row_of_transactions_sees_the_relationships_of_the_rows_before_it()
    {
        await using var home = await ApocHome.EmptyAsync();
        await home.RunAsync("CREATE (:Hub)");
        await home.RunAsync(
            "MATCH (h:Hub) UNWIND range(1, 3) AS i CALL (h, i) { CREATE (h)<-[:AT]-(:Leaf {before: apoc.node.degree(h)}) } IN TRANSACTIONS OF 10 ROWS"
        );
        Assert.Equal(
            ["[0, 1, 2]"],
            await home.RowsAsync(
                "MATCH (l:Leaf) WITH l.before AS b ORDER BY b RETURN collect(b) AS b"
            )
        );
    }

    [Fact]
    public async Task Nothing_is_lost_where_many_add_to_one_number()
    {
        await using var home = await ApocHome.EmptyAsync();
        await home.RunAsync("CREATE (:Counter {n: 0})");
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (int i = 0; i < 10; i++)
                        {
                            await home.RunAsync(
                                "MATCH (c:Counter) CALL apoc.atomic.add(c, 'n', 1) YIELD newValue RETURN newValue"
                            );
                        }
                    })
                )
        );
        Assert.Equal(["80"], await home.RowsAsync("MATCH (c:Counter) RETURN c.n AS n"));
    }
}
