using Quiver.Import.Increments;

namespace Quiver.Import.Tests.Increments;

public sealed class IncrementSizeTests
{
    [Fact]
    public void What_will_be_more_than_one_merge_takes_is_refused_before_any_work()
    {
        IncrementSize.Check(new ImportEstimate { Nodes = 1_000_000, Relationships = 30_000_000 });
        var error = Assert.Throws<ImportException>(static () =>
            IncrementSize.Check(
                new ImportEstimate { Nodes = 1_000_000, Relationships = 65_000_000 }
            )
        );
        Assert.Contains("2.9 GB", error.Message, StringComparison.Ordinal);
        Assert.Contains("at most 2.1 GB", error.Message, StringComparison.Ordinal);
        Assert.Contains("several parts", error.Message, StringComparison.Ordinal);
    }
}
