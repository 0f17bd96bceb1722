using System.Text;
using System.Text.Json;
using Quiver.Engine.Tests;

namespace Quiver.Http.Tests;

/// <summary>Tokens: given for a password, taken in its place.</summary>
public sealed class TokenTests
{
    private const string Body = """{"statements":[{"statement":"RETURN 1 AS one"}]}""";

    [Theory]
    [InlineData("application/json", """{"username":"neo4j","password":"secret-password"}""")]
    [InlineData(
        "application/x-www-form-urlencoded",
        "grant_type=password&username=neo4j&password=secret%2Dpassword"
    )]
    [InlineData(
        "application/x-www-form-urlencoded",
        """{"username":"neo4j","password":"secret-password"}"""
    )]
    public async Task Right_password_in_the_body_gives_a_token_that_is_taken(
        string type,
        string body
    )
    {
        await using var server = await HttpServer.StartAsync(requiresAuthentication: true);

        var answer = await AskAsync(server, type, body);

        Assert.Equal("HTTP/1.1 200 OK", answer.StatusLine);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        using var document = JsonDocument.Parse(answer.Body);
        Assert.Equal("Bearer", document.RootElement.GetProperty("token_type").GetString());
        Assert.Equal(86_400, document.RootElement.GetProperty("expires_in").GetInt32());
        Assert.Equal("admin", document.RootElement.GetProperty("scope").GetString());
        string token = document.RootElement.GetProperty("access_token").GetString()!;
        foreach (
            string sent in (string[])[token, Convert.ToBase64String(Encoding.ASCII.GetBytes(token))]
        )
        {
            var response = await PostAsync(server, "Bearer " + sent);
            Assert.Equal("HTTP/1.1 200 OK", response.StatusLine);
            Assert.Contains("\"row\":[1]", response.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Header_with_a_password_gives_a_token_and_one_with_a_token_does_not()
    {
        await using var server = await HttpServer.StartAsync(requiresAuthentication: true);
        string basic = "Basic " + Convert.ToBase64String("neo4j:secret-password"u8);

        var answer = await server.ExchangeAsync(
            $"POST /auth/token HTTP/1.1\nHost: localhost\nAuthorization: {basic}"
        );
        using var document = JsonDocument.Parse(answer.Body);
        string token = document.RootElement.GetProperty("access_token").GetString()!;
        var next = await server.ExchangeAsync(
            $"POST /auth/token HTTP/1.1\nHost: localhost\nAuthorization: Bearer {token}"
        );

        Assert.Equal("HTTP/1.1 400 Bad Request", next.StatusLine);
    }

    [Fact]
    public async Task Token_ends()
    {
        var clock = new ManualClock();
        await using var server = await HttpServer.StartAsync(
            requiresAuthentication: true,
            new HttpFrontOptions { Clock = clock }
        );
        var answer = await AskAsync(
            server,
            "application/json",
            """{"username":"neo4j","password":"secret-password","expires_in":1}"""
        );
        using var document = JsonDocument.Parse(answer.Body);
        string token = document.RootElement.GetProperty("access_token").GetString()!;
        Assert.Equal("HTTP/1.1 200 OK", (await PostAsync(server, "Bearer " + token)).StatusLine);

        clock.Advance(TimeSpan.FromSeconds(1));
        var response = await PostAsync(server, "Bearer " + token);

        Assert.Equal("HTTP/1.1 401 Unauthorized", response.StatusLine);
        Assert.Equal(
            """{"errors":[{"code":"Neo.ClientError.Security.TokenExpired","message":"The token has expired. POST /auth/token gives a new one."}]}""",
            response.Body
        );
    }

    [Theory]
    [InlineData("qvt_")]
    [InlineData("qvt_AAAA")]
    [InlineData("cXZ0XwAA")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.e30.AAAA")]
    public async Task Token_of_nobody_is_unauthorized(string token)
    {
        await using var server = await HttpServer.StartAsync(requiresAuthentication: true);

        var response = await PostAsync(server, "Bearer " + token);

        Assert.Equal("HTTP/1.1 401 Unauthorized", response.StatusLine);
        Assert.Contains(
            "Neo.ClientError.Security.Unauthorized",
            response.Body,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "Bearer ",
            response.Headers["WWW-Authenticate"],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""{"username":"neo4j","password":"wrong"}""", 401)]
    [InlineData("""{"username":"nobody","password":"secret-password"}""", 401)]
    [InlineData("""{"username":"neo4j"}""", 400)]
    [InlineData("""{"username":1,"password":"secret-password"}""", 400)]
    [InlineData("""{"username":"neo4j","password":"secret-password","role":"admin"}""", 400)]
    [InlineData("""{"username":"neo4j","password":"secret-password","expires_in":-1}""", 400)]
    [InlineData("""{"username":""", 400)]
    [InlineData("[]", 400)]
    [InlineData("", 400)]
    public async Task Anything_else_gives_none(string body, int status)
    {
        await using var server = await HttpServer.StartAsync(requiresAuthentication: true);

        var answer = await AskAsync(server, "application/json", body);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer.StatusLine, StringComparison.Ordinal);
        Assert.Contains("\"errors\":[{\"code\":\"Neo.", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("access_token", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_is_asked_a_token_is_given_all_the_same()
    {
        await using var server = await HttpServer.StartAsync();

        var answer = await AskAsync(server, "application/json", "");

        Assert.Contains("access_token", answer.Body, StringComparison.Ordinal);
    }

    private static Task<RawResponse> AskAsync(HttpServer server, string type, string body) =>
        server.ExchangeAsync(
            $"POST /auth/token HTTP/1.1\nHost: localhost\nContent-Type: {type}",
            body
        );

    private static Task<RawResponse> PostAsync(HttpServer server, string authorization) =>
        server.ExchangeAsync(
            $"POST /db/neo4j/tx/commit HTTP/1.1\nHost: localhost\nContent-Type: application/json\nAuthorization: {authorization}",
            Body
        );
}
