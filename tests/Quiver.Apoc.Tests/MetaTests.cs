using Quiver.Model.Status;

namespace Quiver.Apoc.Tests;

/// <summary>apoc.meta: what tools ask for before they show a graph or write queries over it.</summary>
public sealed class MetaTests : IAsyncDisposable
{
    private const string Films =
        "CREATE (k:Person:Actor {name: 'Keanu', born: 1964}), (t:Person {name: 'Tom', height: 1.83, seen: datetime('2020-01-01T00:00Z')}), "
        + "(m:Movie {title: 'The Matrix', tags: ['a', 'b'], released: date('1999-03-31')}), (x:Movie {title: 'X'}), ({alone: true}), "
        + "(k)-[:ACTED_IN {roles: ['Neo']}]->(m), (t)-[:ACTED_IN {roles: ['Joe'], year: 1998}]->(x), (t)-[:KNOWS]->(k), (m)-[:KNOWS {odd: 1}]->(:Empty)";

    private ApocHome? _home;

    public async ValueTask DisposeAsync()
    {
        if (_home is not null)
        {
            await _home.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_schema_is_a_map_of_labels_and_types()
    {
        await StartAsync(Films);
        await _home!.RunAsync("CREATE CONSTRAINT FOR (n:Person) REQUIRE n.name IS UNIQUE");
        await _home.RunAsync("CREATE INDEX FOR (n:Movie) ON (n.title, n.released)");
        await _home.RunAsync("CREATE INDEX FOR ()-[r:ACTED_IN]-() ON (r.year)");
        Assert.Equal(
            """
            'ACTED_IN', {type: 'relationship', count: 2, properties: {roles: {type: 'LIST', indexed: false, unique: false, existence: false, array: true}, year: {type: 'INTEGER', indexed: true, unique: false, existence: false, array: false}}}
            'Actor', {type: 'node', count: 1, labels: ['Person'], properties: {born: {type: 'INTEGER', indexed: false, unique: false, existence: false, array: false}, name: {type: 'STRING', indexed: false, unique: false, existence: false, array: false}}, relationships: {ACTED_IN: {direction: 'out', count: 1, labels: ['Movie'], properties: {roles: {type: 'LIST', indexed: false, unique: false, existence: false, array: true}}}, KNOWS: {direction: 'in', count: 1, labels: ['Person'], properties: {}}}}
            'Empty', {type: 'node', count: 1, labels: [], properties: {}, relationships: {KNOWS: {direction: 'in', count: 1, labels: ['Movie'], properties: {odd: {type: 'INTEGER', indexed: false, unique: false, existence: false, array: false}}}}}
            'KNOWS', {type: 'relationship', count: 2, properties: {odd: {type: 'INTEGER', indexed: false, unique: false, existence: false, array: false}}}
            'Movie', {type: 'node', count: 2, labels: [], properties: {released: {type: 'DATE', indexed: true, unique: false, existence: false, array: false}, tags: {type: 'LIST', indexed: false, unique: false, existence: false, array: true}, title: {type: 'STRING', indexed: true, unique: false, existence: false, array: false}}, relationships: {ACTED_IN: {direction: 'in', count: 2, labels: ['Actor', 'Person'], properties: {roles: {type: 'LIST', indexed: false, unique: false, existence: false, array: true}, year: {type: 'INTEGER', indexed: true, unique: false, existence: false, array: false}}}, KNOWS: {direction: 'out', count: 1, labels: ['Empty'], properties: {odd: {type: 'INTEGER', indexed: false, unique: false, existence: false, array: false}}}}}
            'Person', {type: 'node', count: 2, labels: ['Actor'], properties: {born: {type: 'INTEGER', indexed: false, unique: false, existence: false, array: false}, height: {type: 'FLOAT', indexed: false, unique: false, existence: false, array: false}, name: {type: 'STRING', indexed: true, unique: true, existence: false, array: false}, seen: {type: 'DATE_TIME', indexed: false, unique: false, existence: false, array: false}}, relationships: {ACTED_IN: {direction: 'out', count: 2, labels: ['Movie'], properties: {roles: {type: 'LIST', indexed: false, unique: false, existence: false, array: true}, year: {type: 'INTEGER', indexed: true, unique: false, existence: false, array: false}}}, KNOWS: {direction: 'out', count: 1, labels: ['Actor', 'Person'], properties: {odd: {type: 'INTEGER', indexed: false, unique: false, existence: false, array: false}}}}}
            """,
            await TextAsync(
                "CALL apoc.meta.schema() YIELD value UNWIND keys(value) AS k RETURN k, value[k]"
            )
        );
    }

    [Fact]
    public async Task Properties_of_nodes_and_relationships_are_rows()
    {
        await StartAsync(Films);
        Assert.Equal(
            """
            ':`Actor`:`Person`', ['Actor', 'Person'], 'born', ['Long'], true, 1, 1
            ':`Actor`:`Person`', ['Actor', 'Person'], 'name', ['String'], true, 1, 1
            ':`Empty`', ['Empty'], null, null, false, 0, 1
            ':`Movie`', ['Movie'], 'released', ['Date'], false, 1, 2
            ':`Movie`', ['Movie'], 'tags', ['StringArray'], false, 1, 2
            ':`Movie`', ['Movie'], 'title', ['String'], true, 2, 2
            ':`Person`', ['Person'], 'height', ['Double'], true, 1, 1
            ':`Person`', ['Person'], 'name', ['String'], true, 1, 1
            ':`Person`', ['Person'], 'seen', ['DateTime'], true, 1, 1
            """,
            await TextAsync("CALL apoc.meta.nodeTypeProperties()")
        );
        Assert.Equal(
            """
            ':`ACTED_IN`', ['Actor', 'Person'], ['Movie'], 'roles', ['StringArray'], true, 1, 1
            ':`ACTED_IN`', ['Person'], ['Movie'], 'roles', ['StringArray'], true, 1, 1
            ':`ACTED_IN`', ['Person'], ['Movie'], 'year', ['Long'], true, 1, 1
            ':`KNOWS`', ['Movie'], ['Empty'], 'odd', ['Long'], true, 1, 1
            ':`KNOWS`', ['Person'], ['Actor', 'Person'], null, null, false, 0, 1
            """,
            await TextAsync("CALL apoc.meta.relTypeProperties()")
        );
    }

    [Fact]
    public async Task Options_choose_labels_types_and_how_much_is_looked_at()
    {
        await StartAsync(Films);
        Assert.Equal(
            "['ACTED_IN', 'Person']",
            await TextAsync(
                "CALL apoc.meta.schema({includeLabels: ['Person'], excludeRels: ['KNOWS']}) YIELD value RETURN keys(value)"
            )
        );
        Assert.Equal(
            "':`KNOWS`'",
            await TextAsync(
                "CALL apoc.meta.relTypeProperties({includeRels: 'KNOWS', excludeLabels: ['Movie']}) YIELD relType"
            )
        );
        await _home!.RunAsync("UNWIND range(1, 5000) AS i CREATE (:Many {i: i})");
        const string Looked =
            "YIELD nodeLabels, totalObservations WHERE nodeLabels = ['Many'] RETURN totalObservations";
        Assert.Equal("1000", await TextAsync($"CALL apoc.meta.nodeTypeProperties() {Looked}"));
        Assert.Equal(
            "50",
            await TextAsync($"CALL apoc.meta.nodeTypeProperties({{sample: 50}}) {Looked}")
        );
        Assert.Equal(
            "5000",
            await TextAsync($"CALL apoc.meta.nodeTypeProperties({{sample: -1}}) {Looked}")
        );
        Assert.Equal(
            "5000",
            await TextAsync(
                "CALL apoc.meta.schema({sample: 50}) YIELD value RETURN value.Many.count"
            )
        );
        await Assert.ThrowsAsync<CypherException>(() =>
            _home.RunAsync("CALL apoc.meta.schema({sample: 'x'})")
        );
    }

    [Fact]
    public async Task A_node_of_many_relationships_is_looked_at_only_as_far_as_the_option_says()
    {
        await StartAsync(
            "CREATE (h:Hub) WITH h UNWIND range(1, 3000) AS i CREATE (h)-[:TO {i: i}]->(:Leaf)"
        );
        const string Seen =
            "YIELD sourceNodeLabels, totalObservations WHERE sourceNodeLabels = ['Hub'] RETURN totalObservations";
        Assert.Equal("100", await TextAsync($"CALL apoc.meta.relTypeProperties() {Seen}"));
        Assert.Equal(
            "2500",
            await TextAsync($"CALL apoc.meta.relTypeProperties({{maxRels: 2500}}) {Seen}")
        );
    }

    [Fact]
    public async Task The_schema_is_also_a_table_of_properties_and_joins()
    {
        await StartAsync(Films);
        await _home!.RunAsync("CREATE CONSTRAINT FOR (n:Person) REQUIRE n.name IS UNIQUE");
        await _home.RunAsync(
            "MATCH (t:Person {name: 'Tom'}), (m:Movie) MERGE (t)-[:ACTED_IN]->(m)"
        );
        Assert.Equal(
            """
            'Actor', 'born', 0, false, false, false, 'INTEGER', false, null, 0, 0, [], [], 'node'
            'Actor', 'name', 0, false, false, false, 'STRING', false, null, 0, 0, [], [], 'node'
            'Actor', 'ACTED_IN', 1, false, false, false, 'RELATIONSHIP', false, null, 1, 2, ['Movie'], [], 'node'
            'Movie', 'released', 0, false, false, false, 'DATE', false, null, 0, 0, [], [], 'node'
            'Movie', 'tags', 0, false, false, false, 'LIST', true, null, 0, 0, [], [], 'node'
            'Movie', 'title', 0, false, false, false, 'STRING', false, null, 0, 0, [], [], 'node'
            'Movie', 'KNOWS', 1, false, false, false, 'RELATIONSHIP', false, null, 1, 1, ['Empty'], [], 'node'
            'Person', 'born', 0, false, false, false, 'INTEGER', false, null, 0, 0, [], [], 'node'
            'Person', 'height', 0, false, false, false, 'FLOAT', false, null, 0, 0, [], [], 'node'
            'Person', 'name', 0, true, true, false, 'STRING', false, null, 0, 0, [], [], 'node'
            'Person', 'seen', 0, false, false, false, 'DATE_TIME', false, null, 0, 0, [], [], 'node'
            'Person', 'ACTED_IN', 3, false, false, false, 'RELATIONSHIP', true, null, 2, 2, ['Movie'], [], 'node'
            'Person', 'KNOWS', 1, false, false, false, 'RELATIONSHIP', false, null, 1, 1, ['Actor', 'Person'], [], 'node'
            'ACTED_IN', 'roles', 0, false, false, false, 'LIST', true, null, 0, 0, [], [], 'relationship'
            'ACTED_IN', 'year', 0, false, false, false, 'INTEGER', false, null, 0, 0, [], [], 'relationship'
            'ACTED_IN', 'Actor', 1, false, false, false, 'RELATIONSHIP', false, null, 1, 2, ['Movie'], [], 'relationship'
            'ACTED_IN', 'Person', 3, false, false, false, 'RELATIONSHIP', true, null, 2, 2, ['Movie'], [], 'relationship'
            'KNOWS', 'odd', 0, false, false, false, 'INTEGER', false, null, 0, 0, [], [], 'relationship'
            'KNOWS', 'Movie', 1, false, false, false, 'RELATIONSHIP', false, null, 1, 1, ['Empty'], [], 'relationship'
            'KNOWS', 'Person', 1, false, false, false, 'RELATIONSHIP', false, null, 1, 1, ['Actor', 'Person'], [], 'relationship'
            """,
            await TextAsync("CALL apoc.meta.data()")
        );
        Assert.Equal(
            """
            'Movie', 'KNOWS', 'Empty'
            'Person', 'KNOWS', 'Actor'
            'Person', 'KNOWS', 'Person'
            """,
            await TextAsync(
                "CALL apoc.meta.data({includeRels: ['KNOWS'], sample: -1}) YIELD label, other, elementType, type, property "
                    + "WHERE type = 'RELATIONSHIP' AND elementType = 'node' UNWIND other AS end RETURN label, property, end"
            )
        );
    }

    [Fact]
    public async Task The_schema_is_also_a_graph_of_labels()
    {
        await StartAsync(Films);
        const string Shown =
            " YIELD nodes, relationships UNWIND relationships AS r RETURN labels(startNode(r)), type(r), labels(endNode(r))";
        Assert.Equal(
            """
            ['Actor'], 'ACTED_IN', ['Movie']
            ['Movie'], 'KNOWS', ['Empty']
            ['Person'], 'ACTED_IN', ['Movie']
            ['Person'], 'KNOWS', ['Actor']
            ['Person'], 'KNOWS', ['Person']
            """,
            await TextAsync("CALL apoc.meta.graph()" + Shown)
        );
        // Movies start such relationships and people end some: the counts say no more than that.
        string counted = await TextAsync("CALL apoc.meta.graphSample()" + Shown);
        Assert.Contains("['Movie'], 'KNOWS', ['Person']", counted, StringComparison.Ordinal);
        Assert.Equal(
            "[{name: 'Actor', count: 1}, {name: 'Movie', count: 2}]",
            await TextAsync(
                "CALL apoc.meta.graph({includeLabels: ['Actor', 'Movie'], includeRels: ['KNOWS']}) YIELD nodes RETURN [n IN nodes | properties(n)]"
            )
        );
        Assert.Equal(
            "['Person'], 'KNOWS', ['Person']",
            await TextAsync("CALL apoc.meta.graph({includeLabels: ['Person']})" + Shown)
        );
    }

    [Fact]
    public async Task Statistics_are_exact_counts()
    {
        await StartAsync(Films);
        await _home!.RunAsync("MATCH (e:Empty) DETACH DELETE e");
        Assert.Equal(
            """
            3, 2, true, 5, 3, {Actor: 1, Movie: 2, Person: 2}
            """,
            await TextAsync(
                "CALL apoc.meta.stats() YIELD labelCount, relTypeCount, propertyKeyCount, nodeCount, relCount, labels "
                    + "RETURN labelCount, relTypeCount, propertyKeyCount = COLLECT { CALL db.propertyKeys() YIELD propertyKey RETURN count(*) }[0], nodeCount, relCount, labels"
            )
        );
        Assert.Equal(
            """
            {`()-[:ACTED_IN]->()`: 2, `(:Actor)-[:ACTED_IN]->()`: 1, `()-[:ACTED_IN]->(:Movie)`: 2, `(:Person)-[:ACTED_IN]->()`: 2, `()-[:KNOWS]->()`: 1, `()-[:KNOWS]->(:Actor)`: 1, `(:Person)-[:KNOWS]->()`: 1, `()-[:KNOWS]->(:Person)`: 1}, {ACTED_IN: 2, KNOWS: 1}, ['labelCount', 'labels', 'nodeCount', 'propertyKeyCount', 'relCount', 'relTypeCount', 'relTypes']
            """,
            await TextAsync(
                "CALL apoc.meta.stats() YIELD relTypes, relTypesCount, stats UNWIND keys(stats) AS k WITH * ORDER BY k RETURN relTypes, relTypesCount, collect(k)"
            )
        );
    }

    [Fact]
    public async Task An_empty_graph_has_an_empty_schema_and_no_rows()
    {
        await StartAsync("RETURN 1");
        Assert.Equal("{}", await TextAsync("CALL apoc.meta.schema()"));
        Assert.Equal("", await TextAsync("CALL apoc.meta.data()"));
        Assert.Equal("[], []", await TextAsync("CALL apoc.meta.graph()"));
        Assert.Equal("", await TextAsync("CALL apoc.meta.nodeTypeProperties()"));
        Assert.Equal("", await TextAsync("CALL apoc.meta.relTypeProperties()"));
        Assert.Equal(
            "0, 0, 0",
            await TextAsync("CALL apoc.meta.stats() YIELD labelCount, nodeCount, relCount")
        );
    }

    private async Task StartAsync(string query)
    {
        _home = await ApocHome.EmptyAsync();
        await _home.RunAsync(query);
    }

    private async Task<string> TextAsync(string query) =>
        string.Join('\n', await _home!.RowsAsync(query));
}
