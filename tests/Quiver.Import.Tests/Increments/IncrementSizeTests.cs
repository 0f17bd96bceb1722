using Quiver.Import.Increments;

namespace Quiver.Import.Tests.Increments;

public sealed class IncrementSizeTests
{
    [Fact]
    public void What_will_be_more_than_one_merge_takes_is_refused_before_any_work()
    {
        Assert.Null(
            IncrementSize.Check(
                new ImportEstimate { Nodes = 1_000_000, Relationships = 30_000_000 }
            )
        );
        var error = Assert.Throws<ImportException>(static () =>
            IncrementSize.Check(
                new ImportEstimate { Nodes = 1_000_000, Relationships = 65_000_000 }
            )
        );
        Assert.Contains("2.9 GB", error.Message, StringComparison.Ordinal);
        Assert.Contains("at most 2.1 GB", error.Message, StringComparison.Ordinal);
        Assert.Contains("in 2 parts or more", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000_000_000, null, false)]
    [InlineData(2_000_000_000, "about 2.0 GB of changes", false)]
    [InlineData(5_000_000_000, "about 5.0 GB of changes", true)]
    public void Long_texts_are_warned_of_and_refused_where_they_are_far_too_much(
        long textBytes,
        string? message,
        bool isRefused
    )
    {
        var estimate = new ImportEstimate { Nodes = 1000, TextValueBytes = textBytes };
        string? told = isRefused
            ? Assert.Throws<ImportException>(() => IncrementSize.Check(estimate)).Message
            : IncrementSize.Check(estimate);
        Assert.Equal(message is null, told is null);
        Assert.Contains(message ?? "", told ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_800_000_000, null, false)]
    [InlineData(2_200_000_000, "in 2 parts or more", false)]
    [InlineData(2_400_000_000, "in 2 parts or more", true)]
    [InlineData(5_000_000_000, "in 4 parts or more", true)]
    public void What_is_known_from_all_over_the_files_is_refused_where_it_is_little_too_much(
        long textBytes,
        string? message,
        bool isRefused
    )
    {
        var estimate = new ImportEstimate { TextValueBytes = textBytes, IsFromAllOver = true };
        string? told = isRefused
            ? Assert.Throws<ImportException>(() => IncrementSize.Check(estimate)).Message
            : IncrementSize.Check(estimate);
        Assert.Equal(message is null, told is null);
        Assert.Contains(message ?? "", told ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Large_files_are_estimated_from_places_all_over_them()
    {
        using var folder = new ImportFolder().Nodes("P", "id:ID,name", "a,Ann");
        folder.Options = folder.Options with { Schema = [SchemaCommands.Unique("P", "id")] };
        folder.Run();
        // The beginning, and one file of two, have shorter texts than the rest.
        string more = folder.Write("more.csv", ["id:ID,name", .. Rows('b', 2_000, 10)]);
        File.AppendAllLines(more, Rows('c', 24_000, 1_000));
        string further = folder.Write("further.csv", [.. Rows('d', 400_000, 10)]);
        var estimate = Estimate(folder, [more, further], multiline: false);
        Assert.True(estimate.IsFromAllOver);
        Assert.InRange(estimate.Nodes, 426_000 * 0.8, 426_000 * 1.2);
        Assert.InRange(estimate.TextValueBytes, 28e6 * 0.8, 28e6 * 1.2);

        Assert.False(Estimate(folder, [more, further], multiline: true).IsFromAllOver);

        static IEnumerable<string> Rows(char first, int count, int length) =>
            Enumerable.Range(0, count).Select(i => $"{first}{i},{new string('x', length)}");
    }

    [Fact]
    public void Texts_are_estimated_and_other_values_not()
    {
        using var folder = new ImportFolder().Nodes("P", "id:ID,name,age:int", "a,Ann,1");
        folder.Options = folder.Options with { Schema = [SchemaCommands.Unique("P", "id")] };
        folder.Run();
        string text = new('x', 1000);
        string more = folder.Write(
            "more.csv",
            ["id:ID,name,age:int", .. Enumerable.Range(0, 100).Select(i => $"b{i},{text},{i}")]
        );
        var estimate = Estimate(folder, [more], multiline: false);
        Assert.Equal(100_000, estimate.TextValueBytes, 1000.0);
    }

    private static ImportEstimate Estimate(ImportFolder folder, string[] files, bool multiline)
    {
        var progress = new RecordedProgress();
        new IncrementalImporter(
            folder.Options with
            {
                Schema = [],
                MultilineFields = multiline,
                Nodes = [new(["P"], files)],
                Increment = new() { Stage = IncrementStage.Prepare },
            },
            new LocalIncrementTarget(
                Foundation.IO.PosixFileSystem.Instance,
                folder.Options.DatabaseDirectory
            ),
            progress,
            CancellationToken.None
        ).Run();
        return progress.Overview!.Estimate;
    }
}
