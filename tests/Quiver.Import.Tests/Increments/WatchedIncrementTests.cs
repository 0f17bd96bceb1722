using Quiver.Foundation.IO;
using Quiver.Import.Increments;
using Quiver.Storage.Catalog;
using Quiver.Storage.Increments;

namespace Quiver.Import.Tests.Increments;

/// <summary>What others see of an incremental import while it runs, and what it notices of what they do to its files.</summary>
public sealed class WatchedIncrementTests
{
    private static readonly PosixFileSystem Files = PosixFileSystem.Instance;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_status_says_which_stage_is_under_way(bool isInStages)
    {
        using var folder = Base();
        var seen = new Dictionary<ImportPhase, string[]>();
        folder.Progress.OnReport = progress => seen.TryAdd(progress.Phase, Status(folder));
        Assert.Equal(["No incremental import into 'graph' is under way."], Status(folder));
        var merging = Array.Empty<string>();
        foreach (
            var stage in isInStages
                ? (IncrementStage[])
                    [IncrementStage.Prepare, IncrementStage.Build, IncrementStage.Merge]
                : [IncrementStage.All]
        )
        {
            Run(folder, stage, _ => merging = Status(folder));
        }

        Assert.Equal("  1 prepare  under way", seen[ImportPhase.Plan][1]);
        Assert.Equal(
            ["  2 build    under way, 0 % of the node files read", Last(isInStages)],
            seen[ImportPhase.Nodes][2..]
        );
        Assert.Equal(
            ["  2 build    under way, 0 % of the relationship files read", Last(isInStages)],
            seen[ImportPhase.Relationships][2..]
        );
        Assert.StartsWith("  2 build    done ", merging[2], StringComparison.Ordinal);
        Assert.Equal("  3 merge    under way", merging[3]);
        Assert.Equal("Nodes          1 created, 0 updated, 0 deleted", merging[4]);
        Assert.Equal(["No incremental import into 'graph' is under way."], Status(folder));

        static string Last(bool isInStages) =>
            isInStages ? "  3 merge    to be done" : "  3 merge    follows";
    }

    [Fact]
    public void The_status_says_that_a_server_merges_for_a_command_that_is_gone()
    {
        using var folder = Base();
        Run(folder, IncrementStage.Prepare, static _ => { });
        Run(folder, IncrementStage.Build, static _ => { });
        string directory = folder.Options.DatabaseDirectory;
        Assert.Equal("  3 merge    to be done: --stage=merge, no files needed", Status(folder)[3]);
        using (MergeLock.TryTake(Files, directory))
        {
            MergeLock.Note(Files, directory, "it is written");
            Assert.StartsWith(
                "  3 merge    under way: it is written, since 2",
                Status(folder)[3],
                StringComparison.Ordinal
            );
        }
        Assert.Equal("  3 merge    to be done: --stage=merge, no files needed", Status(folder)[3]);
    }

    [Fact]
    public void The_status_tells_a_full_import_from_an_incremental_one()
    {
        using var folder = Base();
        using (ImportLock.TryTake(Files, folder.Options.DatabaseDirectory))
        {
            Assert.Equal(
                [
                    "No incremental import into 'graph' is under way, but another command that imports into it.",
                ],
                Status(folder)
            );
        }
    }

    [Fact]
    public void A_chunk_that_is_damaged_between_build_and_merge_of_one_command_is_found()
    {
        using var folder = Base();
        var before = Read(folder);
        var error = Assert.Throws<ImportException>(() =>
            Run(folder, IncrementStage.All, DamageFirst)
        );
        Assert.Contains("is damaged at byte 0", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "Nothing was merged. Build it again",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(before, Read(folder));

        Run(folder, IncrementStage.All, static _ => { });
        Assert.NotEqual(before, Read(folder));

        static void DamageFirst(Increment increment)
        {
            string chunk = Path.Join(increment.Folder, increment.Chunks[0].Name);
            byte[] bytes = File.ReadAllBytes(chunk);
            bytes[^1] ^= 1;
            File.WriteAllBytes(chunk, bytes);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_chunk_that_is_gone_at_the_merge_is_named_and_what_to_do(bool isInStages)
    {
        using var folder = Base();
        var before = Read(folder);
        string gone = "";
        if (isInStages)
        {
            Run(folder, IncrementStage.Prepare, static _ => { });
            Run(folder, IncrementStage.Build, static _ => { });
        }
        var error = Assert.Throws<ImportException>(() =>
            Run(folder, isInStages ? IncrementStage.Merge : IncrementStage.All, DeleteFirst)
        );
        Assert.Contains($"The file {gone} is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "Nothing was merged. Build it again",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(before, Read(folder));

        Run(folder, IncrementStage.All, static _ => { });
        Assert.NotEqual(before, Read(folder));

        void DeleteFirst(Increment increment)
        {
            gone = Path.Join(increment.Folder, increment.Chunks[0].Name);
            File.Delete(gone);
        }
    }

    private static ImportFolder Base()
    {
        var folder = new ImportFolder()
            .Nodes("P", "id:ID,name", "a,Ann", "b,Bob")
            .Relationships("R", ":START_ID,:END_ID", "a,b");
        folder.Options = folder.Options with
        {
            DatabaseName = "graph",
            Schema = [SchemaCommands.Unique("P", "id")],
        };
        folder.Run();
        folder.Options = folder.Options with
        {
            Schema = [],
            Nodes = [new(["P"], [folder.Write("more.csv", "id:ID,name", "c,Cy")])],
            Relationships = [new("R", [folder.Write("joins.csv", ":START_ID,:END_ID", "a,c")])],
        };
        return folder;
    }

    private static void Run(ImportFolder folder, IncrementStage stage, Action<Increment> before) =>
        new IncrementalImporter(
            folder.Options with
            {
                Nodes = stage == IncrementStage.Merge ? [] : folder.Options.Nodes,
                Relationships = stage == IncrementStage.Merge ? [] : folder.Options.Relationships,
                Increment = new() { Stage = stage },
            },
            new WatchedTarget(folder.Options.DatabaseDirectory, before),
            folder.Progress,
            CancellationToken.None
        ).Run();

    private static string[] Status(ImportFolder folder) =>
        [.. IncrementStatus.Describe(Files, folder.Options.DatabaseDirectory, "graph")];

    private static List<string> Read(ImportFolder folder) =>
        GraphContent.Read(Files, folder.Options.DatabaseDirectory);
}
