using Quiver.Foundation.IO;
using Quiver.Import.Increments;

namespace Quiver.Import.Tests.Increments;

public sealed class IncrementRowTests
{
    private static readonly PosixFileSystem Files = PosixFileSystem.Instance;

    [Theory]
    [InlineData("a,U,1", "a,U,2", "(P id: 'a', name: '1')")]
    [InlineData("a,U,1", "a,D,", "(P id: 'a', name: '1')")]
    [InlineData("a,D,", "a,C,2", null)]
    [InlineData("a,D,", "a,U,2", null)]
    [InlineData("z,C,1", "z,U,2", "(P id: 'z', name: '1')")]
    public void A_second_row_about_a_node_is_a_duplicate(string row, string second, string? left)
    {
        using var folder = Base();
        string[] lines = ["id:ID,:ACTION,name", row, second];
        folder.Options = folder.Options with { SkipBadRows = true };
        var error = Assert.Throws<ImportException>(() => Run(folder, "P", lines));
        Assert.Contains("more.csv:3:1: the id '", error.Message, StringComparison.Ordinal);
        Assert.Contains("one row for a node", error.Message, StringComparison.Ordinal);

        folder.Options = folder.Options with { SkipBadRows = false, SkipDuplicateNodes = true };
        Assert.Equal(1, Run(folder, "P", lines).Skipped.DuplicateNodes);
        string? found = Read(folder)
            .Find(line => line.StartsWith($"(P id: '{row[0]}'", StringComparison.Ordinal));
        Assert.Equal(left, found);
    }

    [Fact]
    public void What_a_row_sets_and_removes_is_removed()
    {
        using var folder = Base();
        Run(folder, "P", "id:ID,:ACTION,:-PROPERTY,name,:LABEL,:-LABEL", "a,U,name,Ann,X;Y,X");
        Assert.Contains("(P:Y id: 'a')", Read(folder));
    }

    [Fact]
    public void Nodes_that_get_the_label_by_which_they_are_found_are_not_said_to_get_none()
    {
        using var folder = Base();
        Run(folder, null, "id:ID{label:P}", "c");
        Assert.Contains("(P id: 'c')", Read(folder));
        Assert.Empty(folder.Progress.Warnings);
        Run(folder, null, "name:string", "Dan");
        Assert.Contains(
            "get no label",
            Assert.Single(folder.Progress.Warnings),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_merge_does_not_write_its_report_over_what_was_built_from()
    {
        using var folder = Base();
        string more = folder.Write("more.csv", "id:ID", "c");
        string otherName = Path.Join(folder.Folder, "other.report");
        Files.Link(more, otherName);
        var options = folder.Options with { Nodes = [new(["P"], [more])] };
        RunStage(options, IncrementStage.Prepare);
        RunStage(options, IncrementStage.Build);
        options = options with { Nodes = [] };
        foreach (string report in new[] { more, otherName })
        {
            var error = Assert.Throws<ImportException>(() =>
                RunStage(options with { ReportFile = report }, IncrementStage.Merge)
            );
            Assert.Contains("would overwrite", error.Message, StringComparison.Ordinal);
            Assert.Equal(["id:ID", "c"], File.ReadAllLines(more));
        }
        string inside = Path.Join(options.DatabaseDirectory, "MANIFEST");
        var refused = Assert.Throws<ImportException>(() =>
            RunStage(options with { ReportFile = inside }, IncrementStage.Merge)
        );
        Assert.Contains("folder of a database", refused.Message, StringComparison.Ordinal);
        RunStage(options, IncrementStage.Merge);
        Assert.Contains("(P id: 'c')", Read(folder));

        void RunStage(ImportOptions told, IncrementStage stage) =>
            Run(told with { Increment = new() { Stage = stage } }, folder);
    }

    private static ImportFolder Base()
    {
        var folder = new ImportFolder().Nodes("P", "id:ID,name", "a,Ann", "b,Bob");
        folder.Options = folder.Options with { Schema = [SchemaCommands.Unique("P", "id")] };
        folder.Run();
        folder.Options = folder.Options with { Schema = [] };
        return folder;
    }

    private static List<string> Read(ImportFolder folder) =>
        GraphContent.Read(Files, folder.Options.DatabaseDirectory);

    private static IncrementResult Run(ImportFolder folder, string? label, params string[] lines)
    {
        var options = folder.Options with
        {
            Nodes = [new(label is null ? [] : [label], [folder.Write("more.csv", lines)])],
            Increment = new(),
        };
        return Run(options, folder);
    }

    private static IncrementResult Run(ImportOptions options, ImportFolder folder) =>
        new IncrementalImporter(
            options,
            new LocalIncrementTarget(Files, options.DatabaseDirectory),
            folder.Progress,
            CancellationToken.None
        ).Run();
}
