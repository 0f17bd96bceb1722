using Quiver.Cli.Shell;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Cli.Tests.Shell;

public sealed class ResultFormatTests
{
    private static readonly ResultNode Ada = new(
        7,
        ["Person"],
        new Dictionary<string, object?> { ["name"] = "Ada \"A\"" }
    );

    private static readonly object?[] Row =
    [
        1L,
        1.0,
        "a,\"b\"\nc",
        null,
        new object?[] { 1L, "x" },
        Ada,
        Value.Date(LocalDate.FromEpochDay(0)),
    ];

    [Fact]
    public void Csv_quotes_what_needs_quotes()
    {
        var output = new StringWriter();
        Print(new CsvFormat(output));
        Assert.Equal(
            "i,f,t,n,l,a,d\n1,1.0,\"a,\"\"b\"\"\nc\",,\"[1, \"\"x\"\"]\",\"(:Person {name: \"\"Ada \\\"\"A\\\"\"\"\"})\",1970-01-01\n",
            output.ToString()
        );
    }

    [Fact]
    public void Json_is_an_array_of_objects_and_jsonl_an_object_a_line()
    {
        const string Expected =
            "{\"i\":1,\"f\":1.0,\"t\":\"a,\\\"b\\\"\\nc\",\"n\":null,\"l\":[1,\"x\"],\"a\":{\"identity\":7,\"labels\":[\"Person\"],\"properties\":{\"name\":\"Ada \\\"A\\\"\"}},\"d\":\"1970-01-01\"}";
        var json = new StringWriter();
        Print(new JsonFormat(json, lines: false));
        Assert.Equal($"[\n{Expected}\n]\n", json.ToString());
        var lines = new StringWriter();
        Print(new JsonFormat(lines, lines: true));
        Assert.Equal(Expected + "\n", lines.ToString());
    }

    [Fact]
    public void A_table_has_borders_and_counts_its_rows()
    {
        var output = new StringWriter { NewLine = "\n" };
        var table = new TableFormat(output);
        table.Begin(["name", "n"]);
        table.Row(["é", 10L]);
        table.Row([new string('x', 100), null]);
        table.End();
        string[] lines = output.ToString().TrimEnd().Split('\n');
        Assert.Equal("2 rows", lines[^1]);
        Assert.All(lines[..^1], line => Assert.Equal(lines[0].Length, line.Length));
        Assert.StartsWith("| \"é\" ", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_result_is_still_valid_json()
    {
        var json = new StringWriter();
        var format = new JsonFormat(json, lines: false);
        format.Begin(["a"]);
        format.End();
        Assert.Equal("[]\n", json.ToString());
    }

    private static void Print(IResultFormat format)
    {
        format.Begin(["i", "f", "t", "n", "l", "a", "d"]);
        format.Row(Row);
        format.End();
    }
}
