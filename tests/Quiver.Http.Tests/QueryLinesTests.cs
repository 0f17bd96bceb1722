namespace Quiver.Http.Tests;

/// <summary>Answers of the Query API as JSON lines.</summary>
public sealed class QueryLinesTests
{
    [Fact]
    public async Task Rows_come_as_events_a_line()
    {
        await using var server = await HttpServer.StartAsync();

        var answer = await PostAsync(
            server,
            "application/jsonl",
            """{"statement":"UNWIND [1, 2] AS x RETURN x, 'é' AS y"}"""
        );

        Assert.Equal("HTTP/1.1 202 Accepted", answer.StatusLine);
        Assert.Equal("application/jsonl", answer.Headers["Content-Type"]);
        string[] lines = answer.Body.Split('\n');
        Assert.Equal(
            [
                """{"$event":"Header","_body":{"fields":["x","y"]}}""",
                """{"$event":"Record","_body":[1,"é"]}""",
                """{"$event":"Record","_body":[2,"é"]}""",
            ],
            lines[..3]
        );
        Assert.StartsWith("""{"$event":"Summary","_body":{""", lines[3], StringComparison.Ordinal);
        Assert.Contains("\"bookmarks\":[\"", lines[3], StringComparison.Ordinal);
        Assert.Equal("", lines[4]);
    }

    [Fact]
    public async Task Typed_lines_have_typed_values()
    {
        await using var server = await HttpServer.StartAsync();

        var answer = await PostAsync(
            server,
            "application/vnd.neo4j.query.v1.0+jsonl",
            """{"statement":"RETURN date('2020-01-02') AS d"}"""
        );

        Assert.Equal("application/vnd.neo4j.query.v1.0+jsonl", answer.Headers["Content-Type"]);
        Assert.Contains(
            """{"$event":"Record","_body":[{"$type":"Date","_value":"2020-01-02"}]}""",
            answer.Body,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("RETURN 1 +", "HTTP/1.1 400 Bad Request", "Statement.SyntaxError", 0)]
    [InlineData(
        "UNWIND range(1, 5000) AS x RETURN 1 / (4999 - x) AS y",
        "HTTP/1.1 202 Accepted",
        "Statement.ArithmeticError",
        1
    )]
    public async Task An_error_is_the_last_event(
        string query,
        string status,
        string code,
        int leastRows
    )
    {
        await using var server = await HttpServer.StartAsync();

        var answer = await PostAsync(
            server,
            "application/jsonl",
            $$"""{"statement":"{{query}}"}"""
        );

        Assert.Equal(status, answer.StatusLine);
        string[] lines = answer.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith(
            $$"""{"$event":"Error","_body":{"errors":[{"code":"Neo.ClientError.{{code}}",""",
            lines[^1],
            StringComparison.Ordinal
        );
        Assert.True(lines.Count(line => line.Contains("Record")) >= leastRows);
        Assert.DoesNotContain("Summary", answer.Body, StringComparison.Ordinal);
    }

    private static Task<RawResponse> PostAsync(HttpServer server, string accept, string body) =>
        server.ExchangeAsync(
            $"POST /db/neo4j/query/v2 HTTP/1.1\nHost: localhost\nContent-Type: application/json\nAccept: {accept}",
            body
        );
}
