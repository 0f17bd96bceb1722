using System.Text.Json;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd.Guide;

/// <summary>The guide's commands that take data out of a server and into another, that find and forget a person's, and that search vectors, typed with curl and jq.</summary>
public sealed class MovedDataTests : IDisposable
{
    private const string Token = """
        ADMIN_TOKEN=$(curl -X POST http://localhost:7474/auth/token -H "Content-Type: application/json" -d '{"username":"admin","password":"admin"}' | jq -r .access_token)

        """;

    private readonly QuiverHome _home = new();

    /// <inheritdoc/>
    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task An_export_of_the_guide_is_neo4js_lines_and_makes_the_same_graph_again()
    {
        using var guide = await GuideServer.StartAsync(_home);
        await RowsAsync(
            guide,
            "CREATE (n:Person {name: 'Alice', age: 30, half: 1.0, tags: ['a', 'b'], born: date('1990-01-02')}) CREATE (m:Person {name: 'Bob', age: 25}) CREATE (n)-[:KNOWS {since: 2020}]->(m)"
        );

        Assert.Equal(
            """["export.json","database: nodes(2), rels(1)","json",2,1,3,true,null]""",
            await RowsAsync(
                guide,
                "CALL apoc.export.json.all('export.json', {}) YIELD file, source, format, nodes, relationships, rows, done, data RETURN file, source, format, nodes, relationships, rows, done, data"
            )
        );
        string[] lines = await File.ReadAllLinesAsync(
            Path.Join(_home.Data, "import", "export.json"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(3, lines.Length);
        var alice = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal(
            """["Person"] "Alice" 30 1.0 ["a","b"] "1990-01-02" """.TrimEnd(),
            alice.GetProperty("labels").GetRawText()
                + " "
                + string.Join(
                    ' ',
                    from key in new[] { "name", "age", "half", "tags", "born" }
                    select alice.GetProperty("properties").GetProperty(key).GetRawText()
                )
        );
        var knows = JsonDocument.Parse(lines[2]).RootElement;
        Assert.Equal("KNOWS", knows.GetProperty("label").GetString());
        Assert.Equal(
            "Bob",
            knows.GetProperty("end").GetProperty("properties").GetProperty("name").GetString()
        );
        Assert.Equal(
            string.Join('\n', lines),
            JsonDocument
                .Parse(
                    await RowsAsync(
                        guide,
                        "CALL apoc.export.json.all(null, {stream: true}) YIELD data RETURN data"
                    )
                )
                .RootElement[0]
                .GetString()
        );

        await RowsAsync(guide, "CREATE DATABASE copy WAIT", "system");
        Assert.Equal(
            "[2,1]",
            await RowsAsync(
                guide,
                "CALL apoc.import.json('export.json', {nodePropertyMappings: {Person: {born: 'LocalDate'}}}) YIELD nodes, relationships RETURN nodes, relationships",
                "copy"
            )
        );
        Assert.Equal(
            """["Alice",30,1.0,["a","b"],1990,2020,"Bob"]""",
            await RowsAsync(
                guide,
                "MATCH (a:Person)-[k:KNOWS]->(b) RETURN a.name, a.age, a.half, a.tags, a.born.year, k.since, b.name",
                "copy"
            )
        );
    }

    [Fact]
    public async Task Files_outside_the_folder_and_the_network_are_out_of_reach()
    {
        string outside = Path.Join(_home.Folder, "outside");
        Directory.CreateDirectory(outside);
        File.WriteAllText(Path.Join(outside, "x.csv"), "secret\n");
        Directory.CreateDirectory(Path.Join(_home.Data, "import"));
        File.CreateSymbolicLink(Path.Join(_home.Data, "import", "out"), outside);
        using var guide = await GuideServer.StartAsync(_home);
        string[] statements =
        [
            "CALL apoc.export.json.all('../outside.json', {})",
            "CALL apoc.export.json.all('out/outside.json', {})",
            "CALL apoc.load.json('file:///../../../etc/passwd')",
            "LOAD CSV FROM 'file:///out/x.csv' AS line RETURN line",
            "LOAD CSV FROM 'http://127.0.0.1:7474/' AS line RETURN line",
            "CALL apoc.load.json('http://169.254.169.254/latest')",
        ];
        foreach (string statement in statements)
        {
            var answer = await AskAsync(guide, statement, "nornic");
            Assert.Equal(
                "Neo.ClientError.Statement.ExternalResourceFailed",
                answer.GetProperty("errors")[0].GetProperty("code").GetString()
            );
        }
        Assert.Equal(["x.csv"], Directory.GetFiles(outside).Select(Path.GetFileName));
        Assert.False(File.Exists(Path.Join(_home.Data, "outside.json")));
    }

    [Fact]
    public async Task A_persons_data_is_given_out_and_deleted_as_the_guide_types_it()
    {
        using var guide = await GuideServer.StartAsync(_home);
        await RowsAsync(
            guide,
            "CREATE (u:User {userId: 'user123', born: date('1985-02-03')})-[:ORDERED {total: 5}]->(:Order {user_id: 'user123'})-[:OF]->(:Product {n: 1}), (:Thing {owner_id: 42})"
        );
        const string Post = "curl -X POST http://localhost:7474/gdpr/";
        const string Admin = """ -H "Authorization: Bearer $ADMIN_TOKEN" -d """;

        var found = await guide.AskAsync(
            Token + Post + "export" + Admin + """'{"userId": "user123"}'"""
        );
        Assert.Equal(2, found.GetProperty("nodes").GetInt32());
        Assert.Equal(2, found.GetProperty("relationships").GetInt32());
        Assert.Contains(
            """{"$type":"Date","_value":"1985-02-03"}""",
            found.GetRawText(),
            StringComparison.Ordinal
        );
        string csv = await guide.TypeAsync(
            Token + Post + "export" + Admin + """'{"userId": "user123", "format": "csv"}'"""
        );
        Assert.Contains(",born,DATE,1985-02-03", csv, StringComparison.Ordinal);
        Assert.Equal(
            "1",
            await guide.TypeAsync(
                Token + Post + "export" + Admin + """'{"userId": "42"}' | jq .nodes"""
            )
        );
        (string Command, int Status)[] refused =
        [
            (Token + Post + "delete" + Admin + "'{}'", 400),
            (Token + Post + "delete" + Admin + """'{"user": "user123"}'""", 400),
            (Post + """delete -d '{"userId": "user123"}'""", 401),
            (
                Post + """delete -H "Authorization: Bearer qvt_wrong" -d '{"userId": "user123"}'""",
                401
            ),
        ];
        foreach (var (command, status) in refused)
        {
            Assert.Equal(status, (await guide.CurlAsync(command)).Status);
        }
        var deleted = await guide.AskAsync(
            Token + Post + "delete" + Admin + """'{"userId": "user123"}'"""
        );
        Assert.Equal(2, deleted.GetProperty("nodes").GetInt32());
        Assert.Equal(2, deleted.GetProperty("relationships").GetInt32());
        Assert.Contains(
            deleted.GetProperty("auditId").GetString()!,
            await File.ReadAllTextAsync(
                Path.Join(_home.Data, "logs", "audit.log"),
                TestContext.Current.CancellationToken
            ),
            StringComparison.Ordinal
        );
        Assert.Equal(
            """["Product"]""",
            await RowsAsync(guide, "MATCH (n:User|Order|Product) RETURN labels(n)[0]")
        );
    }

    [Fact]
    public async Task A_vector_index_finds_the_nearest_and_a_plan_says_that_it_is_exact()
    {
        using var guide = await GuideServer.StartAsync(_home);
        await RowsAsync(
            guide,
            "CREATE VECTOR INDEX docs IF NOT EXISTS FOR (d:Doc) ON (d.embedding) OPTIONS {indexConfig: {`vector.dimensions`: 3, `vector.similarity_function`: 'cosine'}}"
        );
        await RowsAsync(
            guide,
            "UNWIND [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.9, 0.1, 0.0]] AS v CREATE (:Doc {n: v[1], embedding: v})"
        );
        const string Search =
            "CALL db.index.vector.queryNodes('docs', 2, [1.0, 0.0, 0.0]) YIELD node, score RETURN node.n, score = 1.0";
        Assert.Equal("[0.0,true] [0.1,false]", await RowsAsync(guide, Search));
        var plan = await AskAsync(guide, "EXPLAIN " + Search, "nornic");
        Assert.Contains(
            "exact",
            plan.GetProperty("results")[0].GetProperty("plan").GetRawText(),
            StringComparison.OrdinalIgnoreCase
        );
    }

    /// <summary>The rows of a statement, as JSON with blanks between.</summary>
    private static async Task<string> RowsAsync(
        GuideServer guide,
        string statement,
        string database = "nornic"
    )
    {
        var answer = await AskAsync(guide, statement, database);
        Assert.Equal("[]", answer.GetProperty("errors").GetRawText());
        return string.Join(
            ' ',
            from row in answer.GetProperty("results")[0].GetProperty("data").EnumerateArray()
            select row.GetProperty("row").GetRawText()
        );
    }

    private static Task<JsonElement> AskAsync(GuideServer guide, string statement, string database)
    {
        // Statements have apostrophes, which a shell's quotes have not.
        guide.Home.Write(
            "request.json",
            $$"""{"statements":[{"statement":{{JsonSerializer.Serialize(statement)}}}]}"""
        );
        return guide.AskAsync(
            $"""curl http://localhost:7474/db/{database}/tx/commit -u admin:admin -H "Content-Type: application/json" -d @request.json"""
        );
    }
}
