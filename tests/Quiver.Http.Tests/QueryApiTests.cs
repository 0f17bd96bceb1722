using System.Text.Json;

namespace Quiver.Http.Tests;

public sealed class QueryApiTests
{
    private const string Typed = "application/vnd.neo4j.query";

    [Theory]
    [InlineData("42", """{"$type":"Integer","_value":"42"}""", "42")]
    [InlineData("1.0", """{"$type":"Float","_value":"1.0"}""", "1.0")]
    [InlineData("1.0 / 0.0", """{"$type":"Float","_value":"Infinity"}""", "\"Infinity\"")]
    [InlineData("null", """{"$type":"Null","_value":null}""", "null")]
    [InlineData("true", """{"$type":"Boolean","_value":true}""", "true")]
    [InlineData("'a'", """{"$type":"String","_value":"a"}""", "\"a\"")]
    [InlineData(
        "[1, 'a']",
        """{"$type":"List","_value":[{"$type":"Integer","_value":"1"},{"$type":"String","_value":"a"}]}""",
        "[1,\"a\"]"
    )]
    [InlineData(
        "{a: 1}",
        """{"$type":"Map","_value":{"a":{"$type":"Integer","_value":"1"}}}""",
        """{"a":1}"""
    )]
    [InlineData(
        "date('2026-11-21')",
        """{"$type":"Date","_value":"2026-11-21"}""",
        "\"2026-11-21\""
    )]
    [InlineData(
        "time('12:00+01:00')",
        """{"$type":"Time","_value":"12:00:00+01:00"}""",
        "\"12:00:00+01:00\""
    )]
    [InlineData(
        "datetime('2026-11-21T12:00+01:00')",
        """{"$type":"OffsetDateTime","_value":"2026-11-21T12:00:00+01:00"}""",
        "\"2026-11-21T12:00:00+01:00\""
    )]
    [InlineData(
        "datetime('2026-11-21T12:00[Europe/Berlin]')",
        """{"$type":"ZonedDateTime","_value":"2026-11-21T12:00:00+01:00[Europe/Berlin]"}""",
        "\"2026-11-21T12:00:00+01:00[Europe/Berlin]\""
    )]
    [InlineData(
        "duration('P1M2DT3S')",
        """{"$type":"Duration","_value":"P1M2DT3S"}""",
        "\"P1M2DT3S\""
    )]
    [InlineData(
        "point({x: 1.2, y: 3.4})",
        """{"$type":"Point","_value":"SRID=7203;POINT (1.2 3.4)"}""",
        "\"SRID=7203;POINT (1.2 3.4)\""
    )]
    [InlineData(
        "point({x: 1, y: 2, z: 3})",
        """{"$type":"Point","_value":"SRID=9157;POINT Z (1.0 2.0 3.0)"}""",
        "\"SRID=9157;POINT Z (1.0 2.0 3.0)\""
    )]
    public async Task Every_kind_of_value_has_a_typed_and_a_plain_form(
        string expression,
        string typed,
        string plain
    )
    {
        await using var server = await HttpServer.StartAsync();
        string body = JsonSerializer.Serialize(new { statement = $"RETURN {expression} AS v" });

        var typedAnswer = await PostAsync(server, "", body, accept: Typed);
        var plainAnswer = await PostAsync(server, "", body);

        Assert.Equal("HTTP/1.1 202 Accepted", typedAnswer.StatusLine);
        Assert.Equal(Typed, typedAnswer.Headers["Content-Type"]);
        Assert.Equal("application/json", plainAnswer.Headers["Content-Type"]);
        Assert.StartsWith(
            $$$"""{"data":{"fields":["v"],"values":[[{{{typed}}}]]},""",
            typedAnswer.Body,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            $$$"""{"data":{"fields":["v"],"values":[[{{{plain}}}]]},""",
            plainAnswer.Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_was_sent_typed_comes_back_typed()
    {
        await using var server = await HttpServer.StartAsync();
        const string Value = """
            {"$type":"List","_value":[{"$type":"Integer","_value":"9007199254740993"},{"$type":"Float","_value":"NaN"},{"$type":"Base64","_value":"AQID"},
            {"$type":"Date","_value":"2026-11-21"},{"$type":"LocalTime","_value":"12:30:00"},{"$type":"Time","_value":"12:30:00+02:00"},
            {"$type":"LocalDateTime","_value":"2026-11-21T12:30:00"},{"$type":"OffsetDateTime","_value":"2026-11-21T12:30:00Z"},
            {"$type":"ZonedDateTime","_value":"2026-11-21T12:30:00+01:00[Europe/Berlin]"},{"$type":"Duration","_value":"P1Y2M3DT4S"},
            {"$type":"Point","_value":"SRID=4979;POINT Z (1.0 2.0 3.0)"},{"$type":"Map","_value":{"k":{"$type":"Null","_value":null}}}]}
            """;
        string value = Value.ReplaceLineEndings("");

        var answer = await PostAsync(
            server,
            "",
            $$"""{"parameters":{"p":{{value}}},"statement":"RETURN $p AS p"}""",
            contentType: Typed,
            accept: Typed
        );

        Assert.Contains($"\"values\":[[{value}]]", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entities_show_what_they_are()
    {
        await using var server = await HttpServer.StartAsync();
        const string Body =
            """{"statement":"MATCH p = (a {name: 'Ada'})-[k:KNOWS]->() RETURN a, k, p"}""";
        string database = server.DatabaseId.ToString();

        var plain = await PostAsync(server, "", Body);
        var typed = await PostAsync(server, "", Body, accept: Typed);

        Assert.Contains(
            $$$$"""{"elementId":"4:{{{{database}}}}:0","labels":["Person"],"properties":{"name":"Ada","born":1815}},{"elementId":"5:{{{{database}}}}:0","startNodeElementId":"4:{{{{database}}}}:0","endNodeElementId":"4:{{{{database}}}}:1","type":"KNOWS","properties":{"since":1833}},[""",
            plain.Body,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $$$$$"""{"$type":"Relationship","_value":{"_element_id":"5:{{{{{database}}}}}:0","_start_node_element_id":"4:{{{{{database}}}}}:0","_end_node_element_id":"4:{{{{{database}}}}}:1","_type":"KNOWS","_properties":{"since":{"$type":"Integer","_value":"1833"}}}},{"$type":"Path","_value":[{"$type":"Node","_value":{""",
            typed.Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Counters_plan_and_one_bookmark_come_behind_the_rows()
    {
        await using var server = await HttpServer.StartAsync();

        var counted = await PostAsync(
            server,
            "",
            """{"statement":"RETURN 1 AS one","includeCounters":true,"accessMode":"Read","maxExecutionTime":10}"""
        );
        var profiled = await PostAsync(server, "", """{"statement":"PROFILE RETURN 1 AS one"}""");
        var explained = await PostAsync(server, "", """{"statement":"EXPLAIN RETURN 1 AS one"}""");

        using var document = JsonDocument.Parse(counted.Body);
        Assert.Equal(
            """{"containsUpdates":false,"nodesCreated":0,"nodesDeleted":0,"propertiesSet":0,"relationshipsCreated":0,"relationshipsDeleted":0,"labelsAdded":0,"labelsRemoved":0,"indexesAdded":0,"indexesRemoved":0,"constraintsAdded":0,"constraintsRemoved":0,"containsSystemUpdates":false,"systemUpdates":0}""",
            document.RootElement.GetProperty("counters").GetRawText()
        );
        Assert.Equal(1, document.RootElement.GetProperty("bookmarks").GetArrayLength());
        Assert.Contains(
            "\"profiledQueryPlan\":{\"dbHits\":",
            profiled.Body,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\"queryPlan\":{\"operatorType\":\"ProduceResults@neo4j\"",
            explained.Body,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("{\"statement\":\"RETRN 1\"}", 400, "Neo.ClientError.Statement.SyntaxError")]
    [InlineData("{\"statement\":\"RETURN 1/0\"}", 400, "Neo.ClientError.Statement.ArithmeticError")]
    [InlineData("{\"statement\":", 400, "Neo.ClientError.Request.Invalid")]
    [InlineData("{\"statment\":\"RETURN 1\"}", 400, "Neo.ClientError.Request.Invalid")]
    [InlineData("", 400, "Neo.ClientError.Request.Invalid")]
    [InlineData(
        "{\"statement\":\"RETURN 1\",\"impersonatedUser\":\"bob\"}",
        403,
        "Neo.ClientError.Security.Forbidden"
    )]
    public async Task Errors_have_a_status_of_their_own(string body, int status, string code)
    {
        await using var server = await HttpServer.StartAsync();

        var answer = await PostAsync(server, "", body);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer.StatusLine, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(answer.Body);
        Assert.Equal(
            code,
            document.RootElement.GetProperty("errors")[0].GetProperty("code").GetString()
        );
    }

    [Theory]
    [InlineData("""{"$type":"Integer","_value":"x"}""")]
    [InlineData("""{"$type":"Integer"}""")]
    [InlineData("""{"_value":"1"}""")]
    [InlineData("""{"$type":"Node","_value":{}}""")]
    [InlineData("""{"$type":"Point","_value":"SRID=7203;POINT (1)"}""")]
    [InlineData("""{"$type":"Point","_value":"SRID=9157;POINT (1 2)"}""")]
    [InlineData("""{"$type":"ZonedDateTime","_value":"2026-11-21T12:30:00Z"}""")]
    [InlineData("7")]
    public async Task Wrong_typed_values_are_refused(string value)
    {
        await using var server = await HttpServer.StartAsync();

        var answer = await PostAsync(
            server,
            "",
            $$$"""{"statement":"RETURN $p AS p","parameters":{"p":{{{value}}}}}""",
            contentType: Typed
        );

        Assert.Equal("HTTP/1.1 400 Bad Request", answer.StatusLine);
        Assert.Contains("Neo.ClientError.Request.Invalid", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_in_the_middle_of_the_rows_leaves_whole_json()
    {
        await using var server = await HttpServer.StartAsync();

        var answer = await PostAsync(
            server,
            "",
            """{"statement":"UNWIND range(5000, 0, -1) AS i RETURN 10 / i AS x"}"""
        );

        Assert.Equal("HTTP/1.1 202 Accepted", answer.StatusLine);
        using var document = JsonDocument.Parse(answer.Body);
        Assert.Equal(
            "Neo.ClientError.Statement.ArithmeticError",
            document.RootElement.GetProperty("errors")[0].GetProperty("code").GetString()
        );
        Assert.False(document.RootElement.TryGetProperty("bookmarks", out _));
    }

    [Fact]
    public async Task A_transaction_goes_on_until_its_commit()
    {
        await using var server = await HttpServer.StartAsync();
        string id = await OpenAsync(server);

        var run = await PostAsync(server, $"/tx/{id}", """{"statement":"RETURN 1 AS one"}""");
        var commit = await PostAsync(server, $"/tx/{id}/commit");
        var after = await PostAsync(server, $"/tx/{id}/commit");

        Assert.Contains("\"values\":[[1]]", run.Body, StringComparison.Ordinal);
        Assert.Matches("\"expires\":\"[0-9-]+T[0-9:]+Z\"", run.Body);
        Assert.Equal("HTTP/1.1 202 Accepted", commit.StatusLine);
        Assert.Matches("^\\{\"bookmarks\":\\[\"[^\"]+\"\\]\\}$", commit.Body);
        Assert.Equal("HTTP/1.1 404 Not Found", after.StatusLine);
        Assert.Contains($"Transaction with Id: \\\"{id}\\\"", after.Body, StringComparison.Ordinal);
        await server.AwaitIdleAsync();
    }

    [Fact]
    public async Task A_failing_query_and_a_rollback_end_it()
    {
        await using var server = await HttpServer.StartAsync();
        string failing = await OpenAsync(server);
        string rolledBack = await OpenAsync(server);

        var failed = await PostAsync(server, $"/tx/{failing}", """{"statement":"RETRN 1"}""");
        var rollback = await server.ExchangeAsync(
            $"DELETE /db/neo4j/query/v2/tx/{rolledBack} HTTP/1.1\nHost: localhost"
        );

        Assert.Equal("HTTP/1.1 400 Bad Request", failed.StatusLine);
        Assert.Equal("HTTP/1.1 200 OK", rollback.StatusLine);
        Assert.Equal("{}", rollback.Body);
        await server.AwaitIdleAsync();
    }

    private static async Task<string> OpenAsync(HttpServer server)
    {
        var opened = await PostAsync(server, "/tx");
        Assert.Equal("HTTP/1.1 202 Accepted", opened.StatusLine);
        using var document = JsonDocument.Parse(opened.Body);
        return document.RootElement.GetProperty("transaction").GetProperty("id").GetString()!;
    }

    private static Task<RawResponse> PostAsync(
        HttpServer server,
        string path,
        string body = "",
        string contentType = "application/json",
        string accept = "application/json"
    ) =>
        server.ExchangeAsync(
            $"POST /db/neo4j/query/v2{path} HTTP/1.1\nHost: localhost\nContent-Type: {contentType}\nAccept: {accept}",
            body
        );
}
