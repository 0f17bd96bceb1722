using Quiver.Model.Status;

namespace Quiver.Apoc.Tests;

/// <summary>Statements that are passed as text, and what queries say about themselves.</summary>
public sealed class StatementTests : IAsyncDisposable
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
    public async Task An_action_runs_for_each_row_some_to_a_transaction()
    {
        await StartAsync();
        Assert.Equal(
            "4, 10, 10, 0, 0, {}, {total: 4, committed: 4, failed: 0, errors: {}}, 10, 0",
            await TextAsync(
                "CALL apoc.periodic.iterate('MATCH (n:P) RETURN n, n.i AS `a b`, n.i + 1;', 'SET n.x = `a b` * $factor + `n.i + 1` - n.i - 1 // twice', {batchSize: 3, params: {factor: 2}}) "
                    + "YIELD batches, total, committedOperations, failedOperations, failedBatches, errorMessages, batch, updateStatistics "
                    + "RETURN batches, total, committedOperations, failedOperations, failedBatches, errorMessages, batch, updateStatistics.propertiesSet AS p, updateStatistics.nodesCreated AS c"
            )
        );
        Assert.Equal("110", await TextAsync("MATCH (n:P) RETURN sum(n.x) AS s"));
    }

    [Fact]
    public async Task What_an_action_returns_changes_no_counts()
    {
        await StartAsync();
        Assert.Equal(
            "1, 10, 5",
            await TextAsync(
                "CALL apoc.periodic.iterate('MATCH (n:P) RETURN n', 'WITH n WHERE n.i > 5 MERGE (m:Q {i: n.i}) RETURN n, m, count(*), n.i + 1', {}) "
                    + "YIELD batches, total, updateStatistics RETURN batches, total, updateStatistics.nodesCreated AS c"
            )
        );
    }

    [Fact]
    public async Task An_action_sees_all_rows_of_its_transaction_at_once()
    {
        await StartAsync();
        Assert.Equal(
            "4, 10",
            await TextAsync(
                "CALL apoc.periodic.iterate('MATCH (n:P) RETURN n ORDER BY n.i', 'WITH collect(n.i) AS all CREATE (:Batch {size: size(all), again: size($_batch)})', {batchSize: 3}) "
                    + "YIELD batches, total RETURN batches, total"
            )
        );
        Assert.Equal(
            "[3, 3, 3, 1], [3, 3, 3, 1]",
            await TextAsync(
                "MATCH (b:Batch) WITH b ORDER BY b.size DESC RETURN collect(b.size) AS s, collect(b.again) AS a"
            )
        );
    }

    [Theory]
    [InlineData("BATCH_SINGLE", "UNWIND $_batch AS row WITH row.n AS n SET n.x = n.i", "10")]
    [InlineData("SINGLE", "WITH collect(n) AS one UNWIND one AS n SET n.x = size(one)", "10")]
    [InlineData("BATCH", "WITH collect(n) AS all UNWIND all AS n SET n.x = size(all)", "10")]
    public async Task A_mode_says_whether_rows_come_together(
        string mode,
        string action,
        string count
    )
    {
        await StartAsync();
        Assert.Equal(
            $"3, 10, 10, {count}",
            await TextAsync(
                $"CALL apoc.periodic.iterate('MATCH (n:P) RETURN n', '{action}', {{batchSize: 4, batchMode: '{mode}'}}) "
                    + "YIELD batches, total, committedOperations, updateStatistics RETURN batches, total, committedOperations, updateStatistics.propertiesSet AS p"
            )
        );
        string expected = mode switch
        {
            "SINGLE" => "10",
            "BATCH" => "36",
            _ => "55",
        };
        Assert.Equal(expected, await TextAsync("MATCH (n:P) RETURN sum(n.x) AS s"));
    }

    [Fact]
    public async Task Nodes_and_relationships_of_rows_stand_in_patterns()
    {
        await StartAsync();
        await TextAsync(
            "CALL apoc.periodic.iterate('MATCH (a:P), (b:P {i: a.i + 1}) RETURN a, b', 'MERGE (a)-[:NEXT {i: a.i}]->(b)', {batchSize: 4.0})"
        );
        await TextAsync(
            "CALL apoc.periodic.iterate('MATCH (:P)-[r:NEXT]->() RETURN r', 'MATCH (a)-[r]->(b:P) SET r.j = b.i, a.next = elementId(b)', {batchSize: 4})"
        );
        await TextAsync(
            "CALL apoc.periodic.iterate('MATCH p = (:P)-[:NEXT]->() RETURN p', 'UNWIND relationships(p) AS r DELETE r', {batchSize: 4})"
        );
        Assert.Equal(
            "9, 0",
            await TextAsync("MATCH (n:P) RETURN count(n.next) AS n, COUNT { ()-[:NEXT]->() } AS r")
        );
    }

    [Fact]
    public async Task Transactions_that_fail_are_told_and_the_others_stay()
    {
        await StartAsync();
        Assert.Equal(
            "4, 7, 3, 1, {`/ by zero`: 1}, {`/ by zero`: 3}",
            await TextAsync(
                "CALL apoc.periodic.iterate('MATCH (n:P) RETURN n ORDER BY n.i', 'SET n.x = 1 / (n.i - 5)', {batchSize: 3}) "
                    + "YIELD batches, committedOperations, failedOperations, failedBatches, errorMessages, operations "
                    + "RETURN batches, committedOperations, failedOperations, failedBatches, errorMessages, operations.errors AS e"
            )
        );
        Assert.Equal("7", await TextAsync("MATCH (n:P) WHERE n.x IS NOT NULL RETURN count(*)"));
    }

    [Fact]
    public async Task No_rows_are_no_transactions()
    {
        await StartAsync();
        Assert.Equal(
            "0, 0",
            await TextAsync(
                "CALL apoc.periodic.iterate('MATCH (n:Nowhere) RETURN n', 'DELETE n', {}) YIELD batches, total RETURN batches, total"
            )
        );
    }

    [Theory]
    [InlineData("CREATE (n:P) RETURN n", "DELETE n", "only reads")]
    [InlineData("MATCH (n:P) RETURN n", "SET m.x = 1", "Variable `m` not defined")]
    [InlineData("MATCH (n:P) RETURN n", "CREATE INDEX FOR (p:P) ON (p.i)", "cannot be a command")]
    public async Task Statements_that_cannot_be_run_change_nothing(
        string rows,
        string action,
        string message
    )
    {
        await StartAsync();
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            TextAsync($"CALL apoc.periodic.iterate('{rows}', '{action}', {{}})")
        );
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal("10", await TextAsync("MATCH (n) RETURN count(n)"));
    }

    [Fact]
    public async Task A_statement_is_repeated_until_it_returns_0()
    {
        await StartAsync();
        Assert.Equal(
            "10, 4, 5",
            await TextAsync(
                "CALL apoc.periodic.commit('MATCH (n:P) WHERE n.i <= $most WITH n LIMIT 3 DETACH DELETE n RETURN count(*)', {most: 10}) "
                    + "YIELD updates, executions, batches RETURN updates, executions, batches"
            )
        );
        Assert.Equal("0", await TextAsync("MATCH (n:P) RETURN count(*)"));
    }

    [Theory]
    [InlineData("MATCH (n:P) DELETE n RETURN count(*)", "must contain a `LIMIT`")]
    [InlineData("MATCH (n:P) WITH n LIMIT 3 DELETE n", "must return one whole number")]
    [InlineData("MATCH (n:P) WITH n LIMIT 3 RETURN 'x' AS x", "must return one whole number")]
    public async Task A_statement_that_would_never_end_is_refused(string statement, string message)
    {
        await StartAsync();
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            TextAsync($"CALL apoc.periodic.commit(\"{statement}\")")
        );
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_committed_before_an_error_is_told()
    {
        await StartAsync();
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            TextAsync(
                "CALL apoc.periodic.commit('MATCH (n:P) WITH n ORDER BY n.i LIMIT 3 WITH n WHERE 1 / (n.i - 8) < 9 DELETE n RETURN count(*)')"
            )
        );
        Assert.Contains("2 times and 6 in sum", error.Message, StringComparison.Ordinal);
        Assert.Equal("4", await TextAsync("MATCH (n:P) RETURN count(*)"));
    }

    [Fact]
    public async Task A_query_that_reads_is_run_and_gives_maps()
    {
        await StartAsync();
        Assert.Equal(
            """
            {i: 9, next: 10}
            {i: 10, next: 11}
            """,
            await TextAsync(
                "CALL apoc.cypher.run('MATCH (n:P) WHERE n.i > $least RETURN n.i AS i, n.i + 1 AS next ORDER BY i', {least: 8}) YIELD value RETURN value"
            )
        );
        await Assert.ThrowsAsync<CypherException>(() =>
            TextAsync("CALL apoc.cypher.run('MATCH (n) DELETE n', {})")
        );
        Assert.Equal("10", await TextAsync("MATCH (n) RETURN count(n)"));
    }

    [Fact]
    public async Task A_query_fails_itself_with_its_own_message()
    {
        await StartAsync();
        const string Call =
            "MATCH (n:P {i: 3}) CALL apoc.util.validate(n.i > $most, 'i is %d, above %s (100%%), by %.1f', [n.i, 'two', 1.75]) RETURN n.i AS i";
        Assert.Equal("3", await TextAsync(Call.Replace("$most", "3", StringComparison.Ordinal)));
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            TextAsync(Call.Replace("$most", "2", StringComparison.Ordinal))
        );
        Assert.Equal(StatusCodes.ProcedureCallFailed, error.Status);
        Assert.Equal(
            "Failed to invoke procedure `apoc.util.validate`: Caused by: java.lang.RuntimeException: i is 3, above two (100%), by 1.8",
            error.Message
        );
        Assert.Equal(
            "true",
            await TextAsync("RETURN apoc.util.validatePredicate(false, 'never', []) AS x")
        );
        error = await Assert.ThrowsAsync<CypherException>(() =>
            TextAsync(
                "MATCH (n:P) WHERE apoc.util.validatePredicate(n.i = 7, 'seven: %d', [n.i]) RETURN n"
            )
        );
        Assert.EndsWith("seven: 7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Maps_are_cleaned_and_properties_taken_of_anything()
    {
        await StartAsync();
        Assert.Equal(
            "{a: 1}, {i: 4, k: 'v'}, {k: 'v'}, 4, 2, null",
            await TextAsync(
                "MATCH (n:P {i: 4}) SET n.k = 'v' RETURN apoc.map.clean({a: 1, b: null, c: 2, d: ''}, ['c'], ['']) AS m, "
                    + "apoc.any.properties(n) AS all, apoc.any.properties(n, ['k', 'z']) AS some, apoc.any.property(n, 'i') AS i, "
                    + "apoc.any.property({x: 2}, 'x') AS x, apoc.any.property(null, 'x') AS none"
            )
        );
    }

    [Theory]
    [InlineData("apoc.coll.sum([1, 2.5])", "3.5")]
    [InlineData("apoc.coll.sum([1, 2])", "3.0")]
    [InlineData("apoc.coll.avg([1, 2])", "1.5")]
    [InlineData("apoc.coll.avg([])", "null")]
    [InlineData("apoc.coll.contains([1, 'a'], 'a')", "true")]
    [InlineData("apoc.coll.contains([1, 'a'], 'b')", "false")]
    [InlineData("apoc.coll.containsAll([1, 2, 3], [3, 1, 3])", "true")]
    [InlineData("apoc.coll.containsAll([1, 2, 3], [3, 4])", "false")]
    [InlineData("apoc.coll.flatten([1, [2, [3]]])", "[1, 2, [3]]")]
    [InlineData("apoc.coll.flatten([1, [2, [3]]], true)", "[1, 2, 3]")]
    [InlineData("apoc.coll.indexOf(['a', 'b'], 'b')", "1")]
    [InlineData("apoc.coll.intersection([3, 1, 3, 2], [2, 3])", "[3, 2]")]
    [InlineData("apoc.coll.subtract([3, 1, 1, 2], [2, 3])", "[1]")]
    [InlineData("apoc.coll.union([3, 1], [1, 2, 3])", "[3, 1, 2]")]
    [InlineData("apoc.coll.unionAll([3, 1], [1, 2])", "[3, 1, 1, 2]")]
    [InlineData("apoc.coll.toSet([1, 2, 1])", "[1, 2]")]
    [InlineData("apoc.coll.sort([2, 3, 1])", "[1, 2, 3]")]
    [InlineData("[apoc.coll.max([2, 3, 1]), apoc.coll.min([2, 3, 1])]", "[3, 1]")]
    [InlineData("apoc.coll.union(null, [1])", "null")]
    [InlineData("apoc.map.merge({a: 1, b: 2}, {b: 3})", "{a: 1, b: 3}")]
    [InlineData("apoc.map.merge(null, {b: 3})", "{b: 3}")]
    [InlineData("apoc.map.mergeList([{a: 1}, {b: 2}, {a: 3}])", "{a: 3, b: 2}")]
    [InlineData("apoc.map.fromPairs([['a', 1], ['b', null]])", "{a: 1, b: null}")]
    [InlineData("apoc.map.fromLists(['a', 'b'], [1, 2])", "{a: 1, b: 2}")]
    [InlineData("apoc.map.setKey({a: 1}, 'b', 2)", "{a: 1, b: 2}")]
    [InlineData("apoc.map.removeKey({a: 1, b: 2}, 'a')", "{b: 2}")]
    [InlineData("apoc.map.removeKeys({a: 1, b: 2}, ['a', 'b', 'c'])", "{}")]
    [InlineData("apoc.text.join(['a', 'b'], '-')", "'a-b'")]
    [InlineData("apoc.text.replace('a1b22', '[0-9]+', '#')", "'a#b#'")]
    [InlineData("apoc.text.regreplace('ab', '(a)(b)', '$2$1')", "'ba'")]
    [InlineData("apoc.text.capitalize('neo4j')", "'Neo4j'")]
    [InlineData("apoc.text.capitalize('')", "''")]
    [InlineData(
        "apoc.date.convertFormat(toString(datetime('2020-01-01T12:00:00.5+01:00[Europe/Paris]')), 'iso_zoned_date_time', 'iso_offset_date_time')",
        "'2020-01-01T12:00:00.5+01:00'"
    )]
    [InlineData(
        "apoc.date.convertFormat('2020-01-01T00:00:00Z', 'ISO_ZONED_DATE_TIME', 'iso_zoned_date_time')",
        "'2020-01-01T00:00:00Z'"
    )]
    [InlineData("apoc.date.convertFormat('2020-11-04', 'date', 'basic_date')", "'20201104'")]
    [InlineData(
        "apoc.date.convertFormat('2020-11-04T22', 'date_hour', 'date_hour_minute')",
        "'2020-11-04T22:00'"
    )]
    [InlineData(
        "apoc.date.convertFormat('2020-11-04 22:15:00', 'yyyy-MM-dd HH:mm:ss', 'd.M.yyyy HH:mm')",
        "'4.11.2020 22:15'"
    )]
    [InlineData("apoc.date.convertFormat('12:30', 'hour_minute', 'h:mm a')", "'12:30 PM'")]
    [InlineData("apoc.date.convertFormat('2020-11-04T22:15', 'iso_date_time')", "'2020-11-04'")]
    [InlineData("apoc.date.convertFormat(null, 'date', 'basic_date')", "null")]
    [InlineData(
        "apoc.temporal.format(datetime('2020-01-01T12:00:00+01:00[Europe/Paris]'), 'iso_date_time')",
        "'2020-01-01T12:00:00+01:00[Europe/Paris]'"
    )]
    [InlineData(
        "apoc.temporal.format(localdatetime('2018-12-10T12:34:56.123456789'), 'ISO_LOCAL_DATE_TIME')",
        "'2018-12-10T12:34:56.123456789'"
    )]
    [InlineData("apoc.temporal.format(date('2018-12-10'), 'ISO_DATE')", "'2018-12-10'")]
    [InlineData(
        "apoc.temporal.format(datetime('2018-12-10T12:34:56.5-03:30'), 'date_time')",
        "'2018-12-10T12:34:56.500-03:30'"
    )]
    [InlineData("apoc.temporal.format(time('12:00:00Z'), 'iso_time')", "'12:00:00Z'")]
    public async Task Lists_maps_texts_and_times_are_made_of_others(string call, string expected)
    {
        await StartAsync();
        Assert.Equal(expected, await TextAsync($"RETURN {call} AS x"));
    }

    [Theory]
    [InlineData("apoc.date.convertFormat('04.11.2020', 'dd.MM.yyyy', 'date')", "could not be read")]
    [InlineData("apoc.date.convertFormat('2020-11-04', 'yyyy-dd-MM', 'date')", "could not be read")]
    [InlineData("apoc.date.convertFormat('today', 'date', 'date')", "could not be read")]
    [InlineData("apoc.date.convertFormat('2020-11-04', 'date', 'date_hour')", "cannot be written")]
    [InlineData("apoc.temporal.format(localtime(), 'iso_date')", "cannot be written")]
    [InlineData("apoc.temporal.format(date(), 'yyyy#')", "cannot be written")]
    public async Task Times_that_cannot_be_read_or_written_so_are_told(string call, string problem)
    {
        await StartAsync();
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            TextAsync($"RETURN {call} AS x")
        );
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apoc.map.fromLists(['a', 'b'], [1])")]
    [InlineData("apoc.map.fromPairs([['a']])")]
    [InlineData("apoc.map.fromPairs([[1, 2]])")]
    [InlineData("apoc.map.mergeList([1])")]
    [InlineData("apoc.coll.sum(['a'])")]
    public async Task What_no_list_or_map_can_be_made_of_is_an_error(string call)
    {
        await StartAsync();
        await Assert.ThrowsAsync<CypherException>(() => TextAsync($"RETURN {call} AS x"));
    }

    [Theory]
    [InlineData("1", "INTEGER")]
    [InlineData("1.5", "FLOAT")]
    [InlineData("'x'", "STRING")]
    [InlineData("true", "BOOLEAN")]
    [InlineData("null", "NULL")]
    [InlineData("{a: 1}", "MAP")]
    [InlineData("['Neo4j', 2020]", "LIST OF ANY")]
    [InlineData("['Neo4j', 'Bloom']", "LIST OF STRING")]
    [InlineData("[]", "LIST OF ANY")]
    [InlineData("point({x: 1, y: 2})", "POINT")]
    [InlineData("datetime()", "DATE_TIME")]
    [InlineData("localdatetime()", "LOCAL_DATE_TIME")]
    [InlineData("date()", "DATE")]
    [InlineData("time()", "TIME")]
    [InlineData("localtime()", "LOCAL_TIME")]
    [InlineData("duration('P1D')", "DURATION")]
    [InlineData("n", "NODE")]
    [InlineData("r", "RELATIONSHIP")]
    [InlineData("p", "PATH")]
    public async Task Types_have_the_names_of_APOC(string value, string type)
    {
        await StartAsync();
        await _home!.RunAsync("MATCH (n:P {i: 1}) CREATE (n)-[:R]->(n)");
        Assert.Equal(
            $"'{type}', true, false",
            await TextAsync(
                $"MATCH p = (n)-[r:R]->() RETURN apoc.meta.cypher.type({value}) AS t, apoc.meta.cypher.isType({value}, '{type}') AS is, apoc.meta.cypher.isType({value}, 'OTHER') AS other"
            )
        );
    }

    [Fact]
    public async Task Types_of_properties_are_a_map()
    {
        await StartAsync();
        Assert.Equal(
            "{a: 'INTEGER', b: 'NULL', c: 'LIST OF STRING'}, {i: 'INTEGER'}, {}, {}",
            await TextAsync(
                "MATCH (n:P {i: 4}) RETURN apoc.meta.cypher.types({a: 1, b: null, c: ['x']}) AS m, apoc.meta.cypher.types(n) AS n, apoc.meta.cypher.types(1) AS x, apoc.meta.cypher.types(null) AS y"
            )
        );
    }

    [Fact]
    public async Task Help_tells_of_procedures_and_functions_by_a_part_of_their_names()
    {
        await StartAsync();
        Assert.Equal(
            """
            'procedure', 'apoc.periodic.commit', true, true
            'procedure', 'apoc.periodic.iterate', true, true
            """,
            await TextAsync(
                "CALL apoc.help('Periodic') YIELD type, name, writes, core RETURN type, name, writes, core"
            )
        );
        Assert.Equal(
            "'function', 'apoc.map.clean'",
            await TextAsync("CALL apoc.help('map.clean') YIELD type, name RETURN type, name")
        );
    }

    private async Task StartAsync()
    {
        _home = await ApocHome.EmptyAsync();
        await _home.RunAsync("UNWIND range(1, 10) AS i CREATE (:P {i: i})");
    }

    private async Task<string> TextAsync(string query) =>
        string.Join('\n', await _home!.RowsAsync(query));
}
