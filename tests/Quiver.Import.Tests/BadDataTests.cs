using System.Globalization;
using System.Text.Json;

namespace Quiver.Import.Tests;

public sealed class BadDataTests
{
    [Fact]
    public void A_duplicate_id_fails_with_its_place_row_and_remedy()
    {
        using var folder = new ImportFolder().Nodes("N", "id:ID(g),x", "1,a", "2,b", "1,c");
        string message = folder.Fail().Message;
        Assert.Contains(
            $"nodes0.csv:4:1: Id '1' is defined more than once in group 'g', first at {folder.Folder}/nodes0.csv:2.",
            message,
            StringComparison.Ordinal
        );
        Assert.Contains("--skip-duplicate-nodes", message, StringComparison.Ordinal);
        Assert.Contains("row: 1,c", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Skipped_duplicates_keep_the_first_and_leave_no_gap()
    {
        using var folder = new ImportFolder()
            .Nodes("N", "id:ID,x", "1,a", "1,b", "2,c", "1,d", "3,e")
            .Nodes("M", "id:ID,x", "3,f", "4,g")
            .Relationships("R", ":START_ID,:END_ID", "4,3", "1,2");
        folder.Options = folder.Options with { SkipDuplicateNodes = true };
        var result = folder.Run();
        var graph = folder.Read();
        Assert.Equal(3, result.Skipped.DuplicateNodes);
        Assert.Equal(
            [
                "(N {id: '1', x: 'a'})",
                "(N {id: '2', x: 'c'})",
                "(N {id: '3', x: 'e'})",
                "(M {id: '4', x: 'g'})",
            ],
            graph.Nodes
        );
        Assert.Equal(["0-[R]->1", "3-[R]->2"], graph.Relationships);
        Assert.Equal(
            [3L, 5L, 2L],
            folder.Report.Select(line => Parse(line).GetProperty("line").GetInt64())
        );
    }

    [Theory]
    [InlineData("1, 2", true)]
    [InlineData("1,2 ", true)]
    [InlineData("\t2,1", true)]
    [InlineData("1,2 2", false)]
    [InlineData(" 1,3", false)]
    public void A_missing_end_with_blanks_around_it_is_told_as_such(string row, bool isTold)
    {
        using var folder = new ImportFolder()
            .Nodes("N", "id:ID", "1", "2", "\" 1\"")
            .Relationships("R", ":START_ID,:END_ID", row);
        Assert.Equal(
            isTold,
            folder.Fail().Message.Contains("--trim-strings drops blanks", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Blanks_around_a_missing_number_are_nothing_to_tell()
    {
        using var folder = new ImportFolder()
            .Nodes("N", "id:ID", "1", "2")
            .Relationships("R", ":START_ID,:END_ID", "1, 2", " 3,2");
        folder.Options = folder.Options with { IdType = IdType.Integer };
        string message = folder.Fail().Message;
        Assert.Contains("relationships0.csv:3:1: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("--trim-strings", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_before_a_wrong_row_is_told()
    {
        const string Mark = "The row begins with a byte order mark";
        using var folder = new ImportFolder().Nodes("N", "id:ID,n:int", "1,1", "\uFEFF2,x", "3,3");
        folder.Relationships("R", ":START_ID,:END_ID", "1,3", "\uFEFF1,3");
        folder.Options = folder.Options with { IdType = IdType.Integer };
        string message = folder.Fail().Message;
        Assert.Contains("nodes0.csv:3:1: column 'id': ", message, StringComparison.Ordinal);
        Assert.Contains(Mark, message, StringComparison.Ordinal);

        using var text = new ImportFolder().Nodes("N", "id:ID", "1", "3");
        text.Relationships("R", ":START_ID,:END_ID", "1,3", "\uFEFF1,3");
        Assert.Contains(Mark, text.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_end_fails_or_is_reported_with_place_and_row()
    {
        using var folder = new ImportFolder()
            .Nodes("N", "id:ID", "1", "2")
            .Relationships(
                "R",
                ":START_ID,:END_ID,:TYPE,w",
                "1,2,,a",
                "1,9,,b",
                "8,2,,c",
                ",2,,d",
                "2,1,,e"
            );
        var error = folder.Fail();
        Assert.Contains("relationships0.csv:3:3: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("missing node 9", error.Message, StringComparison.Ordinal);
        Assert.Contains("--skip-bad-relationships", error.Message, StringComparison.Ordinal);

        folder.Options = folder.Options with { SkipBadRelationships = true };
        var result = folder.Run();
        Assert.Equal(3, result.Skipped.BadRelationships);
        Assert.Equal(["0-[R {w: 'a'}]->1", "1-[R {w: 'e'}]->0"], folder.Read().Relationships);
        var second = Parse(folder.Report[1]);
        Assert.Equal("BadRelationship", second.GetProperty("problem").GetString());
        Assert.EndsWith(
            "relationships0.csv",
            second.GetProperty("source").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(4, second.GetProperty("line").GetInt32());
        Assert.Equal("8,2,,c", second.GetProperty("row").GetString());
        Assert.Contains(
            "missing node 8",
            second.GetProperty("message").GetString(),
            StringComparison.Ordinal
        );
        Assert.Contains("missing data: its start id", folder.Report[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_long_id_is_told_without_its_middle_but_reported_in_full()
    {
        string known = new('é', 1 << 20);
        string unknown = known + "😀";
        using var folder = new ImportFolder()
            .Nodes("N", "id:ID", known)
            .Relationships("R", ":START_ID,:END_ID", $"{known},{unknown}");
        string message = folder.Fail().Message;
        Assert.InRange(message.Length, 0, 3000);
        Assert.Contains("relationships0.csv:2:1048578: éé", message, StringComparison.Ordinal);
        Assert.Contains("é … é", message, StringComparison.Ordinal);
        Assert.Contains("é😀 in the global id space.", message, StringComparison.Ordinal);
        folder.Options = folder.Options with { SkipBadRelationships = true };
        folder.Run();
        Assert.Contains(
            $"\"invalid\":\"{unknown}\"",
            Assert.Single(folder.Report),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_relationship_without_type_is_bad()
    {
        using var folder = new ImportFolder()
            .Nodes("N", "id:ID", "1")
            .Relationships(null, ":START_ID,:END_ID,:TYPE", "1,1,A", "1,1,");
        Assert.Contains("missing data: its type", folder.Fail().Message, StringComparison.Ordinal);
        folder.Options = folder.Options with { SkipBadRelationships = true };
        Assert.Equal(["0-[A]->0"], folder.RunAndRead().Relationships);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    [InlineData(-1, true)]
    public void Tolerance_is_shared_by_all_kinds(int tolerance, bool succeeds)
    {
        using var folder = new ImportFolder()
            .Nodes("N", "id:ID", "1", "1")
            .Relationships("R", ":START_ID,:END_ID", "1,9");
        folder.Options = folder.Options with
        {
            SkipBadRelationships = true,
            SkipDuplicateNodes = true,
            BadTolerance = tolerance,
        };
        if (succeeds)
        {
            Assert.Equal(2, folder.Run().Skipped.Total);
        }
        else
        {
            Assert.Contains(
                "Too many bad entries 2, where last one was: ",
                folder.Fail().Message,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void Skipping_one_kind_does_not_skip_the_other()
    {
        using var folder = new ImportFolder()
            .Nodes("N", "id:ID", "1", "1")
            .Relationships("R", ":START_ID,:END_ID", "1,9");
        folder.Options = folder.Options with { SkipDuplicateNodes = true };
        Assert.Contains("missing node 9", folder.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extra_cells_fail_or_are_reported_one_by_one()
    {
        using var folder = new ImportFolder().Nodes("N", "id:ID,x", "1,test,", "2,a,b,c", "3,z");
        var error = folder.Fail();
        Assert.Contains(
            "nodes0.csv:2:8: extra column not present in header",
            error.Message,
            StringComparison.Ordinal
        );
        folder.Options = folder.Options with { IgnoreExtraColumns = true };
        var result = folder.Run();
        Assert.Equal(3, result.Skipped.ExtraColumns);
        Assert.Equal(3, folder.Read().Nodes.Count);
        Assert.Equal(3, folder.Report.Length);
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(8, false)]
    public void Three_extra_cells_in_three_rows_count_nine_to_the_tolerance(
        int tolerance,
        bool succeeds
    )
    {
        using var folder = new ImportFolder().Nodes("N", "id:ID", "1,a,b,c", "2,a,,c", "3,,,");
        folder.Options = folder.Options with
        {
            IgnoreExtraColumns = true,
            BadTolerance = tolerance,
        };
        if (succeeds)
        {
            Assert.Equal(9, folder.Run().Skipped.ExtraColumns);
            Assert.Equal(3, folder.Read().Nodes.Count);
        }
        else
        {
            Assert.Contains(
                "Too many bad entries 9",
                folder.Fail().Message,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void Two_missing_ends_are_both_reported_with_a_tolerance_of_two_and_fail_with_one()
    {
        using var folder = new ImportFolder()
            .Nodes("N", "id:ID", "1", "2")
            .Relationships("R", ":START_ID,:END_ID", "1,nobody", "1,2", "nowhere,2");
        folder.Options = folder.Options with { SkipBadRelationships = true, BadTolerance = 1 };
        Assert.Contains(
            "Too many bad entries 2, where last one was: ",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
        folder.Options = folder.Options with { BadTolerance = 2 };
        Assert.Equal(2, folder.Run().Skipped.BadRelationships);
        Assert.Equal(["0-[R]->1"], folder.Read().Relationships);
        Assert.Equal(
            ["nobody", "nowhere"],
            folder.Report.Select(line =>
                Parse(line).GetProperty("relationship").GetProperty("invalid").GetString()
            )
        );
    }

    [Fact]
    public void Rows_without_start_end_or_type_are_three_entries_with_missing_data()
    {
        using var folder = new ImportFolder()
            .Nodes("N", "id:ID", "1", "2")
            .Relationships(null, ":START_ID,:END_ID,:TYPE", ",2,T", "1,,T", "1,2,", "1,2,T");
        folder.Options = folder.Options with { SkipBadRelationships = true };
        Assert.Equal(3, folder.Run().Skipped.BadRelationships);
        Assert.Equal(["0-[T]->1"], folder.Read().Relationships);
        Assert.Equal(
            [2L, 3L, 4L],
            folder.Report.Select(line => Parse(line).GetProperty("line").GetInt64())
        );
        string[] missing = ["its start id", "its end id", "its type"];
        for (int i = 0; i < missing.Length; i++)
        {
            var entry = Parse(folder.Report[i]);
            Assert.Contains(
                $"missing data: {missing[i]}",
                entry.GetProperty("message").GetString(),
                StringComparison.Ordinal
            );
            Assert.True(entry.GetProperty("relationship").GetProperty("missing").GetBoolean());
        }
    }

    [Fact]
    public void The_earliest_fault_is_reported_whatever_the_threads()
    {
        string[] rows =
        [
            .. Enumerable
                .Range(0, 60_000)
                .Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{i}")),
        ];
        rows[59_000] = "59000,late";
        rows[31_234] = "31234,early";
        rows[58_000] = "31,duplicate";
        for (int round = 0; round < 5; round++)
        {
            using var folder = new ImportFolder().Nodes("N", ["id:ID,x:long", .. rows]);
            folder.Options = folder.Options with { Threads = 4 };
            Assert.Contains(
                "nodes0.csv:31236:7: column 'x': 'early' is not an integer",
                folder.Fail().Message,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void Ten_thousand_copies_of_an_id_are_one_node()
    {
        using var folder = new ImportFolder().Nodes(
            "N",
            ["id:ID", .. Enumerable.Repeat("same", 10_000)]
        );
        folder.Options = folder.Options with
        {
            SkipDuplicateNodes = true,
            BadTolerance = -1,
            Threads = 3,
        };
        Assert.Equal(9_999, folder.Run().Skipped.DuplicateNodes);
        Assert.Single(folder.Read().Nodes);
        Assert.Equal(9_999, folder.Report.Length);
        Assert.Equal(
            Enumerable.Range(3, 9_999).Select(i => (long)i),
            folder.Report.Select(line => Parse(line).GetProperty("line").GetInt64())
        );
    }

    private static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;
}
