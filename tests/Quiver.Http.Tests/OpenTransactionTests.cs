using System.Text.Json;
using Quiver.Engine.Tests;

namespace Quiver.Http.Tests;

public sealed class OpenTransactionTests
{
    private const string NotFound = "Neo.ClientError.Transaction.TransactionNotFound";

    [Fact]
    public async Task Opening_names_where_to_go_on_and_until_when()
    {
        await using var server = await HttpServer.StartAsync();

        var response = await SendAsync(server, "POST /db/neo4j/tx", "RETURN 1 AS one");

        Assert.Equal("HTTP/1.1 201 Created", response.StatusLine);
        string location = response.Headers["Location"];
        Assert.Matches("^http://example.org:7474/db/neo4j/tx/[0-9]+$", location);
        using var document = JsonDocument.Parse(response.Body);
        var root = document.RootElement;
        Assert.Equal($"{location}/commit", root.GetProperty("commit").GetString());
        Assert.EndsWith(
            " GMT",
            root.GetProperty("transaction").GetProperty("expires").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(1, root.GetProperty("results").GetArrayLength());
        Assert.Equal(0, root.GetProperty("errors").GetArrayLength());
        Assert.False(root.TryGetProperty("lastBookmarks", out _));
    }

    [Fact]
    public async Task A_transaction_goes_on_until_its_commit()
    {
        await using var server = await HttpServer.StartAsync();
        string path = await OpenAsync(server);

        var run = await SendAsync(server, $"POST {path}", "RETURN 2 AS two");
        var keptAlive = await SendAsync(server, $"POST {path}");
        var commit = await SendAsync(server, $"POST {path}/commit", "RETURN 3 AS three");
        var after = await SendAsync(server, $"POST {path}");

        Assert.Contains("\"row\":[2]", run.Body, StringComparison.Ordinal);
        Assert.Contains("\"expires\"", run.Body, StringComparison.Ordinal);
        Assert.Contains("\"expires\"", keptAlive.Body, StringComparison.Ordinal);
        Assert.Equal("HTTP/1.1 200 OK", commit.StatusLine);
        Assert.Contains("\"row\":[3]", commit.Body, StringComparison.Ordinal);
        Assert.Contains("\"lastBookmarks\":[\"", commit.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"expires\"", commit.Body, StringComparison.Ordinal);
        AssertNotFound(after);
        await server.AwaitIdleAsync();
    }

    [Fact]
    public async Task Rollback_answers_with_nothing_and_ends_it()
    {
        await using var server = await HttpServer.StartAsync();
        string path = await OpenAsync(server);

        var rollback = await SendAsync(server, $"DELETE {path}");

        Assert.Equal("HTTP/1.1 200 OK", rollback.StatusLine);
        Assert.Equal("""{"results":[],"errors":[]}""", rollback.Body);
        AssertNotFound(await SendAsync(server, $"DELETE {path}"));
        await server.AwaitIdleAsync();
    }

    [Fact]
    public async Task A_failing_statement_rolls_it_back()
    {
        await using var server = await HttpServer.StartAsync();
        string path = await OpenAsync(server);

        var failed = await SendAsync(server, $"POST {path}", "RETRN 1");

        Assert.Equal("HTTP/1.1 200 OK", failed.StatusLine);
        Assert.Contains("Statement.SyntaxError", failed.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"commit\"", failed.Body, StringComparison.Ordinal);
        AssertNotFound(await SendAsync(server, $"POST {path}/commit"));
        await server.AwaitIdleAsync();
    }

    [Fact]
    public async Task A_malformed_body_rolls_it_back()
    {
        await using var server = await HttpServer.StartAsync();
        string path = await OpenAsync(server);

        var failed = await server.ExchangeAsync(
            $"POST {path} HTTP/1.1\nHost: example.org:7474",
            "{\"statements\":["
        );

        Assert.Contains("Request.InvalidFormat", failed.Body, StringComparison.Ordinal);
        AssertNotFound(await SendAsync(server, $"POST {path}"));
        await server.AwaitIdleAsync();
    }

    [Theory]
    [InlineData("POST /db/neo4j/tx/123456789")]
    [InlineData("POST /db/neo4j/tx/123456789/commit")]
    [InlineData("DELETE /db/neo4j/tx/123456789")]
    [InlineData("POST /db/neo4j/tx/nonsense")]
    [InlineData("POST /db/neo4j/tx/99999999999999999999")]
    public async Task Unknown_transactions_are_not_found(string request)
    {
        await using var server = await HttpServer.StartAsync();

        AssertNotFound(await SendAsync(server, request));
    }

    [Fact]
    public async Task One_that_is_not_used_is_rolled_back()
    {
        var clock = new ManualClock();
        await using var server = await HttpServer.StartAsync(
            options: new HttpFrontOptions
            {
                Clock = clock,
                TransactionIdleTime = TimeSpan.FromSeconds(2),
            }
        );
        string path = await OpenAsync(server);

        clock.Advance(TimeSpan.FromSeconds(1.5));
        var inTime = await SendAsync(server, $"POST {path}");
        clock.Advance(TimeSpan.FromSeconds(1.5));
        var againInTime = await SendAsync(server, $"POST {path}");
        clock.Advance(TimeSpan.FromSeconds(2.1));
        var late = await SendAsync(server, $"POST {path}");

        Assert.Equal("HTTP/1.1 200 OK", inTime.StatusLine);
        Assert.Equal("HTTP/1.1 200 OK", againInTime.StatusLine);
        AssertNotFound(late);
        await server.AwaitIdleAsync();
    }

    [Fact]
    public async Task There_are_at_most_so_many()
    {
        await using var server = await HttpServer.StartAsync(
            options: new HttpFrontOptions { MaxOpenTransactions = 2 }
        );
        string first = await OpenAsync(server);
        await OpenAsync(server);

        var third = await SendAsync(server, "POST /db/neo4j/tx");
        await SendAsync(server, $"DELETE {first}");
        var fourth = await SendAsync(server, "POST /db/neo4j/tx");

        Assert.Contains(
            "Neo.TransientError.Transaction.MaximumTransactionLimitReached",
            third.Body,
            StringComparison.Ordinal
        );
        Assert.Equal("HTTP/1.1 201 Created", fourth.StatusLine);
    }

    [Fact]
    public async Task Another_database_does_not_know_it()
    {
        await using var server = await HttpServer.StartAsync();
        string path = await OpenAsync(server);

        var response = await SendAsync(
            server,
            $"POST {path.Replace("/db/neo4j/", "/db/nowhere/", StringComparison.Ordinal)}"
        );

        Assert.Equal("HTTP/1.1 404 Not Found", response.StatusLine);
        Assert.Contains("DatabaseNotFound", response.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_credentials_it_stays_open()
    {
        await using var server = await HttpServer.StartAsync(requiresAuthentication: true);
        string authorization =
            $"\nAuthorization: Basic {Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{HttpServer.User}:{HttpServer.Password}"))}";
        var opened = await server.ExchangeAsync(
            $"POST /db/neo4j/tx HTTP/1.1\nHost: example.org:7474{authorization}"
        );
        string path = new Uri(opened.Headers["Location"]).AbsolutePath;

        var refused = await SendAsync(server, $"POST {path}");
        var known = await server.ExchangeAsync(
            $"POST {path} HTTP/1.1\nHost: example.org:7474{authorization}"
        );

        Assert.Equal("HTTP/1.1 401 Unauthorized", refused.StatusLine);
        Assert.Equal("HTTP/1.1 200 OK", known.StatusLine);
    }

    private static async Task<string> OpenAsync(HttpServer server)
    {
        var response = await SendAsync(server, "POST /db/neo4j/tx");
        Assert.Equal("HTTP/1.1 201 Created", response.StatusLine);
        return new Uri(response.Headers["Location"]).AbsolutePath;
    }

    private static Task<RawResponse> SendAsync(
        HttpServer server,
        string request,
        string? statement = null
    ) =>
        server.ExchangeAsync(
            $"{request} HTTP/1.1\nHost: example.org:7474\nContent-Type: application/json",
            statement is null ? "" : $$$"""{"statements":[{"statement":"{{{statement}}}"}]}"""
        );

    private static void AssertNotFound(RawResponse response)
    {
        Assert.Equal("HTTP/1.1 404 Not Found", response.StatusLine);
        using var document = JsonDocument.Parse(response.Body);
        Assert.Equal(0, document.RootElement.GetProperty("results").GetArrayLength());
        Assert.Equal(
            NotFound,
            document.RootElement.GetProperty("errors")[0].GetProperty("code").GetString()
        );
    }
}
