using System.Text.Json;

namespace Quiver.Http.Tests;

public sealed class CommitTests
{
    // Follows the database's newest commit, which is not what these tests are about.
    private const string LastBookmarks = ",\"lastBookmarks\":[\"";

    [Theory]
    [InlineData("RETURN 1 AS one", """{"row":[1],"meta":[null]}""")]
    [InlineData(
        "RETURN 9223372036854775807 AS one",
        """{"row":[9223372036854775807],"meta":[null]}"""
    )]
    [InlineData("RETURN 1.0 AS one", """{"row":[1.0],"meta":[null]}""")]
    [InlineData("RETURN 12345678.0 AS one", """{"row":[1.2345678E7],"meta":[null]}""")]
    [InlineData("RETURN null AS one", """{"row":[null],"meta":[null]}""")]
    [InlineData("RETURN 'é \\n \\\" 😀' AS one", null)]
    [InlineData(
        "RETURN [1, 'a', [true]] AS one",
        """{"row":[[1,"a",[true]]],"meta":[null,null,null]}"""
    )]
    [InlineData(
        "RETURN {a: 1, b: {c: 2.5}} AS one",
        """{"row":[{"a":1,"b":{"c":2.5}}],"meta":[null,null]}"""
    )]
    [InlineData(
        "RETURN date('2026-11-21') AS one",
        """{"row":["2026-11-21"],"meta":[{"type":"date"}]}"""
    )]
    [InlineData(
        "RETURN duration('P1M2DT3S') AS one",
        """{"row":["P1M2DT3S"],"meta":[{"type":"duration"}]}"""
    )]
    [InlineData(
        "RETURN localtime('12:30') AS one",
        """{"row":["12:30:00"],"meta":[{"type":"localtime"}]}"""
    )]
    [InlineData(
        "RETURN time('12:30+01:00') AS one",
        """{"row":["12:30:00+01:00"],"meta":[{"type":"time"}]}"""
    )]
    [InlineData(
        "RETURN localdatetime('2026-11-21T10:00') AS one",
        """{"row":["2026-11-21T10:00:00"],"meta":[{"type":"localdatetime"}]}"""
    )]
    [InlineData(
        "RETURN datetime('2026-11-21T10:00Z') AS one",
        """{"row":["2026-11-21T10:00:00Z"],"meta":[{"type":"datetime"}]}"""
    )]
    [InlineData(
        "RETURN point({x: 1, y: 2.5}) AS one",
        """{"row":[{"type":"Point","coordinates":[1.0,2.5],"crs":{"srid":7203,"name":"cartesian","type":"link","properties":{"href":"http://spatialreference.org/ref/sr-org/7203/ogcwkt/","type":"ogcwkt"}}}],"meta":[{"type":"point"}]}"""
    )]
    public async Task Every_kind_of_value_has_its_form(string query, string? row)
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.PostAsync(Statement(query));

        Assert.Equal("HTTP/1.1 200 OK", response.StatusLine);
        Assert.Equal("application/json;charset=utf-8", response.Headers["Content-Type"]);
        row ??= """{"row":["é \n \" 😀"],"meta":[null]}""".Replace(
            "😀",
            JsonEncodedText.Encode("😀").ToString(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            $$"""{"results":[{"columns":["one"],"data":[{{row}}]}],"errors":[]""",
            Before(response.Body)
        );
    }

    [Fact]
    public async Task Nodes_and_relationships_are_their_properties_with_meta()
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.PostAsync(
            Statement("MATCH (a:Person {name: 'Ada'})-[k:KNOWS]->(b) RETURN a, k, b.name AS name")
        );

        Assert.Equal(
            $$"""
            {"results":[{"columns":["a","k","name"],"data":[{"row":[{"name":"Ada","born":1815},{"since":1833},"Charles"],
            "meta":[{"id":0,"elementId":"4:{{server.DatabaseId}}:0","type":"node","deleted":false},
            {"id":0,"elementId":"5:{{server.DatabaseId}}:0","type":"relationship","deleted":false},null]}]}],"errors":[]
            """.ReplaceLineEndings(""),
            Before(response.Body)
        );
    }

    [Fact]
    public async Task A_path_alternates_and_its_graph_holds_each_entity_once()
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.PostAsync(
            """
            {"statements":[{"statement":"MATCH p = (a {name: 'Ada'})-[:KNOWS]->(b) RETURN p, a","resultDataContents":["row","graph"]}]}
            """
        );

        using var document = JsonDocument.Parse(response.Body);
        var data = document.RootElement.GetProperty("results")[0].GetProperty("data")[0];
        Assert.Equal(
            """[[{"name":"Ada","born":1815},{"since":1833},{"name":"Charles"}],{"name":"Ada","born":1815}]""",
            data.GetProperty("row").GetRawText()
        );
        Assert.Equal(4, data.GetProperty("meta").GetArrayLength());
        var graph = data.GetProperty("graph");
        Assert.Equal(
            $$$"""[{"id":"0","elementId":"4:{{{server.DatabaseId}}}:0","labels":["Person"],"properties":{"name":"Ada","born":1815}},{"id":"1","elementId":"4:{{{server.DatabaseId}}}:1","labels":["Person"],"properties":{"name":"Charles"}}]""",
            graph.GetProperty("nodes").GetRawText()
        );
        Assert.Equal(
            $$$"""[{"id":"0","elementId":"5:{{{server.DatabaseId}}}:0","type":"KNOWS","startNode":"0","startNodeElementId":"4:{{{server.DatabaseId}}}:0","endNode":"1","endNodeElementId":"4:{{{server.DatabaseId}}}:1","properties":{"since":1833}}]""",
            graph.GetProperty("relationships").GetRawText()
        );
    }

    [Fact]
    public async Task Parameters_reach_the_query_exactly()
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.PostAsync(
            """
            {"statements":[{"statement":"RETURN $i + 1 AS i, $f AS f, $m AS m","parameters":{"i":9007199254740993,"f":2.0,"m":{"a":[1,null]}}}]}
            """
        );

        Assert.Contains(
            "\"row\":[9007199254740994,2.0,{\"a\":[1,null]}]",
            response.Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Several_statements_give_several_results_and_one_bookmark()
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.PostAsync(
            """{"statements":[{"statement":"RETURN 1 AS a"},{"statement":"RETURN 2 AS b","includeStats":true}]}"""
        );

        using var document = JsonDocument.Parse(response.Body);
        var results = document.RootElement.GetProperty("results");
        Assert.Equal(2, results.GetArrayLength());
        Assert.False(results[0].TryGetProperty("stats", out _));
        Assert.Equal(
            """{"contains_updates":false,"nodes_created":0,"nodes_deleted":0,"properties_set":0,"relationships_created":0,"relationship_deleted":0,"labels_added":0,"labels_removed":0,"indexes_added":0,"indexes_removed":0,"constraints_added":0,"constraints_removed":0,"contains_system_updates":false,"system_updates":0}""",
            results[1].GetProperty("stats").GetRawText()
        );
        Assert.Equal(1, document.RootElement.GetProperty("lastBookmarks").GetArrayLength());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"statements\":[]}")]
    public async Task No_statements_are_no_error(string body)
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.PostAsync(body);

        Assert.Equal("""{"results":[],"errors":[]""", Before(response.Body));
    }

    [Fact]
    public async Task A_failure_ends_the_results_and_stands_in_the_body()
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.PostAsync(
            """{"statements":[{"statement":"RETURN 1 AS a"},{"statement":"RETRN 1"},{"statement":"RETURN 3 AS c"}]}"""
        );

        Assert.Equal("HTTP/1.1 200 OK", response.StatusLine);
        using var document = JsonDocument.Parse(response.Body);
        Assert.Equal(1, document.RootElement.GetProperty("results").GetArrayLength());
        Assert.False(document.RootElement.TryGetProperty("lastBookmarks", out _));
        var error = Assert.Single(document.RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal(
            "Neo.ClientError.Statement.SyntaxError",
            error.GetProperty("code").GetString()
        );
        Assert.Contains(
            "Invalid input 'RETRN'",
            error.GetProperty("message").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_failure_in_the_middle_of_the_rows_leaves_whole_json()
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.PostAsync(
            Statement("UNWIND range(5000, 0, -1) AS i RETURN 10 / i AS x")
        );

        using var document = JsonDocument.Parse(response.Body);
        Assert.Equal(
            "Neo.ClientError.Statement.ArithmeticError",
            document.RootElement.GetProperty("errors")[0].GetProperty("code").GetString()
        );
        Assert.Equal(1, document.RootElement.GetProperty("results").GetArrayLength());
    }

    [Theory]
    [InlineData("{\"statements\":[")]
    [InlineData("not json")]
    [InlineData("{\"unknown\":1}")]
    public async Task Malformed_requests_are_told_in_the_body(string body)
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.PostAsync(body);

        Assert.Equal("HTTP/1.1 200 OK", response.StatusLine);
        using var document = JsonDocument.Parse(response.Body);
        Assert.Equal(0, document.RootElement.GetProperty("results").GetArrayLength());
        Assert.Equal(
            "Neo.ClientError.Request.InvalidFormat",
            document.RootElement.GetProperty("errors")[0].GetProperty("code").GetString()
        );
    }

    [Fact]
    public async Task Unknown_database_is_not_found()
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.ExchangeAsync(
            "POST /db/Nowhere/tx/commit HTTP/1.1\nHost: localhost",
            Statement("RETURN 1 AS one")
        );

        Assert.Equal("HTTP/1.1 404 Not Found", response.StatusLine);
        Assert.Equal(
            """{"errors":[{"code":"Neo.ClientError.Database.DatabaseNotFound","message":"Database does not exist. Database name: 'Nowhere'."}]}""",
            response.Body
        );
    }

    [Fact]
    public async Task Database_names_are_taken_in_any_case()
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.ExchangeAsync(
            "POST /db/NEO4J/tx/commit HTTP/1.1\nHost: localhost",
            Statement("RETURN 1 AS one")
        );

        Assert.Equal("HTTP/1.1 200 OK", response.StatusLine);
    }

    [Theory]
    [InlineData("POST /db/neo4j/tx/1", "404 Not Found")]
    [InlineData("DELETE /db/neo4j/tx/1", "404 Not Found")]
    [InlineData("GET /nowhere", "404 Not Found")]
    [InlineData("GET /db/neo4j/tx/commit", "405 Method Not Allowed")]
    [InlineData("PUT /", "405 Method Not Allowed")]
    public async Task What_is_not_there_is_said_so(string request, string status)
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.ExchangeAsync($"{request} HTTP/1.1\nHost: localhost");

        Assert.Equal($"HTTP/1.1 {status}", response.StatusLine);
    }

    [Theory]
    [InlineData("Content-Type: text/plain", "415 Unsupported Media Type")]
    [InlineData("Content-Type: application/x-www-form-urlencoded", "415 Unsupported Media Type")]
    [InlineData("Content-Type: application/json; charset=UTF-8", "200 OK")]
    [InlineData("Accept: text/csv", "406 Not Acceptable")]
    [InlineData("Accept: application/vnd.neo4j.jolt-v9", "406 Not Acceptable")]
    [InlineData("Accept: application/json;charset=UTF-8", "200 OK")]
    [InlineData("Accept: text/html, application/*;q=0.5", "200 OK")]
    public async Task Content_types_are_negotiated(string header, string status)
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.ExchangeAsync(
            $"POST /db/neo4j/tx/commit HTTP/1.1\nHost: localhost\n{header}",
            Statement("RETURN 1 AS one")
        );

        Assert.Equal($"HTTP/1.1 {status}", response.StatusLine);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        await using var server = await HttpServer.StartAsync(
            options: new HttpFrontOptions { MaxRequestBodyBytes = 10_000 }
        );

        var small = await server.PostAsync(
            Statement($"RETURN size('{new string('x', 9_000)}') AS n")
        );
        var large = await server.PostAsync(
            Statement($"RETURN size('{new string('x', 11_000)}') AS n")
        );

        Assert.Contains("\"row\":[9000]", small.Body, StringComparison.Ordinal);
        Assert.Equal("HTTP/1.1 413 Payload Too Large", large.StatusLine);
        Assert.Contains("at most 10000 bytes", large.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_body_within_the_limit_is_read_whole()
    {
        await using var server = await HttpServer.StartAsync();
        string text = new('x', 3_000_000);

        var response = await server.PostAsync(
            $$$"""{"statements":[{"statement":"RETURN size($t) AS n","parameters":{"t":"{{{text}}}"}}]}"""
        );

        Assert.Contains("\"row\":[3000000]", response.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_has_a_plan_and_no_rows_and_profile_both()
    {
        await using var server = await HttpServer.StartAsync();

        var explained = await server.PostAsync(Statement("EXPLAIN MATCH (p:Person) RETURN p"));
        var profiled = await server.PostAsync(Statement("PROFILE MATCH (p:Person) RETURN p"));

        using var explainedDocument = JsonDocument.Parse(explained.Body);
        var result = explainedDocument.RootElement.GetProperty("results")[0];
        Assert.Equal(0, result.GetProperty("data").GetArrayLength());
        var root = result.GetProperty("plan").GetProperty("root");
        Assert.Equal("ProduceResults@neo4j", root.GetProperty("operatorType").GetString());
        Assert.False(root.TryGetProperty("Rows", out _));

        using var profiledDocument = JsonDocument.Parse(profiled.Body);
        result = profiledDocument.RootElement.GetProperty("results")[0];
        Assert.Equal(2, result.GetProperty("data").GetArrayLength());
        root = result.GetProperty("plan").GetProperty("root");
        Assert.Equal(2, root.GetProperty("Rows").GetInt64());
    }

    [Fact]
    public async Task Unknown_labels_are_notified()
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.PostAsync(Statement("MATCH (p:Persn) RETURN p"));

        using var document = JsonDocument.Parse(response.Body);
        var notification = document.RootElement.GetProperty("notifications")[0];
        Assert.Equal(
            "Neo.ClientNotification.Statement.UnknownLabelWarning",
            notification.GetProperty("code").GetString()
        );
        Assert.Equal("WARNING", notification.GetProperty("severity").GetString());
        Assert.Equal(10, notification.GetProperty("position").GetProperty("column").GetInt32());
    }

    [Theory]
    [InlineData("Access-Mode: MAYBE", "Neo.ClientError.Request.InvalidFormat")]
    [InlineData("max-execution-time: soon", "Neo.ClientError.Request.InvalidFormat")]
    [InlineData("Bookmarks: nonsense", "Neo.ClientError.Request.InvalidFormat")]
    [InlineData("Bookmarks: [\"nonsense\"]", "Neo.ClientError.Transaction.InvalidBookmark")]
    public async Task Wrong_headers_are_told_in_the_body(string header, string code)
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.ExchangeAsync(
            $"POST /db/neo4j/tx/commit HTTP/1.1\nHost: localhost\n{header}",
            Statement("RETURN 1 AS one")
        );

        using var document = JsonDocument.Parse(response.Body);
        Assert.Equal(
            code,
            document.RootElement.GetProperty("errors")[0].GetProperty("code").GetString()
        );
    }

    [Fact]
    public async Task A_bookmark_of_one_answer_is_taken_by_the_next_request()
    {
        await using var server = await HttpServer.StartAsync();
        var first = await server.PostAsync(Statement("RETURN 1 AS one"));
        using var document = JsonDocument.Parse(first.Body);
        string bookmarks = document.RootElement.GetProperty("lastBookmarks").GetRawText();

        var second = await server.ExchangeAsync(
            $"POST /db/neo4j/tx/commit HTTP/1.1\nHost: localhost\nBookmarks: {bookmarks}",
            Statement("RETURN 2 AS two")
        );

        Assert.Contains("\"row\":[2]", second.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_takes_too_long_is_stopped()
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.ExchangeAsync(
            "POST /db/neo4j/tx/commit HTTP/1.1\nHost: localhost\nmax-execution-time: 50",
            Statement(
                "UNWIND range(1, 1000) AS a UNWIND range(1, 1000) AS b UNWIND range(1, 1000) AS c "
                    + "UNWIND range(1, 1000) AS d RETURN count(*) AS n"
            )
        );

        Assert.Contains(
            "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
            response.Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Many_rows_stream_whole()
    {
        await using var server = await HttpServer.StartAsync();

        var response = await server.PostAsync(
            Statement("UNWIND range(1, 50000) AS i RETURN i, 'row ' + i AS text")
        );

        Assert.Equal("chunked", response.Headers["Transfer-Encoding"]);
        using var document = JsonDocument.Parse(response.Body);
        var data = document.RootElement.GetProperty("results")[0].GetProperty("data");
        Assert.Equal(50_000, data.GetArrayLength());
        Assert.Equal("""[50000,"row 50000"]""", data[49_999].GetProperty("row").GetRawText());
    }

    private static string Statement(string query) =>
        $$"""{"statements":[{"statement":{{JsonSerializer.Serialize(query)}}}]}""";

    private static string Before(string body)
    {
        int at = body.IndexOf(LastBookmarks, StringComparison.Ordinal);
        Assert.True(at > 0, body);
        return body[..at];
    }
}
