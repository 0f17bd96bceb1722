using System.Text;

namespace Quiver.Http.Tests;

public sealed class AuthenticationTests
{
    private const string Body = """{"statements":[{"statement":"RETURN 1 AS one"}]}""";

    [Fact]
    public async Task Right_password_is_let_in()
    {
        await using var server = await HttpServer.StartAsync(requiresAuthentication: true);

        var response = await PostAsync(server, Basic("neo4j", "secret-password"));

        Assert.Equal("HTTP/1.1 200 OK", response.StatusLine);
        Assert.Contains("\"row\":[1]", response.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_header_is_told_with_a_challenge()
    {
        await using var server = await HttpServer.StartAsync(requiresAuthentication: true);

        var response = await PostAsync(server, authorization: null);

        Assert.Equal("HTTP/1.1 401 Unauthorized", response.StatusLine);
        Assert.Equal("Basic realm=\"Neo4j\"", response.Headers["WWW-Authenticate"]);
        Assert.Equal(
            """{"errors":[{"code":"Neo.ClientError.Security.Unauthorized","message":"No authentication header supplied."}]}""",
            response.Body
        );
    }

    [Fact]
    public async Task Wrong_password_is_unauthorized()
    {
        await using var server = await HttpServer.StartAsync(requiresAuthentication: true);

        var response = await PostAsync(server, Basic("neo4j", "wrong"));

        Assert.Equal("HTTP/1.1 401 Unauthorized", response.StatusLine);
        Assert.Equal(
            """{"errors":[{"code":"Neo.ClientError.Security.Unauthorized","message":"Invalid username or password."}]}""",
            response.Body
        );
    }

    [Theory]
    [InlineData("Basic !!!")]
    [InlineData("Basic bm9jb2xvbg==")]
    [InlineData("Digest x")]
    [InlineData("Basic /////w==")]
    public async Task Header_that_cannot_be_decoded_is_refused(string header)
    {
        await using var server = await HttpServer.StartAsync(requiresAuthentication: true);

        var response = await PostAsync(server, header);

        Assert.Equal("HTTP/1.1 400 Bad Request", response.StatusLine);
        Assert.Equal(
            """{"errors":[{"code":"Neo.ClientError.Request.InvalidFormat","message":"Invalid authentication header."}]}""",
            response.Body
        );
    }

    [Fact]
    public async Task Guessing_is_slowed_down()
    {
        await using var server = await HttpServer.StartAsync(requiresAuthentication: true);
        for (int i = 0; i < 3; i++)
        {
            await PostAsync(server, Basic("neo4j", "wrong"));
        }

        var response = await PostAsync(server, Basic("neo4j", "secret-password"));

        Assert.Equal("HTTP/1.1 429 Too Many Requests", response.StatusLine);
        Assert.Contains(
            "Neo.ClientError.Security.AuthenticationRateLimit",
            response.Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Password_is_checked_before_the_database_is_looked_for()
    {
        await using var server = await HttpServer.StartAsync(requiresAuthentication: true);

        var response = await server.ExchangeAsync(
            "POST /db/nowhere/tx/commit HTTP/1.1\nHost: localhost",
            Body
        );

        Assert.Equal("HTTP/1.1 401 Unauthorized", response.StatusLine);
    }

    [Theory]
    [InlineData("/db/neo4j/tx/commit", Body)]
    [InlineData("/db/neo4j/tx", Body)]
    [InlineData(
        "/db/neo4j/tx/commit",
        """{"statements":[{"statement":"RETURN 1"},{"statement":"RETURN 2"}]}"""
    )]
    [InlineData(
        "/db/system/tx/commit",
        """{"statements":[{"statement":"CREATE DATABASE other"}]}"""
    )]
    [InlineData("/db/neo4j/query/v2", """{"statement":"RETURN 1"}""")]
    [InlineData("/db/neo4j/query/v2/tx", """{"statement":"RETURN 1"}""")]
    public async Task Password_that_must_be_changed_is_forbidden_until_it_is(
        string path,
        string body
    )
    {
        await using var server = await HttpServer.StartAsync(requiresAuthentication: true);
        const string System = "/db/system/tx/commit";
        await PostAsync(
            server,
            Basic("neo4j", "secret-password"),
            System,
            """{"statements":[{"statement":"CREATE USER ada SET PASSWORD 'first-word'"}]}"""
        );

        var refused = await PostAsync(server, Basic("ada", "first-word"), path, body);

        Assert.Equal("HTTP/1.1 403 Forbidden", refused.StatusLine);
        Assert.Contains(
            "\"code\":\"Neo.ClientError.Security.CredentialsExpired\"",
            refused.Body,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Location", refused.Headers.Keys);

        var changed = await PostAsync(
            server,
            Basic("ada", "first-word"),
            System,
            """{"statements":[{"statement":"ALTER CURRENT USER SET PASSWORD FROM 'first-word' TO 'second-word'"}]}"""
        );
        Assert.Equal("HTTP/1.1 200 OK", changed.StatusLine);
        Assert.Contains("\"errors\":[]", changed.Body, StringComparison.Ordinal);
        var response = await PostAsync(server, Basic("ada", "second-word"));
        Assert.Contains("\"row\":[1]", response.Body, StringComparison.Ordinal);
    }

    private static string Basic(string user, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    private static Task<RawResponse> PostAsync(
        HttpServer server,
        string? authorization,
        string path = "/db/neo4j/tx/commit",
        string body = Body
    )
    {
        string header = authorization is null ? "" : $"\nAuthorization: {authorization}";
        return server.ExchangeAsync(
            $"POST {path} HTTP/1.1\nHost: localhost\nContent-Type: application/json{header}",
            body
        );
    }
}
