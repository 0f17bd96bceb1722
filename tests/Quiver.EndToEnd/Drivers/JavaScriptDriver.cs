using System.Text.Json;
using System.Text.Json.Nodes;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd.Drivers;

/// <summary>Runs the scripts of tests/javascript, which use npm's official neo4j-driver.</summary>
internal static class JavaScriptDriver
{
    private static readonly Dictionary<string, string> NoVariables = [];

    /// <summary>Runs a script against a server; gives the JSON that it prints.</summary>
    /// <param name="server">The server.</param>
    /// <param name="script">The script's name without ending.</param>
    /// <param name="database">The database.</param>
    /// <param name="request">What the script needs besides.</param>
    /// <param name="scheme">bolt or neo4j.</param>
    public static async Task<JsonElement> RunAsync(
        RunningServer server,
        string script,
        string database,
        JsonObject? request = null,
        string scheme = "bolt"
    )
    {
        Assert.True(
            Directory.Exists(Path.Join(Repository.JavaScript, "node_modules", "neo4j-driver")),
            "Run 'npm ci' in tests/javascript first, or ./test, which does it."
        );
        request ??= [];
        request["url"] = server.Bolt.Replace("bolt:", scheme + ":", StringComparison.Ordinal);
        string[] auth = server.Auth.Split('/');
        request["user"] = auth[0];
        request["password"] = auth[^1];
        request["database"] = database;
        using var node = RunningProgram.Start(
            "node",
            [script + ".mjs"],
            Repository.JavaScript,
            NoVariables,
            request.ToJsonString()
        );
        var result = (await node.WaitAsync()).Expect(0);
        return JsonDocument.Parse(result.Output).RootElement;
    }

    /// <summary>Runs queries by <c>executeQuery</c>; gives each one's rows, cells joined by blanks.</summary>
    public static async Task<string[][]> QueryAsync(
        RunningServer server,
        string database,
        IEnumerable<(string Text, JsonObject? Parameters)> queries,
        string scheme = "bolt"
    )
    {
        var list = new JsonArray();
        foreach (var (text, parameters) in queries)
        {
            list.Add(new JsonObject { ["text"] = text, ["parameters"] = parameters });
        }
        var results = await RunAsync(
            server,
            "queries",
            database,
            new JsonObject { ["queries"] = list },
            scheme
        );
        return
        [
            .. results
                .EnumerateArray()
                .Select(result =>
                    result
                        .GetProperty("rows")
                        .EnumerateArray()
                        .Select(row => string.Join(' ', row.EnumerateArray()))
                        .ToArray()
                ),
        ];
    }
}
