using System.Text.Json;
using System.Text.Json.Nodes;
using Quiver.EndToEnd.SocialNetwork;

namespace Quiver.EndToEnd.Drivers;

/// <summary>What a program can do with the official driver besides asking one query.</summary>
public sealed class DriverSurfaceTests(SocialNetworkServer network)
{
    [Theory]
    [InlineData("bolt")]
    [InlineData("neo4j")]
    public async Task Sessions_and_transactions_work_as_with_Neo4j(string scheme)
    {
        var got = await RunAsync("sessions", null, scheme);
        Assert.Equal(42, got.GetProperty("autoCommit").GetInt64());
        Assert.Equal(
            [network.Answers.NodesByLabel["Place"], network.Answers.NodesByLabel["Forum"]],
            got.GetProperty("explicit").EnumerateArray().Select(n => n.GetInt64())
        );
        Assert.Equal(1, got.GetProperty("beforeRollback").GetInt64());
        AssertCode("Neo.ClientError.Statement.SyntaxError", got.GetProperty("failure"));
        Assert.NotEqual(JsonValueKind.Null, got.GetProperty("afterFailure").ValueKind);
        Assert.Equal(55, got.GetProperty("managed").GetInt64());
        Assert.Equal(1, got.GetProperty("bookmarks").GetInt32());
        Assert.Equal("seen", got.GetProperty("afterBookmark").GetString());
        Assert.Equal(
            [50, 50],
            got.GetProperty("interleaved").EnumerateArray().Select(n => n.GetInt32())
        );
        Assert.True(got.GetProperty("supportsMultiDb").GetBoolean());
        Assert.True(got.GetProperty("authentication").GetBoolean());
        var version = got.GetProperty("serverInfo").GetProperty("protocolVersion");
        Assert.Equal(
            (6, 0),
            (version.GetProperty("major").GetInt32(), version.GetProperty("minor").GetInt32())
        );
    }

    [Fact]
    public async Task Plans_come_with_estimates_and_profiles_with_counts()
    {
        network.Require();
        long person = network.Answers.Persons.First();
        int rows = network.Answers.MessagesOfFriends(person).Count();
        var got = await RunAsync(
            "plans",
            new JsonObject
            {
                ["query"] = DriverQueryTests.MessagesOfFriends,
                ["parameters"] = new JsonObject { ["id"] = person },
            }
        );
        Assert.Equal(0, got.GetProperty("explainedRows").GetInt32());
        Assert.True(got.GetProperty("hasNoProfile").GetBoolean());
        Assert.True(got.GetProperty("estimates").GetBoolean());
        Assert.Equal(rows, got.GetProperty("profiledRows").GetInt32());
        Assert.Equal(rows, got.GetProperty("rootRows").GetInt32());
        Assert.True(got.GetProperty("counted").GetBoolean());
        Assert.Equal("r", got.GetProperty("queryType").GetString());
        string[] operators =
        [
            .. got.GetProperty("explained").EnumerateArray().Select(o => o.GetString()!),
        ];
        Assert.StartsWith("ProduceResults", operators[0], StringComparison.Ordinal);
        Assert.Contains(operators, o => o.StartsWith("Expand(All)", StringComparison.Ordinal));
        Assert.Equal(
            operators,
            got.GetProperty("profiled").EnumerateArray().Select(o => o.GetString())
        );
    }

    [Fact]
    public async Task All_nodes_stream_in_small_fetches_and_a_result_can_be_left()
    {
        var got = await RunAsync("streaming");
        Assert.Equal(network.Answers.NodeCount, got.GetProperty("count").GetInt64());
        Assert.Equal(
            network.Answers.NodesByLabel.OrderBy(l => l.Key, StringComparer.Ordinal),
            got.GetProperty("labels")
                .EnumerateObject()
                .Select(l => KeyValuePair.Create(l.Name, l.Value.GetInt64()))
                .OrderBy(l => l.Key, StringComparer.Ordinal)
        );
        Assert.Equal(250, got.GetProperty("seen").GetInt32());
        Assert.Equal(1, got.GetProperty("alive").GetInt32());
        // All pairs would take many minutes.
        Assert.InRange(got.GetProperty("milliseconds").GetInt32(), 0, 60_000);
    }

    [Fact]
    public async Task Values_of_every_kind_go_there_and_back()
    {
        network.Require();
        var friends = SocialNetworkFiles.Read("dynamic/person_knows_person").Rows[0];
        var person = SocialNetworkFiles.Read("dynamic/person").Rows.Single(r => r[0] == friends[0]);
        var got = await RunAsync(
            "values",
            new JsonObject { ["from"] = friends[0], ["to"] = friends[1] }
        );
        Assert.All(
            got.GetProperty("echoed").EnumerateObject(),
            value =>
                Assert.Equal(
                    (value.Name, value.Value.GetProperty("sent").GetString()),
                    (value.Name, value.Value.GetProperty("got").GetString())
                )
        );
        AssertLiterals(got.GetProperty("printed"));
        var graph = got.GetProperty("graph");
        Assert.Equal(
            [friends[0], friends[2]],
            [graph.GetProperty("id").ToString(), graph.GetProperty("creationDate").ToString()]
        );
        Assert.Equal(
            person[8].Split(';'),
            graph.GetProperty("speaks").EnumerateArray().Select(s => s.GetString())
        );
        Assert.Equal(
            ["Person"],
            graph.GetProperty("labels").EnumerateArray().Select(l => l.GetString())
        );
        Assert.Equal("KNOWS", graph.GetProperty("type").GetString());
        Assert.Equal(2, graph.GetProperty("nodes").GetInt32());
        foreach (string check in new[] { "classes", "both" })
        {
            Assert.All(graph.GetProperty(check).EnumerateArray(), c => Assert.True(c.GetBoolean()));
        }
        foreach (string check in new[] { "ends", "path", "map" })
        {
            Assert.True(graph.GetProperty(check).GetBoolean(), check);
        }
    }

    [Fact]
    public async Task Mistakes_have_Neo4js_codes_and_places()
    {
        var got = await RunAsync("failures");
        AssertCode("Neo.ClientError.Statement.SyntaxError", got.GetProperty("syntax"));
        var position = got.GetProperty("syntax").GetProperty("position");
        Assert.Equal(2, position.GetProperty("line").GetInt32());
        Assert.Contains("(line 2, column ", Message(got, "syntax"), StringComparison.Ordinal);
        AssertCode("Neo.ClientError.Statement.SyntaxError", got.GetProperty("variable"));
        Assert.Contains("`persn` not defined", Message(got, "variable"), StringComparison.Ordinal);
        Assert.Contains("person", Message(got, "variable"), StringComparison.Ordinal);
        AssertCode("Neo.ClientError.Statement.ParameterMissing", got.GetProperty("parameter"));
        AssertCode("Neo.ClientError.Statement.ArithmeticError", got.GetProperty("division"));
        AssertCode("Neo.ClientError.Statement.SyntaxError", got.GetProperty("type"));
        AssertCode("Neo.ClientError.Statement.AccessMode", got.GetProperty("writing"));
        AssertCode("Neo.ClientError.Database.DatabaseNotFound", got.GetProperty("database"));
        AssertCode("Neo.ClientError.Security.Unauthorized", got.GetProperty("password"));
        AssertCode("Neo.ClientError.Security.Unauthorized", got.GetProperty("noPassword"));
        Assert.Equal(1, got.GetProperty("alive").GetInt32());
    }

    [Fact]
    public async Task A_long_query_ends_when_its_session_closes_or_its_time_is_up()
    {
        var got = await RunAsync("cancellation");
        Assert.NotEqual(JsonValueKind.Null, got.GetProperty("closed").ValueKind);
        // Left alone it would run for hours.
        Assert.InRange(got.GetProperty("closing").GetInt32(), 0, 60_000);
        AssertCode(
            "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
            got.GetProperty("timeout")
        );
        Assert.Equal(1, got.GetProperty("alive").GetInt32());
    }

    private Task<JsonElement> RunAsync(
        string script,
        JsonObject? request = null,
        string scheme = "bolt"
    ) => JavaScriptDriver.RunAsync(network.Require(), script, "snb", request, scheme);

    private static void AssertLiterals(JsonElement printed)
    {
        foreach (
            var (name, text) in new[]
            {
                ("date", "2024-02-29"),
                ("time", "12:30:15.500000000+02:00"),
                ("localTime", "23:59:58.123456789"),
                ("zoned", "2026-03-29T03:30:00+02:00[Europe/Paris]"),
                ("local", "2024-02-29T01:02:03"),
                ("duration", "P1Y2M-3DT5.600000000S"),
                ("point", "Point{srid=4326.0, x=12.5, y=41.9}"),
                ("list", "[1,[2.5,\"x\"],null]"),
                ("map", "{\"a\":1,\"b\":{\"c\":true}}"),
            }
        )
        {
            Assert.Equal((name, text), (name, printed.GetProperty(name).GetString()));
        }
    }

    private static void AssertCode(string code, JsonElement error) =>
        Assert.Equal(code, error.GetProperty("code").GetString());

    private static string Message(JsonElement answer, string name) =>
        answer.GetProperty(name).GetProperty("message").GetString()!;
}
