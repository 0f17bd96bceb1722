namespace Quiver.Import.Tests.Reports;

public sealed class SkippedSummaryTests
{
    [Fact]
    public void Totals_are_given_by_kind_and_by_file()
    {
        using var folder = new ImportFolder()
            .Nodes("N", ":ID", "1", "1", "2")
            .Relationships("R", ":START_ID,:END_ID", "1,2", "1,9", "9,1")
            .Relationships("S", ":START_ID,:END_ID", "1,2");
        folder.Options = folder.Options with
        {
            SkipBadRelationships = true,
            SkipDuplicateNodes = true,
        };
        var result = folder.Run();
        string[] lines = [.. ImportText.Summarize(result)];
        int start = Array.IndexOf(lines, "Imported:");
        Assert.Equal(
            ["  2 nodes", "  2 relationships", "  0 properties"],
            lines[(start + 1)..(start + 4)]
        );
        Assert.Equal(
            [
                $"Skipped (each stands in {folder.Options.ReportFile}):",
                "  2 bad relationships",
                "  1 duplicate node",
                "Skipped by file:",
                $"  {folder.Folder}/relationships0.csv: 2 bad relationships, of 3 rows",
                $"  {folder.Folder}/nodes0.csv: 1 duplicate node, of 3 rows",
            ],
            lines[(start + 5)..]
        );
    }

    [Fact]
    public void Booleans_and_outer_blanks_are_counted_by_column()
    {
        using var folder = new ImportFolder().Nodes(
            "N",
            ":ID,ok:boolean,name",
            "1,yes,a",
            "2,true, b",
            "3,no,c "
        );
        string[] lines = [.. ImportText.Summarize(folder.Run())];
        Assert.Contains(
            lines,
            line =>
                line.Contains("nodes0.csv, column 'ok", StringComparison.Ordinal)
                && line.Contains(": 2 cells neither 'true' nor 'false'", StringComparison.Ordinal)
        );
        Assert.Contains(
            lines,
            line =>
                line.Contains("column 'name", StringComparison.Ordinal)
                && line.Contains(": 2 cells with blanks", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void When_all_relationships_are_skipped_it_is_said_loudly_and_why()
    {
        using var folder = new ImportFolder()
            .Nodes("N", ":ID(P)", "p1", "p2")
            .Relationships("R", ":START_ID(P),:END_ID(P)", "1,2", "2,1");
        folder.Options = folder.Options with { SkipBadRelationships = true };
        folder.Run();
        Assert.Contains(
            folder.Progress.Warnings,
            w => w.StartsWith("ALL 2 RELATIONSHIPS WERE SKIPPED", StringComparison.Ordinal)
        );
        Assert.Contains(
            folder.Progress.Warnings,
            w =>
                w.Contains("no node of group 'P' has the START_ID", StringComparison.Ordinal)
                && w.Contains("id-type", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_few_skipped_rows_are_no_reason_for_a_hint()
    {
        using var folder = new ImportFolder()
            .Nodes("N", ":ID", "1")
            .Relationships("R", [":START_ID,:END_ID", "1,2", .. Enumerable.Repeat("1,1", 20)]);
        folder.Options = folder.Options with { SkipBadRelationships = true };
        folder.Run();
        Assert.DoesNotContain(
            folder.Progress.Warnings,
            w => w.Contains("skipped", StringComparison.OrdinalIgnoreCase)
        );
    }
}
