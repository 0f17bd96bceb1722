using System.Text.Json;
using System.Text.Json.Nodes;
using Quiver.EndToEnd.Drivers;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd.Guide;

/// <summary>A server as the guide starts it, and somebody who types the guide's commands.</summary>
internal sealed class GuideServer : IDisposable
{
    private const string Auth = "admin/admin";

    private readonly RunningServer _server;

    private GuideServer(RunningServer server) => _server = server;

    /// <summary>The hosts at which the guide must work.</summary>
    public static TheoryData<string> Hosts => ["127.0.0.1", "[::1]"];

    /// <summary>Where it works.</summary>
    public QuiverHome Home => _server.Home;

    /// <summary>The server.</summary>
    public RunningServer Server => _server;

    /// <summary>Starts the server of the guide: a default database of any name, a short password.</summary>
    public static async Task<GuideServer> StartAsync(
        QuiverHome home,
        string host = "127.0.0.1",
        string auth = Auth
    )
    {
        Assert.SkipUnless(IsThere("curl") && IsThere("jq"), "curl or jq is not installed.");
        return new(
            await RunningServer.StartAsync(home, auth, host, "--default-database", "nornic")
        );
    }

    /// <summary>Types a command line of the guide, which names the server as it does, and gives what it prints.</summary>
    public async Task<string> TypeAsync(string command)
    {
        var result = await Home.BashAsync(
            "set -o pipefail\n"
                + command
                    .ReplaceLineEndings("\n")
                    .Replace("http://localhost:7474", _server.Http, StringComparison.Ordinal)
                    .Replace("bolt://localhost:7687", _server.Bolt, StringComparison.Ordinal)
                    .Replace("curl ", "curl -sS -g --max-time 180 ", StringComparison.Ordinal)
        );
        return result.Expect(0).Output.Trim();
    }

    /// <summary>Types a command line that prints JSON.</summary>
    public async Task<JsonElement> AskAsync(string command) =>
        JsonDocument.Parse(await TypeAsync(command)).RootElement;

    /// <summary>Types a <c>curl</c> command line and gives the status and the answer.</summary>
    public async Task<(int Status, JsonElement Answer)> CurlAsync(string command)
    {
        string text = await TypeAsync(command + " -w '\\n%{http_code}'");
        int end = text.LastIndexOf('\n');
        return (
            int.Parse(text[(end + 1)..]),
            end <= 0 ? default : JsonDocument.Parse(text[..end]).RootElement
        );
    }

    /// <summary>Sends a statement by the official driver; gives the rows, cells joined by blanks.</summary>
    public async Task<string[]> DriveAsync(
        string text,
        JsonObject? parameters = null,
        string? database = null
    )
    {
        var query = new JsonObject
        {
            ["text"] = text,
            ["parameters"] = parameters?.DeepClone(),
            ["database"] = database,
        };
        var answer = await JavaScriptDriver.RunAsync(
            _server,
            "guide",
            "nornic",
            new JsonObject { ["queries"] = new JsonArray(query) }
        );
        Assert.Equal(
            (database ?? "nornic").ToLowerInvariant(),
            answer[0].GetProperty("database").GetString()
        );
        return
        [
            .. answer[0]
                .GetProperty("rows")
                .EnumerateArray()
                .Select(row => string.Join(' ', row.EnumerateArray())),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Any(folder => File.Exists(Path.Join(folder, program)));
}
