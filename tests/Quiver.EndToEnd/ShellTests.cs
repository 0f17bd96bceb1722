using System.Text.Json;
using Quiver.EndToEnd.SocialNetwork;

namespace Quiver.EndToEnd;

/// <summary>The shell's formats, ways to give a script, and failures.</summary>
public sealed class ShellTests(SocialNetworkServer network)
{
    private const string TwoRows =
        "UNWIND [1, 2] AS x RETURN x, 'a, \"' + toString(x) AS text, [x, null] AS list, {k: x / 2.0} AS map";

    [Fact]
    public async Task Tables_have_borders_and_a_count()
    {
        var result = await network
            .Require()
            .ShellAsync("snb", "table", "RETURN 1 AS one, 'é' AS two");
        result.Expect(0);
        Assert.Equal(
            [
                "+-----+-----+",
                "| one | two |",
                "+-----+-----+",
                "| 1   | \"é\" |",
                "+-----+-----+",
                "1 row",
            ],
            result.Lines
        );
    }

    [Fact]
    public async Task A_command_says_beside_the_results_what_it_changed()
    {
        const string change = "CREATE (n) DELETE n";
        var table = (await network.Require().ShellAsync("snb", "table", change)).Expect(0);
        Assert.Equal(["0 rows"], table.Lines);
        Assert.Contains("nodes created: 1", table.Error, StringComparison.Ordinal);
        var csv = (await network.Require().ShellAsync("snb", "csv", change)).Expect(0);
        Assert.Equal("", csv.Output + csv.Error);
    }

    [Fact]
    public async Task Csv_quotes_what_needs_quotes()
    {
        var result = await network.Require().ShellAsync("snb", "csv", TwoRows);
        result.Expect(0);
        Assert.Equal("x,text,list,map", result.Lines[0]);
        Assert.StartsWith("1,\"a, \"\"1\",", result.Lines[1], StringComparison.Ordinal);
        Assert.Equal(3, result.Lines.Length);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("jsonl")]
    public async Task Json_can_be_parsed(string format)
    {
        var result = (await network.Require().ShellAsync("snb", format, TwoRows)).Expect(0);
        JsonElement[] rows =
            format == "json"
                ? [.. JsonDocument.Parse(result.Output).RootElement.EnumerateArray()]
                : [.. result.Lines.Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(2, rows.Length);
        Assert.Equal(2, rows[1].GetProperty("x").GetInt32());
        Assert.Equal("a, \"2", rows[1].GetProperty("text").GetString());
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("list")[1].ValueKind);
        Assert.Equal(0.5, rows[0].GetProperty("map").GetProperty("k").GetDouble());
    }

    [Fact]
    public async Task A_script_comes_from_a_file_or_standard_input()
    {
        var server = network.Require();
        const string script =
            "// a comment; with a semicolon\nRETURN 'a;b' AS first;\n/* another; */\nRETURN 2 AS second";
        string file = server.Home.Write("script.cypher", script);
        var fromFile = await server.ShellAsync("snb", "csv", "--file", file);
        var fromInput = await server.ShellAsync("snb", "csv", [], script);
        Assert.Equal(["first", "a;b", "second", "2"], fromFile.Expect(0).Lines);
        Assert.Equal(fromFile.Lines, fromInput.Expect(0).Lines);
    }

    [Fact]
    public async Task A_failing_statement_ends_the_script_with_its_code_and_place()
    {
        var result = await network
            .Require()
            .ShellAsync("snb", "csv", [], "RETURN 1 AS x; RETURN 1 +; RETURN 3 AS never;");
        result.ExpectFailure(70, "(Neo.ClientError.Statement.SyntaxError)", "(line 1, column ");
        Assert.Equal(["x", "1"], result.Lines);
    }

    [Fact]
    public async Task Wrong_passwords_databases_servers_and_formats_are_refused()
    {
        var server = network.Require();
        var home = server.Home;
        (
            await home.RunAsync(
                "shell",
                "-a",
                server.Bolt,
                "-u",
                "neo4j",
                "-p",
                "wrong",
                "RETURN 1"
            )
        ).ExpectFailure(70, "Neo.ClientError.Security.Unauthorized");
        (await home.RunAsync("shell", "-a", server.Bolt, "RETURN 1")).ExpectFailure(
            70,
            "Neo.ClientError.Security.Unauthorized"
        );
        (await server.ShellAsync("nowhere", "csv", "RETURN 1")).ExpectFailure(
            70,
            "'nowhere'",
            "Neo.ClientError.Database.DatabaseNotFound"
        );
        (await home.RunAsync("shell", "-a", "bolt://127.0.0.1:1", "RETURN 1")).ExpectFailure(
            74,
            "127.0.0.1:1"
        );
        (await server.ShellAsync("snb", "xml", "RETURN 1")).ExpectFailure(64, "xml", "jsonl");
        (await server.ShellAsync("snb", "csv", "--file", "no-such-file.cypher")).ExpectFailure(
            74,
            "no-such-file.cypher"
        );
    }
}
