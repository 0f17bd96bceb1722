namespace Quiver.Http.Tests;

/// <summary>Answers as Jolt, byte by byte.</summary>
public sealed class JoltTests
{
    private const string Values =
        "RETURN true AS a, 1 AS b, 2147483648 AS c, 1.5 AS d, 2.0 AS e, 'x' AS f, [1, 'y'] AS g, {k: 1} AS h, null AS i, date('2020-01-02') AS j, point({x: 1, y: 2.5}) AS k, duration('P1D') AS l";

    [Fact]
    public async Task Sparse_values_are_plain_where_JSON_has_them()
    {
        await using var server = await HttpServer.StartAsync();

        var answer = await PostAsync(server, "application/vnd.neo4j.jolt-v2", Values);

        Assert.Equal("HTTP/1.1 200 OK", answer.StatusLine);
        Assert.Equal("application/vnd.neo4j.jolt-v2", answer.Headers["Content-Type"]);
        string[] lines = answer.Body.Split('\n');
        Assert.Equal(
            [
                """{"header":{"fields":["a","b","c","d","e","f","g","h","i","j","k","l"]}}""",
                """{"data":[true,1,{"Z":"2147483648"},1.5,{"R":"2.0"},"x",[1,"y"],{"{}":{"k":1}},null,{"T":"2020-01-02"},{"@":"SRID=7203;POINT(1.0 2.5)"},{"T":"P1D"}]}""",
                """{"summary":{}}""",
            ],
            lines[..3]
        );
        Assert.StartsWith("""{"info":{"lastBookmarks":[""", lines[3], StringComparison.Ordinal);
        Assert.Equal("", lines[4]);
    }

    [Fact]
    public async Task Strict_values_all_bear_their_type_and_sequences_a_separator()
    {
        await using var server = await HttpServer.StartAsync();

        var answer = await PostAsync(
            server,
            "application/vnd.neo4j.jolt-v2+json-seq;strict=true",
            Values
        );

        Assert.Equal(
            "application/vnd.neo4j.jolt-v2+json-seq;strict=true",
            answer.Headers["Content-Type"]
        );
        Assert.Equal(
            "\u001e"
                + """{"data":[{"?":"true"},{"Z":"1"},{"Z":"2147483648"},{"R":"1.5"},{"R":"2.0"},{"U":"x"},{"[]":[{"Z":"1"},{"U":"y"}]},{"{}":{"k":{"Z":"1"}}},null,{"T":"2020-01-02"},{"@":"SRID=7203;POINT(1.0 2.5)"},{"T":"P1D"}]}""",
            answer.Body.Split('\n')[1]
        );
        Assert.All(answer.Body.Split('\n')[..^1], line => Assert.Equal('\u001e', line[0]));
    }

    [Fact]
    public async Task Entities_have_element_ids_in_version_2_and_numbers_before()
    {
        await using var server = await HttpServer.StartAsync();
        const string Create =
            "CREATE p = (a:Jolt {n: 1})<-[r:KNOWS {s: 'x'}]-(b:Jolt:Other) RETURN a, r, p, id(a), id(b), id(r), elementId(a), elementId(b), elementId(r)";

        string second = (await PostAsync(server, "application/vnd.neo4j.jolt-v2", Create)).Body;
        using var data = System.Text.Json.JsonDocument.Parse(second.Split('\n')[1]);
        var cells = data.RootElement.GetProperty("data");
        string a = cells[6].GetString()!;
        string b = cells[7].GetString()!;
        string r = cells[8].GetString()!;
        string node = $$$"""{"()":["{{{a}}}",["Jolt"],{"n":1}]}""";
        Assert.Equal(node, cells[0].GetRawText());
        Assert.Equal(
            $$$"""{"->":["{{{r}}}","{{{b}}}","KNOWS","{{{a}}}",{"s":"x"}]}""",
            cells[1].GetRawText()
        );
        Assert.Equal(
            $$$"""{"..":[{{{node}}},{"<-":["{{{r}}}","{{{a}}}","KNOWS","{{{b}}}",{"s":"x"}]},{"()":["{{{b}}}",["Jolt","Other"],{}]}]}""",
            cells[2].GetRawText()
        );

        string first = (
            await PostAsync(
                server,
                "application/vnd.neo4j.jolt",
                "MATCH (b:Other)-[r:KNOWS]->(a:Jolt) RETURN r, id(r), id(a), id(b)"
            )
        ).Body;
        using var numbers = System.Text.Json.JsonDocument.Parse(first.Split('\n')[1]);
        cells = numbers.RootElement.GetProperty("data");
        Assert.Equal(
            $$$"""{"->":[{{{cells[1]}}},{{{cells[3]}}},"KNOWS",{{{cells[2]}}},{"s":"x"}]}""",
            cells[0].GetRawText()
        );
    }

    [Fact]
    public async Task Errors_come_as_events_and_end_the_rows()
    {
        await using var server = await HttpServer.StartAsync();

        var answer = await PostAsync(
            server,
            "application/vnd.neo4j.jolt-v2",
            "UNWIND [1, 0] AS x RETURN 1 / x AS y"
        );

        string[] lines = answer.Body.Split('\n');
        Assert.Equal("""{"header":{"fields":["y"]}}""", lines[0]);
        Assert.Contains(
            lines,
            line =>
                line.StartsWith(
                    """{"error":{"errors":[{"code":"Neo.ClientError.Statement.ArithmeticError","message":""",
                    StringComparison.Ordinal
                )
        );
        Assert.Equal("""{"info":{}}""", lines[^2]);
        Assert.DoesNotContain("summary", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json, application/vnd.neo4j.jolt-v2;q=0.5", "application/json")]
    [InlineData("application/vnd.neo4j.jolt-v2, application/json;q=0.5", "jolt-v2")]
    [InlineData("application/json;charset=UTF-8", "application/json;charset=utf-8")]
    [InlineData("*/*", "application/json")]
    public async Task The_preferred_form_is_given(string accept, string type)
    {
        await using var server = await HttpServer.StartAsync();

        var answer = await PostAsync(server, accept, "RETURN 1");

        Assert.Contains(type, answer.Headers["Content-Type"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_version_is_not_acceptable()
    {
        await using var server = await HttpServer.StartAsync();

        var answer = await PostAsync(server, "application/vnd.neo4j.jolt-v9", "RETURN 1");

        Assert.Equal("HTTP/1.1 406 Not Acceptable", answer.StatusLine);
    }

    private static Task<RawResponse> PostAsync(HttpServer server, string accept, string query) =>
        server.ExchangeAsync(
            $"POST /db/neo4j/tx/commit HTTP/1.1\nHost: localhost\nContent-Type: application/json;charset=UTF-8\nAccept: {accept}",
            $$"""{"statements":[{"statement":"{{query}}"}]}"""
        );
}
