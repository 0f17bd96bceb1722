using Quiver.Model.Status;

namespace Quiver.Apoc.Tests;

/// <summary>What lines of an export become, and what is said about it.</summary>
public sealed class JsonImportTests : IAsyncDisposable
{
    // As APOC of Neo4j writes them.
    private const string Lines = """
        {"type":"node","id":"0","labels":["User"],"properties":{"born":"2015-07-04T19:32:24","name":"Adam","place":{"crs":"wgs-84","latitude":13.1,"longitude":33.46789,"height":null},"age":42,"male":true,"kids":["Sam","Anna","Grace"],"half":0.5}}
        {"type":"node","id":"1","labels":["User"],"properties":{"name":"Jim","age":42}}
        {"type":"node","id":"2","labels":["User"],"properties":{"age":12}}
        {"id":"0","type":"relationship","label":"KNOWS","properties":{"since":1993,"bffSince":"P5M1DT12H"},"start":{"id":"0","labels":["User"],"properties":{"name":"Adam"}},"end":{"id":"1","labels":["User"],"properties":{"name":"Jim","age":42}}}
        """;

    private ApocHome _home = null!;

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_apoc_wrote_is_read_with_and_without_the_constraint(bool hasConstraint)
    {
        _home = await ApocHome.EmptyAsync();
        if (hasConstraint)
        {
            await _home.RunAsync(
                "CREATE CONSTRAINT FOR (n:User) REQUIRE n.neo4jImportId IS UNIQUE"
            );
        }
        _home.Write("all.json", Lines);
        Assert.Equal(
            ["'file:///all.json', 'file', 'json', 3, 1, 18, 4, true"],
            await _home.RowsAsync(
                "CALL apoc.import.json('file:///all.json') YIELD file, source, format, nodes, relationships, properties, rows, done "
                    + "RETURN file, source, format, nodes, relationships, properties, rows, done"
            )
        );
        Assert.Equal(
            [
                "'Adam', 42, true, ['Sam', 'Anna', 'Grace'], 0.5, '2015-07-04T19:32:24', 13.1, '0', 1993, 'P5M1DT12H', 'Jim'",
            ],
            await _home.RowsAsync(
                "MATCH (a:User)-[k:KNOWS]->(b) RETURN a.name, a.age, a.male, a.kids, a.half, a.born, a.`place.latitude`, a.neo4jImportId, k.since, k.bffSince, b.name"
            )
        );
    }

    [Fact]
    public async Task Keys_that_look_typed_are_named_and_stay_text()
    {
        _home = await ApocHome.EmptyAsync();
        _home.Write("all.json", Lines);
        var summary = await _home.RunAsync("CALL apoc.import.json('all.json')");
        var note = Assert.Single(summary.Notifications);
        Assert.Equal("Neo.ClientNotification.Procedure.ProcedureWarning", note.Code);
        Assert.Contains("KNOWS.bffSince, User.born", note.Description, StringComparison.Ordinal);
        Assert.Contains(
            "points became properties of their own: User.place",
            note.Description,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Mappings_give_types()
    {
        _home = await ApocHome.EmptyAsync();
        _home.Write("all.json", Lines);
        var summary = await _home.RunAsync(
            "CALL apoc.import.json('all.json', {nodePropertyMappings: {User: {place: 'Point', born: 'LocalDateTime'}}, relPropertyMappings: {KNOWS: {bffSince: 'Duration'}}})"
        );
        Assert.Empty(summary.Notifications);
        Assert.Equal(
            ["2015, 'WGS-84', 33.46789, 5"],
            await _home.RowsAsync(
                "MATCH (a:User)-[k:KNOWS]->() RETURN a.born.year, toUpper(a.place.crs), a.place.x, k.bffSince.months"
            )
        );
    }

    [Fact]
    public async Task Importing_twice_under_a_constraint_fails_and_adds_nothing()
    {
        _home = await ApocHome.EmptyAsync();
        await _home.RunAsync("CREATE CONSTRAINT FOR (n:User) REQUIRE n.neo4jImportId IS UNIQUE");
        _home.Write("all.json", Lines);
        await _home.RunAsync("CALL apoc.import.json('all.json')");
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            _home.RunAsync("CALL apoc.import.json('all.json')")
        );
        Assert.Equal("Neo.ClientError.Procedure.ProcedureCallFailed", error.Status.Code);
        Assert.EndsWith(". Nothing was imported.", error.Message, StringComparison.Ordinal);
        Assert.Equal(["3"], await _home.RowsAsync("MATCH (n) RETURN count(n)"));
    }

    [Fact]
    public async Task Relationships_find_nodes_of_an_import_before_by_their_labels()
    {
        _home = await ApocHome.EmptyAsync();
        string[] lines = Lines.ReplaceLineEndings("\n").Split('\n');
        _home.Write("nodes.json", string.Join('\n', lines[..3]));
        _home.Write("other.json", "{\"type\":\"node\",\"id\":\"0\",\"labels\":[\"Other\"]}");
        _home.Write(
            "rels.json",
            lines[3] + "\n" + lines[3].Replace("\"1\"", "\"77\"", StringComparison.Ordinal)
        );
        await _home.RunAsync("CALL apoc.import.json('nodes.json')");
        await _home.RunAsync("CALL apoc.import.json('other.json')");
        var summary = await _home.RunAsync("CALL apoc.import.json('rels.json')");
        Assert.Contains(
            summary.Notifications,
            static n =>
                n.Description.Contains("1 relationship was left out", StringComparison.Ordinal)
                && n.Description.Contains("line 2", StringComparison.Ordinal)
        );
        Assert.Equal(
            ["'Adam', 'Jim'"],
            await _home.RowsAsync("MATCH (a)-[:KNOWS]->(b) RETURN a.name, b.name")
        );
    }

    [Fact]
    public async Task What_was_exported_is_imported_the_same()
    {
        _home = await ApocHome.EmptyAsync();
        await _home.RunAsync(
            "UNWIND range(1, 3000) AS i CREATE (a:A {i: i, s: 'x' + i, f: i / 2.0, l: [i, i + 1], b: i % 2 = 0, d: date() + duration({days: i})})-[:R {w: i}]->(b:B:C)"
        );
        var before = await Contents();
        await _home.RunAsync("CALL apoc.export.json.all('all.json.gz', {compression: 'GZIP'})");
        await _home.RunAsync("MATCH (n) DETACH DELETE n");
        await _home.RunAsync(
            "CALL apoc.import.json('all.json.gz', {nodePropertyMappings: {A: {d: 'LocalDate'}}, cleanup: true, txBatchSize: 700})"
        );
        Assert.Equal(before, await Contents());

        Task<List<string>> Contents() =>
            _home.RowsAsync(
                "MATCH (a:A)-[r:R]->(b) RETURN properties(a), properties(r), labels(b), properties(b) ORDER BY a.i"
            );
    }

    [Theory]
    [InlineData("CALL apoc.import.json('cut.json.gz')")]
    [InlineData("CALL apoc.load.json('cut.json.gz') YIELD value CREATE (:Loaded)")]
    public async Task A_compressed_file_that_is_cut_off_is_refused_and_nothing_of_it_stays(
        string call
    )
    {
        _home = await ApocHome.EmptyAsync();
        await _home.RunAsync("UNWIND range(1, 3000) AS i CREATE (:A {i: i})");
        await _home.RunAsync("CALL apoc.export.json.all('all.json.gz', {compression: 'GZIP'})");
        await _home.RunAsync("MATCH (n) DELETE n");
        byte[] whole = await File.ReadAllBytesAsync(Path.Join(_home.Folder, "all.json.gz"));
        foreach (int length in (int[])[whole.Length - 1, whole.Length - 8, whole.Length / 2])
        {
            await File.WriteAllBytesAsync(Path.Join(_home.Folder, "cut.json.gz"), whole[..length]);

            var error = await Assert.ThrowsAsync<CypherException>(() => _home.RunAsync(call));

            Assert.Contains("Cannot read 'cut.json.gz'", error.Message, StringComparison.Ordinal);
            Assert.Equal(["0"], await _home.RowsAsync("MATCH (n) RETURN count(*)"));
        }
    }

    [Fact]
    public async Task Properties_can_be_left_out_and_ids_kept_elsewhere()
    {
        _home = await ApocHome.EmptyAsync();
        _home.Write("all.json", Lines);
        await _home.RunAsync(
            "CALL apoc.import.json('all.json', {nodePropFilter: {User: ['place', 'kids'], _all: ['half']}, relPropFilter: {KNOWS: ['since']}, importIdName: 'id'})"
        );
        Assert.Equal(
            ["['age', 'born', 'id', 'male', 'name'], ['bffSince']"],
            await _home.RowsAsync(
                "MATCH (a)-[k:KNOWS]->() RETURN COLLECT { UNWIND keys(a) AS x RETURN x ORDER BY x }, keys(k)"
            )
        );
    }

    [Theory]
    [InlineData("{\"type\":\"path\"}", "Current type not supported: path")]
    [InlineData("[1]", "it does not begin with {")]
    [InlineData("{\"type\":\"node\"", "Line 5001 of 'bad.json'")]
    [InlineData(
        "{\"type\":\"node\",\"id\":\"7\",\"properties\":{\"a\":[1,\"x\"]}}",
        "Lines 5001 to 5001"
    )]
    public async Task A_wrong_line_is_named_and_what_is_there_is_said(string line, string told)
    {
        _home = await ApocHome.EmptyAsync();
        _home.Write(
            "bad.json",
            string.Concat(
                Enumerable
                    .Range(0, 5000)
                    .Select(static i =>
                        $"{{\"type\":\"node\",\"id\":\"n{i}\",\"labels\":[\"N\"]}}\n"
                    )
            ) + line
        );
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            _home.RunAsync("CALL apoc.import.json('bad.json')")
        );
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "Lines 1 to 5000 are in the database",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(["5000"], await _home.RowsAsync("MATCH (n) RETURN count(n)"));
    }

    [Fact]
    public async Task In_an_explicit_transaction_the_next_statement_sees_what_was_imported()
    {
        _home = await ApocHome.EmptyAsync();
        _home.Write("all.json", Lines);
        await using var session = _home.OpenSession();
        await using var transaction = await session.BeginAsync(new());
        await using (
            var import = await transaction.RunAsync(
                "CALL apoc.import.json('all.json')",
                Model.Values.MapValue.Empty
            )
        )
        {
            await import.DiscardAsync();
        }
        await using (
            var count = await transaction.RunAsync(
                "MATCH (n) RETURN count(n)",
                Model.Values.MapValue.Empty
            )
        )
        {
            Assert.Equal(["3"], await Engine.Tests.EngineHome.RowsAsync(count));
        }
        await transaction.CommitAsync();
    }

    [Fact]
    public async Task A_missing_file_and_a_setting_that_forbids_are_told()
    {
        _home = await ApocHome.EmptyAsync(static o => o with { ImportsFiles = false });
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            _home.RunAsync("CALL apoc.import.json('none.json')")
        );
        Assert.Contains("apoc.import.file.enabled", error.Message, StringComparison.Ordinal);
    }
}
