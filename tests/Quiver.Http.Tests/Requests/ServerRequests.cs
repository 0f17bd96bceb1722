using System.Text;
using System.Text.Json;

namespace Quiver.Http.Tests.Requests;

/// <summary>Requests that are about the server.</summary>
internal static class ServerRequests
{
    /// <summary>Sends a request.</summary>
    /// <param name="server">The server.</param>
    /// <param name="line">Method and path.</param>
    /// <param name="body">The body.</param>
    /// <param name="token">The token, if any.</param>
    public static Task<RawResponse> AskAsync(
        this HttpServer server,
        string line,
        string body,
        string? token = null
    )
    {
        string header = token is null ? "" : $"\nAuthorization: Bearer {token}";
        return server.ExchangeAsync(
            $"{line} HTTP/1.1\nHost: localhost\nContent-Type: application/json{header}",
            body
        );
    }

    /// <summary>A token for a user.</summary>
    public static async Task<string> TokenAsync(
        this HttpServer server,
        string user,
        string password
    )
    {
        var answer = await server.AskAsync(
            "POST /auth/token",
            $$"""{"username":"{{user}}","password":"{{password}}"}"""
        );
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.GetProperty("access_token").GetString()!;
    }

    /// <summary>Runs a statement on a database as the administrator.</summary>
    public static async Task<string> RunAsAdminAsync(
        this HttpServer server,
        string statement,
        string database = "neo4j"
    )
    {
        string basic = Convert.ToBase64String(
            Encoding.UTF8.GetBytes($"{HttpServer.User}:{HttpServer.Password}")
        );
        string text = JsonSerializer.Serialize(statement);
        var answer = await server.ExchangeAsync(
            $"POST /db/{database}/tx/commit HTTP/1.1\nHost: localhost\nContent-Type: application/json\nAuthorization: Basic {basic}",
            $$"""{"statements":[{"statement":{{text}}}]}"""
        );
        Assert.Contains("\"errors\":[]", answer.Body, StringComparison.Ordinal);
        return answer.Body;
    }
}
