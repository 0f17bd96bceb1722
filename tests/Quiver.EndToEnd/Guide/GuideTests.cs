using System.Net;
using System.Net.NetworkInformation;
using System.Text.Json.Nodes;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd.Guide;

/// <summary>The guide for users who come from Neo4j, typed command by command; what each answers is looked at, not only whether it does.</summary>
public sealed class GuideTests : IDisposable
{
    private const string Alice =
        "CREATE (n:Person {name: 'Alice', age: 30}) CREATE (m:Person {name: 'Bob', age: 25}) CREATE (n)-[:KNOWS {since: 2020}]->(m)";

    private const string UnwindNodes = """
        curl -X POST http://localhost:7474/db/nornic/tx/commit -u admin:admin -H "Content-Type: application/json" -d '{"statements":[{"statement":"UNWIND $nodes AS n CREATE (p:Person) SET p = n","parameters":{"nodes":[{"id":1,"name":"Carol","score":1.5,"tags":["a","b"]},{"id":2,"name":"Dave","active":true}]},"includeStats":true}]}'
        """;

    private const string ReadBack = """
        curl -X POST http://localhost:7474/db/nornic/tx/commit -u admin:admin -H "Content-Type: application/json" -d '{"statements":[{"statement":"MATCH (p:Person) RETURN p ORDER BY p.id"}]}' | jq -c '.results[0].data'
        """;

    private static readonly string[] Empty = [];

    private readonly QuiverHome _home = new();

    /// <inheritdoc/>
    public void Dispose() => _home.Dispose();

    [Theory]
    [MemberData(nameof(GuideServer.Hosts), MemberType = typeof(GuideServer))]
    public async Task Driver_writes_and_reads(string host)
    {
        using var guide = await GuideServer.StartAsync(_home, host);

        Assert.Empty(await guide.DriveAsync(Alice));
        Assert.Equal(
            ["Alice 30 2020 Bob 25"],
            await guide.DriveAsync(
                "MATCH (n:Person)-[r:KNOWS]->(m) RETURN n.name, n.age, r.since, m.name, m.age"
            )
        );
        Assert.Equal(
            ["2"],
            await guide.DriveAsync("MATCH (n:Person) RETURN count(n)", database: "NORNIC")
        );

        var nodes = new JsonArray([
            .. Enumerable
                .Range(0, 1_000)
                .Select(i => new JsonObject { ["id"] = i, ["name"] = $"P{i}" }),
        ]);
        var relationships = new JsonArray([
            .. Enumerable
                .Range(0, 1_000)
                .Select(i => new JsonObject
                {
                    ["from"] = i,
                    ["to"] = (i * 7) % 1_000,
                    ["since"] = 1_990 + (i % 30),
                }),
        ]);
        await guide.DriveAsync(
            "UNWIND $nodes AS nodeData CREATE (n:Person) SET n = nodeData",
            new JsonObject { ["nodes"] = nodes }
        );
        await guide.DriveAsync(
            "UNWIND $relationships AS relData MATCH (a:Person {id: relData.from}) MATCH (b:Person {id: relData.to}) CREATE (a)-[:KNOWS {since: relData.since}]->(b)",
            new JsonObject { ["relationships"] = relationships }
        );
        long since = Enumerable.Range(0, 1_000).Sum(static i => 1_990L + (i % 30));
        Assert.Equal(
            [$"1000 {since}"],
            await guide.DriveAsync(
                "MATCH (a:Person)-[r:KNOWS]->(b:Person) WHERE b.id = (a.id * 7) % 1000 RETURN count(r), sum(r.since)"
            )
        );
        Assert.Equal(
            ["1002 2"],
            await guide.DriveAsync(
                "MATCH (n) RETURN count(labels(n)), count(CASE WHEN n.age IS NOT NULL THEN properties(n) END)"
            )
        );
        Assert.Equal(
            ["1001"],
            await guide.DriveAsync(
                "MATCH (a)-[r]->(b) WITH labels(a) AS start, type(r) AS type, properties(r) AS properties, labels(b) AS end RETURN count(*)"
            )
        );
    }

    [Theory]
    [MemberData(nameof(GuideServer.Hosts), MemberType = typeof(GuideServer))]
    public async Task Curl_writes_and_jq_reads_back(string host)
    {
        using var guide = await GuideServer.StartAsync(_home, host);

        var written = await guide.AskAsync(UnwindNodes);
        Assert.Equal(0, written.GetProperty("errors").GetArrayLength());
        var stats = written.GetProperty("results")[0].GetProperty("stats");
        Assert.Equal(2, stats.GetProperty("nodes_created").GetInt32());
        Assert.Equal(7, stats.GetProperty("properties_set").GetInt32());
        var data = await guide.AskAsync(ReadBack);
        Assert.Equal(2, data.GetArrayLength());
        var first = data[0].GetProperty("row")[0];
        Assert.Equal(
            """[1,"Carol",1.5,["a","b"]]""",
            $"[{first.GetProperty("id")},{first.GetProperty("name").GetRawText()},{first.GetProperty("score")},{first.GetProperty("tags").GetRawText()}]"
        );
        Assert.Equal("node", data[0].GetProperty("meta")[0].GetProperty("type").GetString());

        var (status, refused) = await guide.CurlAsync(
            ReadBack.Replace(" -u admin:admin", "", StringComparison.Ordinal).Split('|')[0]
        );
        Assert.Equal(401, status);
        Assert.Equal(
            """[{"code":"Neo.ClientError.Security.Unauthorized","message":"No authentication header supplied."}]""",
            refused.GetProperty("errors").GetRawText()
        );
    }

    [Fact]
    public async Task A_server_at_localhost_answers_by_that_name_and_at_both_loopback_addresses()
    {
        using var guide = await GuideServer.StartAsync(_home, "localhost");

        await guide.AskAsync(UnwindNodes);
        Assert.Equal(["2"], await guide.DriveAsync("MATCH (n:Person) RETURN count(n)"));
        bool hasIPv6 = IPGlobalProperties
            .GetIPGlobalProperties()
            .GetUnicastAddresses()
            .Any(found => found.Address.Equals(IPAddress.IPv6Loopback));
        foreach (string address in (string[])["127.0.0.1", .. hasIPv6 ? ["[::1]"] : Empty])
        {
            string http = guide.Server.Http.Replace("localhost", address, StringComparison.Ordinal);
            Assert.Equal(
                "2",
                await guide.TypeAsync(
                    ReadBack.Replace("http://localhost:7474", http, StringComparison.Ordinal)
                        + " | jq length"
                )
            );
        }
    }

    [Fact]
    public async Task Without_authentication_no_credentials_are_needed_and_any_are_taken()
    {
        using var guide = await GuideServer.StartAsync(_home, auth: "none");

        foreach (string user in (string[])["", " -u admin:admin"])
        {
            await guide.AskAsync(
                UnwindNodes.Replace(" -u admin:admin", user, StringComparison.Ordinal)
            );
        }
        Assert.Equal(
            "4",
            await guide.TypeAsync(
                ReadBack.Replace(" -u admin:admin", "", StringComparison.Ordinal) + " | jq length"
            )
        );
        var deleted = await guide.AskAsync(
            """curl -X POST http://localhost:7474/gdpr/delete -d '{"userId": "nobody"}'"""
        );
        Assert.Equal(0, deleted.GetProperty("nodes").GetInt32());
        var backup = await guide.AskAsync("curl -X POST http://localhost:7474/admin/backup");
        Assert.True(File.Exists(backup.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task Neo4j_is_another_name_of_the_default_database_while_there_is_none_of_that_name()
    {
        using var guide = await GuideServer.StartAsync(_home);
        await guide.AskAsync(UnwindNodes);

        string Count(string database) =>
            $$"""curl http://localhost:7474/db/{{database}}/tx/commit -u admin:admin -H "Content-Type: application/json" -d '{"statements":[{"statement":"MATCH (n) RETURN count(n)"}]}' | jq -c '.results[0].data[0].row'""";
        foreach (string name in (string[])["nornic", "NorNic", "neo4j", "NEO4J"])
        {
            Assert.Equal("[2]", await guide.TypeAsync(Count(name)));
        }
        await guide.AskAsync(
            """curl http://localhost:7474/db/system/tx/commit -u admin:admin -H "Content-Type: application/json" -d '{"statements":[{"statement":"CREATE DATABASE Neo4j"}]}'"""
        );
        Assert.Equal("[0]", await guide.TypeAsync(Count("neo4j")));
        Assert.Equal("[2]", await guide.TypeAsync(Count("nornic")));
    }

    [Fact]
    public async Task Indexes_and_constraints_of_the_guide_are_made_and_hold()
    {
        using var guide = await GuideServer.StartAsync(_home);
        foreach (
            string statement in (string[])
                [
                    "CREATE INDEX person_name IF NOT EXISTS FOR (n:Person) ON (n.name)",
                    "CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE",
                    "CREATE CONSTRAINT person_named IF NOT EXISTS FOR (n:Person) REQUIRE n.name IS NOT NULL",
                ]
        )
        {
            Assert.Empty(await guide.DriveAsync(statement));
        }
        Assert.Equal(
            ["person_id UNIQUENESS", "person_named NODE_PROPERTY_EXISTENCE"],
            await guide.DriveAsync(
                "SHOW CONSTRAINTS YIELD name, type RETURN name, type ORDER BY name"
            )
        );
        await guide.AskAsync(UnwindNodes);

        (string Statement, string Message)[] violations =
        [
            ("CREATE (:Person {id: 1, name: 'Again'})", "already exists"),
            ("CREATE (:Person {id: 9})", "must have the property `name`"),
        ];
        foreach (var (statement, message) in violations)
        {
            var answer = await guide.AskAsync(
                $$"""curl http://localhost:7474/db/nornic/tx/commit -u admin:admin -H "Content-Type: application/json" -d "{\"statements\":[{\"statement\":\"{{statement}}\"}]}" """
            );
            var error = answer.GetProperty("errors")[0];
            Assert.Equal(
                "Neo.ClientError.Schema.ConstraintValidationFailed",
                error.GetProperty("code").GetString()
            );
            Assert.Contains(
                message,
                error.GetProperty("message").GetString(),
                StringComparison.Ordinal
            );
        }
        Assert.Equal(["2"], await guide.DriveAsync("MATCH (n:Person) RETURN count(n)"));
    }

    [Fact]
    public async Task Bad_requests_get_Neo4js_codes_and_lose_nothing()
    {
        using var guide = await GuideServer.StartAsync(_home);
        await guide.AskAsync(UnwindNodes);
        const string Post =
            "curl http://localhost:7474/db/nornic/tx/commit -u admin:admin -H 'Content-Type: application/json'";
        (string Command, int Status, string Code)[] cases =
        [
            (Post + " -d '{\"statements\":[{'", 200, "Neo.ClientError.Request.InvalidFormat"),
            (Post + " -d '[]'", 200, "Neo.ClientError.Request.InvalidFormat"),
            (
                Post + " -d '{\"statements\":{\"statement\":1}}'",
                200,
                "Neo.ClientError.Request.InvalidFormat"
            ),
            (
                Post + " -d '{\"statements\":[{\"statement\":\"CREATE (n) RETURN m\"}]}'",
                200,
                "Neo.ClientError.Statement.SyntaxError"
            ),
            (
                Post + " -d '{\"statements\":[{\"statement\":\"CREATE (n:Person {id: $id})\"}]}'",
                200,
                "Neo.ClientError.Statement.ParameterMissing"
            ),
            (
                Post.Replace("nornic", "nowhere", StringComparison.Ordinal) + " -d '{}'",
                404,
                "Neo.ClientError.Database.DatabaseNotFound"
            ),
            (
                Post.Replace("tx/commit", "tx/99999/commit", StringComparison.Ordinal) + " -d '{}'",
                404,
                "Neo.ClientError.Transaction.TransactionNotFound"
            ),
            (
                Post.Replace("admin:admin", "admin:wrong", StringComparison.Ordinal) + " -d '{}'",
                401,
                "Neo.ClientError.Security.Unauthorized"
            ),
            (
                "head -c 70000000 /dev/zero | tr '\\0' ' ' >big; "
                    + Post
                    + " -H Expect: --data-binary @big",
                413,
                "Neo.ClientError.Request.InvalidFormat"
            ),
        ];
        foreach (var (command, status, code) in cases)
        {
            var (found, answer) = await guide.CurlAsync(command);
            Assert.True(status == found, $"{command}: {found} {answer}");
            Assert.Equal(code, answer.GetProperty("errors")[0].GetProperty("code").GetString());
        }
        Assert.Equal("2", await guide.TypeAsync(ReadBack + " | jq length"));
    }
}
