using System.Security.Cryptography;
using System.Text.Json;
using Quiver.Http.Tests.Requests;

namespace Quiver.Http.Tests;

/// <summary>A person's data, exported and erased in every database.</summary>
public sealed class PersonalDataTests
{
    private const string Data =
        "CREATE (u:User {userId: 'user123', name: 'Ada', born: date('1985-02-03'), score: 2.0, big: 9007199254740993, home: point({x: 1, y: 2}), tags: ['a', 'b'], none: ''}) "
        + "CREATE (o:Order {owner_id: 'user123', total: 12.5}) CREATE (c:Card {user_id: 'user123'}) CREATE (f:User {userId: 'other', name: 'Bela'}) "
        + "CREATE (u)-[:PLACED {at: datetime('2024-01-02T03:04:05Z')}]->(o) CREATE (u)-[:KNOWS {since: 2020}]->(f) CREATE (f)-[:SAW]->(o)";

    [Fact]
    public async Task An_export_has_all_nodes_and_relationships_of_all_databases_with_their_types()
    {
        await using var server = await HttpServer.StartAsync();
        await server.RunAsAdminAsync("CREATE DATABASE second", "system");
        await server.RunAsAdminAsync(Data);
        await server.RunAsAdminAsync("CREATE (:Login {user_id: 'user123'})", "second");

        var answer = await server.AskAsync("POST /gdpr/export", """{"userId":"user123"}""");

        Assert.Equal("HTTP/1.1 200 OK", answer.StatusLine);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        using var document = JsonDocument.Parse(answer.Body);
        var root = document.RootElement;
        Assert.Equal("user123", root.GetProperty("userId").GetString());
        Assert.Equal(4, root.GetProperty("nodes").GetInt32());
        Assert.Equal(3, root.GetProperty("relationships").GetInt32());
        var databases = root.GetProperty("databases");
        Assert.Equal("neo4j", databases[0].GetProperty("name").GetString());
        Assert.Equal("second", databases[1].GetProperty("name").GetString());
        Assert.Equal(1, databases[1].GetProperty("nodes").GetArrayLength());
        var user = databases[0]
            .GetProperty("nodes")
            .EnumerateArray()
            .Single(node => node.GetProperty("labels")[0].GetString() == "User")
            .GetProperty("properties");
        Assert.Equal(
            """{"$type":"Date","_value":"1985-02-03"}""",
            user.GetProperty("born").GetRawText()
        );
        Assert.Equal("2.0", user.GetProperty("score").GetRawText());
        Assert.Equal("9007199254740993", user.GetProperty("big").GetRawText());
        Assert.Equal(
            """{"$type":"Point","_value":"SRID=7203;POINT (1.0 2.0)"}""",
            user.GetProperty("home").GetRawText()
        );
        Assert.Equal("""["a","b"]""", user.GetProperty("tags").GetRawText());
        Assert.Equal(
            ["KNOWS", "PLACED", "SAW"],
            databases[0]
                .GetProperty("relationships")
                .EnumerateArray()
                .Select(relationship => relationship.GetProperty("type").GetString())
                .Order()
        );
    }

    [Fact]
    public async Task As_CSV_it_has_a_line_for_each_property_with_its_type()
    {
        await using var server = await HttpServer.StartAsync();
        await server.RunAsAdminAsync(
            "CREATE (a:User:Person {userId: 42, note: '=1+1', text: 'a,\"b\"', born: date('1985-02-03'), tags: ['x']})-[:HAS]->(b:Empty)"
        );

        var answer = await server.AskAsync(
            "POST /gdpr/export",
            """{"userId":"42","format":"csv"}"""
        );

        Assert.Equal("text/csv; charset=utf-8", answer.Headers["Content-Type"]);
        string[] lines = answer.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            "database,entity,elementId,labelsOrType,startElementId,endElementId,property,type,value",
            lines[0]
        );
        string[] ends =
        [
            ",userId,INTEGER,42",
            ",note,STRING,'=1+1",
            ",text,STRING,\"a,\"\"b\"\"\"",
            ",born,DATE,1985-02-03",
        ];
        Assert.All(
            ends,
            end =>
                Assert.Single(
                    lines,
                    line =>
                        line.StartsWith("neo4j,node,4:", StringComparison.Ordinal)
                        && line.EndsWith(end, StringComparison.Ordinal)
                )
        );
        Assert.Contains(lines, line => line.Contains("LIST<STRING", StringComparison.Ordinal));
        Assert.Single(
            lines,
            line => line.StartsWith("neo4j,relationship,5:", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("'42'", "42", true)]
    [InlineData("'42'", "\"42\"", true)]
    [InlineData("42", "\"42\"", true)]
    [InlineData("42", "42", true)]
    [InlineData("42.0", "42", true)]
    [InlineData("42", "\"042\"", false)]
    [InlineData("'042'", "\"042\"", true)]
    [InlineData("1.5", "\"1.5\"", true)]
    [InlineData("true", "\"true\"", false)]
    [InlineData("'a b'", "\"a b\"", true)]
    [InlineData("['42']", "\"42\"", false)]
    public async Task Text_and_number_match_each_other(string stored, string asked, bool matches)
    {
        await using var server = await HttpServer.StartAsync();
        await server.RunAsAdminAsync($"CREATE (:User {{userId: {stored}}})");

        var answer = await server.AskAsync("POST /gdpr/export", $$"""{"user_id":{{asked}}}""");

        using var document = JsonDocument.Parse(answer.Body);
        Assert.Equal(matches ? 1 : 0, document.RootElement.GetProperty("nodes").GetInt32());
    }

    [Fact]
    public async Task Deletion_counts_tells_the_audit_log_and_leaves_others_alone()
    {
        await using var server = await HttpServer.StartAsync();
        await server.RunAsAdminAsync("CREATE DATABASE second", "system");
        await server.RunAsAdminAsync(Data);
        await server.RunAsAdminAsync("CREATE (:Login {user_id: 'user123'})", "second");

        var dry = await DeleteAsync(server, """{"userId":"user123","dryRun":true}""");
        Assert.Equal("dry run", dry.GetProperty("status").GetString());
        Assert.Equal((4, 3), Counts(dry));
        Assert.False(dry.GetProperty("databases")[0].TryGetProperty("position", out _));
        var done = await DeleteAsync(server, """{"userId":"user123"}""");
        Assert.Equal("deleted", done.GetProperty("status").GetString());
        Assert.Equal((4, 3), Counts(done));
        Assert.Equal(0, done.GetProperty("errors").GetArrayLength());
        Assert.Equal((0, 0), Counts(await DeleteAsync(server, """{"userId":"user123"}""")));

        Assert.Contains(
            "\"row\":[\"Bela\"]",
            await server.RunAsAdminAsync("MATCH (n:User) RETURN n.name"),
            StringComparison.Ordinal
        );
        string log = File.ReadAllText(Path.Join(server.Home, "logs", "audit.log"));
        string id = done.GetProperty("auditId").GetString()!;
        string[] records = [.. log.Split('\n').Where(line => line.Contains(id))];
        Assert.Equal(2, records.Length);
        Assert.Contains("\"outcome\":\"begun\"", records[0], StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"done\"", records[1], StringComparison.Ordinal);
        Assert.DoesNotContain("user123", log, StringComparison.Ordinal);
        Assert.Contains(
            Convert.ToHexStringLower(SHA256.HashData("user123"u8)),
            records[1],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Anonymizing_keeps_nodes_and_relationships_and_what_is_to_be_kept()
    {
        await using var server = await HttpServer.StartAsync();
        await server.RunAsAdminAsync(Data);

        var answer = await DeleteAsync(
            server,
            """{"userId":"user123","anonymize":true,"keep":["total","since"]}"""
        );

        Assert.Equal("anonymized", answer.GetProperty("status").GetString());
        Assert.Equal((3, 3), Counts(answer));
        Assert.Contains(
            """{"row":[{},{"since":2020},{"name":"Bela","userId":"other"}]""",
            (await server.RunAsAdminAsync("MATCH (u:User)-[r:KNOWS]->(f) RETURN u, r, f")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            """{"row":[{"total":12.5}]""",
            await server.RunAsAdminAsync("MATCH (o:Order) RETURN o"),
            StringComparison.Ordinal
        );
        Assert.Equal((0, 0), Counts(await DeleteAsync(server, """{"userId":"user123"}""")));
    }

    [Fact]
    public async Task A_database_that_refuses_is_told_and_keeps_everything()
    {
        await using var server = await HttpServer.StartAsync();
        await server.RunAsAdminAsync("CREATE DATABASE second", "system");
        await server.RunAsAdminAsync("CREATE (:Login {user_id: 'user123'})", "second");
        await server.RunAsAdminAsync("ALTER DATABASE second SET ACCESS READ ONLY", "system");
        await server.RunAsAdminAsync(Data);

        var answer = await server.AskAsync("POST /gdpr/delete", """{"userId":"user123"}""");

        Assert.DoesNotContain(" 200 ", answer.StatusLine, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(answer.Body);
        var error = document.RootElement.GetProperty("errors")[0];
        Assert.Equal("second", error.GetProperty("database").GetString());
        Assert.Equal((3, 3), Counts(document.RootElement));
        Assert.Contains(
            "\"row\":[1]",
            await server.RunAsAdminAsync("MATCH (n) RETURN count(n)", "second"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"userId":null}""")]
    [InlineData("""{"userId":""}""")]
    [InlineData("""{"userId":["user123"]}""")]
    [InlineData("""{"userId":true}""")]
    [InlineData("""{"userId":"a","user_id":"b"}""")]
    [InlineData("""{"subject":"user123"}""")]
    [InlineData("""{"userId":"user123","anonymize":"yes"}""")]
    [InlineData("""{"userId":"user123","confirm":false}""")]
    [InlineData("""{"userId":"user123","keep":["name"]}""")]
    [InlineData("""{"userId":"user123","anonymize":true,"keep":["userId"]}""")]
    [InlineData("""{"userId":"user123" """)]
    [InlineData("user123")]
    public async Task Requests_that_name_nobody_or_are_wrong_delete_nothing(string body)
    {
        await using var server = await HttpServer.StartAsync();
        await server.RunAsAdminAsync(Data);

        var answer = await server.AskAsync("POST /gdpr/delete", body);

        Assert.StartsWith("HTTP/1.1 400 ", answer.StatusLine, StringComparison.Ordinal);
        Assert.StartsWith("{\"errors\":[{\"code\":\"Neo.", answer.Body, StringComparison.Ordinal);
        Assert.Contains(
            "\"row\":[4]",
            await server.RunAsAdminAsync(
                "MATCH (n) WHERE n:User OR n:Order OR n:Card RETURN count(n)"
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Only_the_person_and_administrators_may_ask()
    {
        await using var server = await HttpServer.StartAsync(requiresAuthentication: true);
        await server.RunAsAdminAsync(Data);
        foreach (string user in (string[])["user123", "other"])
        {
            await server.RunAsAdminAsync(
                $"CREATE USER {user} SET PASSWORD 'some-password' CHANGE NOT REQUIRED"
            );
        }
        string theirs = await server.TokenAsync("user123", "some-password");
        string others = await server.TokenAsync("other", "some-password");
        const string Body = """{"userId":"user123"}""";

        foreach (string path in (string[])["POST /gdpr/export", "POST /gdpr/delete"])
        {
            Assert.Contains(
                " 401 ",
                (await server.AskAsync(path, Body)).StatusLine,
                StringComparison.Ordinal
            );
            Assert.Contains(
                " 403 ",
                (await server.AskAsync(path, Body, others)).StatusLine,
                StringComparison.Ordinal
            );
        }
        // A reader may not write, but have their own data deleted.
        var export = await server.AskAsync("POST /gdpr/export", Body, theirs);
        Assert.Contains("\"nodes\":3,\"relationships\":3", export.Body, StringComparison.Ordinal);
        var deleted = await server.AskAsync("POST /gdpr/delete", Body, theirs);
        Assert.Contains("\"nodes\":3,\"relationships\":3", deleted.Body, StringComparison.Ordinal);
    }

    private static (int Nodes, int Relationships) Counts(JsonElement answer) =>
        (answer.GetProperty("nodes").GetInt32(), answer.GetProperty("relationships").GetInt32());

    private static async Task<JsonElement> DeleteAsync(HttpServer server, string body)
    {
        var answer = await server.AskAsync("POST /gdpr/delete", body);
        Assert.True(answer.StatusLine == "HTTP/1.1 200 OK", answer.Body);
        return JsonDocument.Parse(answer.Body).RootElement;
    }
}
