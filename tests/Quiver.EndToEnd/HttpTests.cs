using System.Text.Json;
using System.Text.Json.Nodes;
using Quiver.EndToEnd.Drivers;
using Quiver.EndToEnd.Running;
using Quiver.EndToEnd.SocialNetwork;

namespace Quiver.EndToEnd;

/// <summary>The transactional HTTP interface, asked with curl as users do.</summary>
public sealed class HttpTests(SocialNetworkServer network)
{
    [Fact]
    public async Task The_query_over_HTTP_answers_what_the_files_say()
    {
        var server = network.Require();
        foreach (long person in network.Answers.Persons)
        {
            var body = new JsonObject
            {
                ["statements"] = new JsonArray(
                    new JsonObject
                    {
                        ["statement"] = DriverQueryTests.MessagesOfFriends,
                        ["parameters"] = new JsonObject { ["id"] = person },
                    }
                ),
            };
            var (status, answer) = await PostAsync(server, "snb", body.ToJsonString());
            Assert.Equal(200, status);
            Assert.Equal(0, answer.GetProperty("errors").GetArrayLength());
            var result = answer.GetProperty("results")[0];
            Assert.Equal(
                ["f.firstName", "n"],
                result.GetProperty("columns").EnumerateArray().Select(c => c.GetString())
            );
            Assert.Equal(
                network.Answers.MessagesOfFriends(person),
                result
                    .GetProperty("data")
                    .EnumerateArray()
                    .Select(d => string.Join(' ', d.GetProperty("row").EnumerateArray()))
            );
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("neo4j:wrong")]
    [InlineData("somebody:secret-password")]
    public async Task Without_the_right_password_there_is_no_answer(string credentials)
    {
        var (status, answer) = await PostAsync(
            network.Require(),
            "snb",
            """{"statements":[{"statement":"RETURN 1"}]}""",
            credentials
        );
        Assert.Equal(401, status);
        Assert.Equal("Neo.ClientError.Security.Unauthorized", Code(answer));
        Assert.False(
            answer.TryGetProperty("results", out var results) && results.GetArrayLength() > 0
        );
    }

    [Fact]
    public async Task Mistakes_come_as_errors_with_codes()
    {
        var server = network.Require();
        var (status, answer) = await PostAsync(
            server,
            "snb",
            """{"statements":[{"statement":"RETURN 1 +"}]}"""
        );
        Assert.Equal(200, status);
        Assert.Equal("Neo.ClientError.Statement.SyntaxError", Code(answer));
        (status, answer) = await PostAsync(
            server,
            "nowhere",
            """{"statements":[{"statement":"RETURN 1"}]}"""
        );
        Assert.Equal(404, status);
        Assert.Equal("Neo.ClientError.Database.DatabaseNotFound", Code(answer));
    }

    [Fact]
    public async Task Discovery_names_the_addresses_of_this_server()
    {
        var server = network.Require();
        var (status, answer) = await CurlAsync(server, [server.Http + "/"]);
        Assert.Equal(200, status);
        Assert.Equal(server.Bolt, answer.GetProperty("bolt_direct").GetString());
        Assert.Equal(
            server.Http + "/db/{databaseName}/tx",
            answer.GetProperty("transaction").GetString()
        );
    }

    private static string? Code(JsonElement answer) =>
        answer.GetProperty("errors")[0].GetProperty("code").GetString();

    private static Task<(int Status, JsonElement Answer)> PostAsync(
        RunningServer server,
        string database,
        string body,
        string credentials = RunningServer.User + ":" + RunningServer.Password
    ) =>
        CurlAsync(
            server,
            [
                .. credentials.Length == 0 ? [] : new[] { "-u", credentials },
                "-H",
                "Content-Type: application/json",
                "-d",
                body,
                $"{server.Http}/db/{database}/tx/commit",
            ]
        );

    private static async Task<(int Status, JsonElement Answer)> CurlAsync(
        RunningServer server,
        IEnumerable<string> arguments
    )
    {
        using var curl = RunningProgram.Start(
            "curl",
            ["-sS", "--max-time", "180", "-w", "\n%{http_code}", .. arguments],
            server.Home.Folder,
            new Dictionary<string, string>()
        );
        var result = (await curl.WaitAsync()).Expect(0);
        string[] lines = result.Lines;
        return (int.Parse(lines[^1]), JsonDocument.Parse(string.Concat(lines[..^1])).RootElement);
    }
}
