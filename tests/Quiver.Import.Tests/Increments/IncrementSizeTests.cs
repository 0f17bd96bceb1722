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
        Assert.Contains("several parts", error.Message, StringComparison.Ordinal);
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
        var progress = new RecordedProgress();
        new IncrementalImporter(
            folder.Options with
            {
                Schema = [],
                Nodes = [new(["P"], [more])],
                Increment = new() { Stage = IncrementStage.Prepare },
            },
            new LocalIncrementTarget(
                Foundation.IO.PosixFileSystem.Instance,
                folder.Options.DatabaseDirectory
            ),
            progress,
            CancellationToken.None
        ).Run();
        Assert.Equal(100_000, progress.Overview!.Estimate.TextValueBytes, 1000.0);
    }
}
