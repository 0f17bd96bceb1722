using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Quiver.Import.Tests;

/// <summary>Rows that are no CSV, or hold a value of a wrong type: fatal, or left out with <c>--skip-bad-rows</c>.</summary>
public sealed class MalformedRowsTests
{
    private static readonly string[] _people =
    [
        "id:ID,name,age:int,born:date",
        "1,a,10,2001-01-01",
        "2,\"b\"x,11,2001-01-01",
        "3,c,old,2001-01-01",
        "4,d,12,2001-02-30",
        "5,\"e,13,2001-01-01",
        "6,f,old,never",
        "7,\xFF\xFE,14,2001-01-01",
        "8,h,15,2001-01-01",
    ];

    [Fact]
    public void Wrong_rows_are_left_out_and_reported_with_place_row_and_reason()
    {
        using var folder = People();
        folder.Options = folder.Options with { SkipBadRows = true };
        var result = folder.Run();
        Assert.Equal(6, result.Skipped.MalformedRows);
        Assert.Equal(
            [
                "(N {id: '1', name: 'a', age: 10, born: date('2001-01-01')})",
                "(N {id: '8', name: 'h', age: 15, born: date('2001-01-01')})",
            ],
            folder.Read().Nodes
        );
        var entries = folder.Report.Select(Parse).OrderBy(Line).ToList();
        Assert.Equal([3L, 4L, 5L, 6L, 7L, 8L], entries.Select(Line));
        Assert.Equal([6L, 5L, 8L, 19L, 5L, 3L], entries.Select(entry => Number(entry, "column")));
        string[] reasons =
        [
            "text follows the closing quote",
            "column 'age': 'old' is not an integer",
            "column 'born': '2001-02-30'",
            "contains a line end",
            "column 'age': 'old' is not an integer",
            "byte 0xFF is not valid UTF-8",
        ];
        for (int i = 0; i < reasons.Length; i++)
        {
            Assert.Contains(reasons[i], Text(entries[i], "message"), StringComparison.Ordinal);
            Assert.Equal("MalformedRow", Text(entries[i], "problem"));
        }
        Assert.Equal(_people[2], Text(entries[0], "row"));
        Assert.Equal("7,\\xFF\\xFE,14,2001-01-01", Text(entries[5], "row"));
    }

    [Fact]
    public void Without_the_switch_the_first_wrong_row_fails_the_import()
    {
        using var folder = People();
        Assert.Contains(
            "nodes0.csv:3:6: text follows the closing quote",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_first_wrong_cell_fails_the_import_whatever_its_column()
    {
        using var folder = new ImportFolder()
            .Nodes("", "id:ID,n:int,m:int,:LABEL", "1,1,1,A", "2,2,two,A", "3,three,3,A", "4,4,4,;")
            .Nodes(
                "",
                "id:ID(g){id-type:long},n:int,:LABEL",
                "1,1,A",
                "2,2,;",
                "3,three,A",
                "four,4,A"
            );
        Assert.Contains(
            "nodes0.csv:3:5: column 'm'",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
        folder.Write("nodes0.csv", ":ID");
        Assert.Contains(
            "nodes1.csv:3:5: column 'LABEL'",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(5, false)]
    public void Wrong_rows_count_to_the_tolerance(int tolerance, bool succeeds)
    {
        using var folder = People();
        folder.Options = folder.Options with { SkipBadRows = true, BadTolerance = tolerance };
        if (succeeds)
        {
            Assert.Equal(2, folder.Run().Nodes);
        }
        else
        {
            string message = folder.Fail().Message;
            Assert.Contains("Too many bad entries 6", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_row_left_out_takes_no_number_and_nothing_refers_to_it()
    {
        using var folder = new ImportFolder()
            .Nodes("N", "id:ID,x:long", "1,1", "2,two", "1,3", "3,4")
            .Relationships(
                "R",
                ":START_ID,:END_ID,w:double",
                "1,3,0.5",
                "1,2,1.5",
                "3,1,heavy",
                "3,3,2.5"
            );
        folder.Options = folder.Options with
        {
            SkipBadRows = true,
            SkipDuplicateNodes = true,
            SkipBadRelationships = true,
        };
        var result = folder.Run();
        var graph = folder.Read();
        Assert.Equal(["(N {id: '1', x: 1})", "(N {id: '3', x: 4})"], graph.Nodes);
        Assert.Equal(["0-[R {w: 0.5}]->1", "1-[R {w: 2.5}]->1"], graph.Relationships);
        Assert.Equal(
            (2L, 1L, 1L),
            (
                result.Skipped.MalformedRows,
                result.Skipped.DuplicateNodes,
                result.Skipped.BadRelationships
            )
        );
    }

    [Fact]
    public void Identifiers_that_are_no_numbers_are_wrong_rows_too()
    {
        using var folder = new ImportFolder()
            .Nodes("N", ":ID", "1", "x", "2")
            .Relationships("R", ":START_ID,:END_ID", "1,2", "1,y", "z,2");
        folder.Options = folder.Options with { IdType = IdType.Integer, SkipBadRows = true };
        Assert.Equal(3, folder.Run().Skipped.MalformedRows);
        Assert.Equal(["0-[R]->1"], folder.Read().Relationships);
    }

    [Fact]
    public void A_row_with_an_empty_label_is_left_out_like_any_other_wrong_row()
    {
        using var folder = new ImportFolder()
            .Nodes(
                "",
                "id:ID,l:LABEL,n:long,m:LABEL",
                "1,A;;B,1,C",
                "2,,2,C",
                "3,\" ; \",3,C",
                "4,A; D ,4,",
                "5,A,five,;",
                "6,\"A;B\",6,B;",
                "7,\"\",7,E"
            )
            .Relationships("R", ":START_ID,:END_ID", "4,7", "2,2");
        folder.Options = folder.Options with { SkipBadRows = true };
        Assert.Equal(4, folder.Run().Skipped.MalformedRows);
        var graph = folder.Read();
        Assert.Equal(
            ["(C {id: '2', n: 2})", "(A:D {id: '4', n: 4})", "(E {id: '7', n: 7})"],
            graph.Nodes
        );
        Assert.Equal(["0-[R]->0", "1-[R]->2"], graph.Relationships);
        var entries = folder.Report.Select(Parse).OrderBy(Line).ToList();
        Assert.Equal([2L, 4L, 6L, 7L], entries.Select(Line));
        Assert.Equal([3L, 3L, 5L, 11L], entries.Select(entry => Number(entry, "column")));
        Assert.Contains("empty label", Text(entries[0], "message"), StringComparison.Ordinal);
        Assert.Contains("'five'", Text(entries[2], "message"), StringComparison.Ordinal);
    }

    [Fact]
    public void Odd_cells_are_counted_of_the_rows_that_are_kept()
    {
        using var folder = new ImportFolder().Nodes(
            "N",
            "id:ID,ok:boolean,text,n:int",
            "1,yes, a ,1",
            "2,yes, a ,one",
            "3,no,\"a\"b,1",
            "4,TRUE,a,4",
            "4,TRUE, a ,4",
            "5,true, b,5"
        );
        folder.Options = folder.Options with { SkipBadRows = true, SkipDuplicateNodes = true };
        var result = folder.Run();
        Assert.Equal(3, result.Nodes);
        Assert.Equal(
            [("ok", 2L), ("text", 2L)],
            result.ColumnNotes.Select(note => (note.Column, note.Count))
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Many_wrong_rows_in_many_blocks_leave_exactly_the_good_ones(int threads)
    {
        string[] rows =
        [
            "id:ID,text,n:long",
            .. Enumerable
                .Range(0, 40_000)
                .Select(i =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{i},{(i % 7 == 3 ? "\"open" : "\"fine\"")},{(i % 10 == 1 ? "x" : "1")}"
                    )
                ),
        ];
        foreach (bool isMultiline in (bool[])[false, true])
        {
            using var folder = new ImportFolder().Nodes("N", rows);
            folder.Options = folder.Options with
            {
                SkipBadRows = true,
                BadTolerance = -1,
                Threads = threads,
                MultilineFields = isMultiline,
            };
            int good = Enumerable.Range(0, 40_000).Count(i => i % 7 != 3 && i % 10 != 1);
            Assert.Equal(good, folder.Run().Nodes);
        }
    }

    [Fact]
    public void A_quote_that_is_never_closed_costs_one_row_even_where_line_ends_are_allowed()
    {
        using var folder = new ImportFolder().Nodes(
            "N",
            "id:ID,x",
            "1,\"two\nlines\"",
            "2,\"open",
            "3,\"fine\"",
            "4,plain",
            "5,\"never closed",
            "6,last"
        );
        folder.Options = folder.Options with { MultilineFields = true };
        Assert.Contains(
            "begins in line 4, column 3",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
        folder.Options = folder.Options with { SkipBadRows = true };
        folder.Run();
        Assert.Equal(["1", "3", "4", "6"], folder.Read().Nodes.Select(node => node.Split('\'')[1]));
        Assert.Equal([4L, 7L], folder.Report.Select(line => Line(Parse(line))));
    }

    [Fact]
    public void Rows_with_another_delimiter_are_recognised()
    {
        using var nodes = new ImportFolder()
            .Nodes("N", "id:ID,x", "1,2")
            .Relationships("R", ":START_ID,:END_ID,w", "1|2|3");
        Assert.Contains(
            "with '|' as the --delimiter",
            nodes.Fail().Message,
            StringComparison.Ordinal
        );
        using var ids = new ImportFolder().Nodes("N", ":ID,x,y", "1\ta\tb");
        ids.Options = ids.Options with { IdType = IdType.Integer };
        Assert.Contains(
            "with TAB as the --delimiter",
            ids.Fail().Message,
            StringComparison.Ordinal
        );
    }

    private static ImportFolder People()
    {
        var folder = new ImportFolder();
        string path = Path.Join(folder.Folder, "nodes0.csv");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(string.Join('\n', _people) + "\n"));
        return folder.NodeFiles("N", path);
    }

    private static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;

    private static long Line(JsonElement entry) => Number(entry, "line");

    private static long Number(JsonElement entry, string name) =>
        entry.GetProperty(name).GetInt64();

    private static string Text(JsonElement entry, string name) =>
        entry.GetProperty(name).GetString()!;
}
