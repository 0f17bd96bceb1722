using System.Text.Json;

namespace Quiver.Import.Tests.Reports;

/// <summary>Lines about relationships with an unknown end are made of texts that are kept from one to the next: whatever changes between them must be right.</summary>
public sealed class BadRelationshipLinesTests
{
    private const int RowsPerFile = 400;

    private static readonly string[] Types = ["R", "S\"\\", "Über-lang und mit Blank", "T"];
    private static readonly string[] Ids =
    [
        "1",
        "2",
        "x\ty",
        "no\\such",
        "ü€𝄞",
        "a long one of 40 bytes .........",
    ];

    [Fact]
    public void Each_line_says_what_its_row_says_whatever_stood_in_the_line_before()
    {
        var random = new Random(11);
        using var folder = new ImportFolder()
            .Nodes("N", ["id:ID(left)", "1"])
            .Nodes("N", ["id:ID(right)", "2"]);
        var expected =
            new List<(string Start, string End, string Type, bool IsTurned, string Row)>();
        for (int file = 0; file < 4; file++)
        {
            bool isTurned = file % 2 == 1;
            string[] rows = new string[RowsPerFile];
            for (int row = 0; row < RowsPerFile; row++)
            {
                string start = Ids[random.Next(Ids.Length)];
                string end = Ids[random.Next(Ids.Length)];
                string type = Types[random.Next(Types.Length)];
                rows[row] =
                    $"{start},{end},\"{type.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
                if ((isTurned ? (end, start) : (start, end)) != ("1", "2"))
                {
                    expected.Add((start, end, type, isTurned, rows[row]));
                }
            }
            string header = isTurned
                ? ":START_ID(right),:END_ID(left),:TYPE"
                : ":START_ID(left),:END_ID(right),:TYPE";
            folder.Relationships(null, [header, .. rows]);
        }
        folder.Options = folder.Options with { SkipBadRelationships = true, BadTolerance = -1 };
        var result = folder.Run();
        Assert.Equal(expected.Count, result.Skipped.BadRelationships);
        string[] lines = folder.Report;
        Assert.Equal(expected.Count, lines.Length);
        for (int i = 0; i < lines.Length; i++)
        {
            AssertLine(JsonDocument.Parse(lines[i]).RootElement, expected[i]);
        }
    }

    private static void AssertLine(
        JsonElement line,
        (string Start, string End, string Type, bool IsTurned, string Row) expected
    )
    {
        var (start, end, type, isTurned, row) = expected;
        string startGroup = isTurned ? "right" : "left";
        string endGroup = isTurned ? "left" : "right";
        bool isStart = start != (isTurned ? "2" : "1");
        string unknown = isStart ? start : end;
        string group = isStart ? startGroup : endGroup;
        Assert.Equal(
            $"{start} (group '{startGroup}')-[{type}]->{end} (group '{endGroup}') refers to missing node {unknown} in group '{group}'.",
            line.GetProperty("message").GetString()
        );
        Assert.Equal(row, line.GetProperty("row").GetString());
        var relationship = line.GetProperty("relationship");
        Assert.Equal(type, relationship.GetProperty("type").GetString());
        Assert.Equal(unknown, relationship.GetProperty("invalid").GetString());
        AssertEnd(relationship.GetProperty("source"), start, startGroup);
        AssertEnd(relationship.GetProperty("target"), end, endGroup);
        Assert.Equal(
            isStart ? 1 : start.EnumerateRunes().Count() + 2,
            line.GetProperty("column").GetInt32()
        );
    }

    private static void AssertEnd(JsonElement end, string id, string group)
    {
        Assert.Equal(id, end.GetProperty("id").GetString());
        Assert.Equal(group, end.GetProperty("group").GetString());
    }
}
