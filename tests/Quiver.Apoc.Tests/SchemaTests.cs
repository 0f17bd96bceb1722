using Quiver.Model.Status;

namespace Quiver.Apoc.Tests;

/// <summary>apoc.schema: what tools ask for to learn which properties are indexed.</summary>
public sealed class SchemaTests : IAsyncDisposable
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
    public async Task Indexes_and_constraints_of_labels_are_rows()
    {
        await StartAsync();
        Assert.Equal(
            """
            ':Movie(title)', 'Movie', ['title'], '', 'NODE_PROPERTY_EXISTENCE', 'NO FAILURE', 0.0
            ':Movie:Person(text)', ['Movie', 'Person'], ['text'], 'ONLINE', 'FULLTEXT', 'NO FAILURE', 100.0
            ':Person(city)', 'Person', ['city'], 'ONLINE', 'RANGE', 'NO FAILURE', 100.0
            ':Person(name)', 'Person', ['name'], 'ONLINE', 'UNIQUENESS', 'NO FAILURE', 100.0
            """,
            await TextAsync(
                "CALL apoc.schema.nodes() YIELD name, label, properties, status, type, failure, populationProgress "
                    + "RETURN name, label, properties, status, type, failure, populationProgress"
            )
        );
        Assert.Equal(
            "true",
            await TextAsync(
                "CALL apoc.schema.nodes() YIELD type, userDescription WHERE type = 'RANGE' "
                    + "RETURN userDescription ENDS WITH \"name='city', type='RANGE', schema=(:Person {city}), indexProvider='range-1.0' )\""
            )
        );
    }

    [Fact]
    public async Task Size_and_selectivity_say_how_many_values_an_index_has()
    {
        await StartAsync();
        Assert.Equal(
            """
            'city', 30, true, false
            'name', 30, false, true
            """,
            await TextAsync(
                "CALL apoc.schema.nodes({labels: ['Person']}) YIELD properties, type, size, valuesSelectivity "
                    + "WHERE type IN ['RANGE', 'UNIQUENESS'] RETURN properties[0] AS p, size, size * valuesSelectivity < 10, valuesSelectivity = 1 ORDER BY p"
            )
        );
    }

    [Fact]
    public async Task Labels_are_chosen_or_left_out()
    {
        await StartAsync();
        Assert.Equal(
            "'Movie'",
            await TextAsync(
                "CALL apoc.schema.nodes({excludeLabels: ['Person']}) YIELD label, type WHERE type <> 'FULLTEXT' RETURN label"
            )
        );
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            TextAsync("CALL apoc.schema.nodes({labels: ['a'], excludeLabels: ['b']})")
        );
        Assert.Contains("are both valued", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_that_of_the_release_that_the_server_is_like()
    {
        await StartAsync();
        Assert.Equal(
            "true",
            await TextAsync(
                "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN apoc.version() = versions[0]"
            )
        );
    }

    private async Task StartAsync()
    {
        _home = await ApocHome.EmptyAsync();
        await _home.RunAsync(
            "UNWIND range(1, 30) AS i CREATE (:Person {name: 'P' + i, city: 'C' + i % 3}), (:Movie {title: 'T' + i})"
        );
        await _home.RunAsync("CREATE INDEX city FOR (n:Person) ON (n.city)");
        await _home.RunAsync("CREATE CONSTRAINT FOR (n:Person) REQUIRE n.name IS UNIQUE");
        await _home.RunAsync("CREATE CONSTRAINT FOR (n:Movie) REQUIRE n.title IS NOT NULL");
        await _home.RunAsync("CREATE FULLTEXT INDEX FOR (n:Movie|Person) ON EACH [n.text]");
        await _home.RunAsync("CALL db.awaitIndexes(60)");
    }

    private async Task<string> TextAsync(string query) =>
        string.Join('\n', await _home!.RowsAsync(query));
}
