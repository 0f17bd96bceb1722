namespace Quiver.Import.Tests.Pipeline;

public sealed class PreflightTests
{
    [Fact]
    public void Options_files_headers_and_destination_are_found_wrong_together()
    {
        using var folder = new ImportFolder().Nodes("A", "id:ID", "1");
        folder.Run();
        folder.Nodes("B", "id:ID,x:wrong").NodeFiles("C", "/nowhere/c.csv");
        folder.Relationships("R", ":START_ID", "1");
        folder.Options = folder.Options with { BadTolerance = -2 };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Usage, error.Kind);
        Assert.Collection(
            error.Message.Split(Environment.NewLine),
            line => Assert.Contains("--bad-tolerance", line, StringComparison.Ordinal),
            line => Assert.Contains("'/nowhere/c.csv' does not", line, StringComparison.Ordinal),
            line => Assert.Contains("'wrong' in 'x:wrong'", line, StringComparison.Ordinal),
            line => Assert.Contains("type END_ID", line, StringComparison.Ordinal),
            line => Assert.Contains("--overwrite-destination", line, StringComparison.Ordinal)
        );
        Assert.Equal(["(A {id: '1'})"], folder.Read().Nodes);
    }

    [Fact]
    public void A_file_that_is_missing_does_not_hide_what_is_wrong_in_its_groups_header()
    {
        using var folder = new ImportFolder();
        folder.NodeFiles("A", folder.Write("a.csv", "id:ID,x:wrong"), "/nowhere/part2.csv");
        string message = folder.Fail().Message;
        Assert.Contains("'/nowhere/part2.csv' does not exist", message, StringComparison.Ordinal);
        Assert.Contains("'wrong' in 'x:wrong'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_that_clash_are_not_used_to_look_into_files()
    {
        using var folder = new ImportFolder().Nodes("A", "id:ID,x:wrong");
        folder.Options = folder.Options with { Quote = (byte)',' };
        Assert.DoesNotContain("wrong", folder.Fail().Message, StringComparison.Ordinal);
    }
}
