namespace Quiver.Engine.Tests.Procedures;

/// <summary>What procedures tell of indexes and constraints.</summary>
public sealed class SchemaProcedureTests : IAsyncDisposable
{
    private readonly EngineHome _home = new();

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    [Fact]
    public async Task The_nodes_of_the_schema_have_their_indexes_and_constraints()
    {
        await CreateAsync();
        Assert.Equal(
            [
                "'Author', ['email,name', 'name'], []",
                "'Book', ['name'], ['Constraint( id=6, name=\\'isbn\\', type=\\'UNIQUENESS\\', schema=(:Book {isbn}), ownedIndex=5 )']",
            ],
            await _home.RowsAsync(
                "CALL db.schema.visualization() YIELD nodes UNWIND nodes AS n WITH properties(n) AS p WHERE p.name IN ['Author', 'Book'] RETURN p.name, p.indexes, p.constraints ORDER BY p.name"
            )
        );
    }

    [Fact]
    public async Task The_counts_list_indexes_and_constraints()
    {
        await CreateAsync();
        Assert.Equal(
            [
                "['Author'], ['email', 'name'], 'RANGE', 1, 1",
                "['Book', 'Author'], ['name'], 'FULLTEXT', null, null",
                "['Book'], ['isbn'], 'RANGE', 3, 3",
            ],
            await _home.RowsAsync(
                "CALL db.stats.retrieve('GRAPH COUNTS') YIELD data UNWIND data.indexes AS i WITH i WHERE i.indexType <> 'LOOKUP' "
                    + "RETURN i.labels, i.properties, i.indexType, CASE i.indexType WHEN 'RANGE' THEN i.totalSize END, CASE i.indexType WHEN 'RANGE' THEN i.estimatedUniqueSize END ORDER BY i.labels[0], i.properties[0] DESC, i.indexType"
                    + ", i.properties[0]"
            )
        );
        Assert.Equal(
            ["true, true, 'UNIQUENESS'"],
            await _home.RowsAsync(
                "CALL db.stats.retrieveAllAnonymized('x') YIELD data UNWIND data.constraints AS c RETURN c.labels[0] =~ 'L[0-9]+', c.properties[0] =~ 'p[0-9]+', c.type"
            )
        );
    }

    private async Task CreateAsync()
    {
        await _home.RowsAsync("CREATE (:Book {name: 'a', isbn: 1}), (:Book {isbn: 2})");
        await _home.RowsAsync(
            "CREATE (:Author {name: 'b', email: 'c'})-[:WROTE]->(:Book {isbn: 3})"
        );
        await _home.RowsAsync("CREATE FULLTEXT INDEX names FOR (n:Book|Author) ON EACH [n.name]");
        await _home.RowsAsync("CREATE INDEX emails FOR (n:Author) ON (n.email, n.name)");
        await _home.RowsAsync("CREATE CONSTRAINT isbn FOR (n:Book) REQUIRE n.isbn IS UNIQUE");
        await _home.RowsAsync("CALL db.awaitIndexes(60)");
    }
}
