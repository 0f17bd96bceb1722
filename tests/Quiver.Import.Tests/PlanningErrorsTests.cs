namespace Quiver.Import.Tests;

public sealed class PlanningErrorsTests
{
    [Fact]
    public void All_mistakes_of_all_headers_are_reported_at_once_before_anything_is_written()
    {
        using var folder = new ImportFolder()
            .Nodes("A", "id:ID(left),x:wrong,:ignore")
            .Nodes("B", "id:ID(rite),name,name:long", "1,2,3")
            .Relationships("R", ":LABEL,:END_ID(left)")
            .Relationships("S", "a,b");
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Data, error.Kind);
        string[] lines = error.Message.Split(Environment.NewLine);
        string[] expected =
        [
            "nodes0.csv:1:13: 'wrong' in 'x:wrong' is not a valid type.",
            "nodes0.csv:1:21: 'ignore' in ':ignore' must be written IGNORE",
            "nodes1.csv:1:18: the property 'name' is given twice",
            "relationships0.csv:1: unexpected relationship header type 'LABEL'",
            "relationships0.csv:1: missing header of type START_ID",
            "relationships1.csv:1: missing header of type START_ID, among entries [a:string, b:string]",
            "relationships1.csv:1: missing header of type END_ID",
        ];
        Assert.Equal(expected.Length, lines.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Contains(expected[i], lines[i], StringComparison.Ordinal);
        }
        Assert.False(Directory.Exists(folder.Options.DatabaseDirectory));
    }

    [Fact]
    public void An_unknown_group_is_named_with_those_there_are()
    {
        using var folder = new ImportFolder()
            .Nodes("A", ":ID(left)", "1")
            .Nodes("B", ":ID(right)", "1")
            .Relationships("R", ":START_ID(left),:END_ID(rite)", "1,1")
            .Relationships("S", ":START_ID,:END_ID(left)", "1,1");
        string message = folder.Fail().Message;
        Assert.Contains(
            "group 'rite' not found. Available groups are: [left, right]",
            message,
            StringComparison.Ordinal
        );
        Assert.Contains("group 'global id space' not found", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_files_are_all_named()
    {
        using var folder = new ImportFolder()
            .NodeFiles("A", "/nowhere/a.csv", "/nowhere/b.csv")
            .RelationshipFiles("R", "/tmp");
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.InputOutput, error.Kind);
        Assert.Contains("'/nowhere/a.csv' does not exist", error.Message, StringComparison.Ordinal);
        Assert.Contains("'/nowhere/b.csv' does not exist", error.Message, StringComparison.Ordinal);
        Assert.Contains("'/tmp' is a directory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_cannot_be_are_usage_errors()
    {
        using var folder = new ImportFolder().Relationships("R", ":START_ID,:END_ID", "1,1");
        folder.Options = folder.Options with
        {
            Delimiter = (byte)';',
            BadTolerance = -2,
            Threads = 0,
        };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Usage, error.Kind);
        foreach (
            string part in (string[])
                ["'--nodes'", "array delimiter", "--bad-tolerance", "--threads"]
        )
        {
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("id:ID,x:point", "the type point of 'x' is not supported yet")]
    [InlineData("a:ID,b:ID", "composite identifiers are not supported yet")]
    [InlineData("id:ID{id-type:date}", "the id-type 'date' is not supported")]
    [InlineData("id:ID,:START_ID", "unexpected node header type 'START_ID'")]
    [InlineData("id:ID,x:vector{dimensions:3}", "vectors are not supported yet")]
    [InlineData("id:ID,t:time{timezone:Nowhere/Town}", "timezone that does not exist")]
    [InlineData("id:ID,:ACTION", "belongs to an incremental import")]
    public void What_is_not_supported_is_refused_by_name(string header, string expected)
    {
        using var folder = new ImportFolder().Nodes("A", header, "1,2");
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Data, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_id_type_actual_is_refused_by_name()
    {
        using var folder = new ImportFolder().Nodes("A", ":ID", "1");
        folder.Options = folder.Options with { IdType = IdType.Actual };
        Assert.Contains(
            "'actual' is not supported yet",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_group_cannot_have_two_id_types()
    {
        using var folder = new ImportFolder()
            .Nodes("A", ":ID(g)", "1")
            .Nodes("B", ":ID(g){id-type:long}", "2");
        Assert.Contains(
            "identifiers of type Integer here and String",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_wrong_delimiter_is_hinted_at()
    {
        using var folder = new ImportFolder()
            .Nodes("A", "id:ID(g)|x", "1|2")
            .Relationships("R", ":START_ID(g)|:END_ID(g)", "1|1");
        Assert.Contains(
            "is ',' the right --delimiter?",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Repeated_files_and_missing_labels_and_types_are_warned_of()
    {
        using var folder = new ImportFolder();
        string file = folder.Write("n.csv", "id:ID", "1");
        folder.NodeFiles("", file).Relationships(null, ":START_ID,:END_ID");
        folder.Run();
        Assert.Contains(
            folder.Progress.Warnings,
            w => w.Contains("get no label", StringComparison.Ordinal)
        );
        Assert.Contains(
            folder.Progress.Warnings,
            w => w.Contains("have no type", StringComparison.Ordinal)
        );
        folder.NodeFiles("X", file);
        folder.Options = folder.Options with { OverwriteDestination = true };
        Assert.Contains("defined more than once", folder.Fail().Message, StringComparison.Ordinal);
        Assert.Contains(
            folder.Progress.Warnings,
            w => w.Contains("more than once", StringComparison.Ordinal)
        );
    }
}
