using FsCheck;
using FsCheck.Fluent;
using Quiver.Cli.Commands.Import.Files;

namespace Quiver.Cli.Tests.Commands.Import.Files;

public sealed class NumberAwareOrderTests
{
    [Theory]
    [InlineData("part1", "part2", "part10", "part010x", "partA", "parta")]
    [InlineData("a", "a1", "a1b", "a2", "a-", "a.1", "b")]
    [InlineData("v1.2", "v1.10", "v2")]
    [InlineData("x99999999999999999998", "x99999999999999999999", "x100000000000000000000")]
    public void Numbers_count_by_their_value_and_come_first(params string[] ordered)
    {
        string[] shuffled = [.. ordered.Reverse()];
        Array.Sort(shuffled, NumberAwareOrder.Instance);
        Assert.Equal(ordered, shuffled);
    }

    [Fact]
    public void It_is_a_total_order()
    {
        var name = Gen.Elements("0", "1", "10", "a", "-", ".").ListOf().Select(string.Concat);
        Prop.ForAll(
                Gen.Three(name).ToArbitrary(),
                names =>
                {
                    var (x, y, z) = names;
                    return Compare(x, y) == -Compare(y, x)
                        && (Compare(x, y) == 0) == (x == y)
                        && !(Compare(x, y) < 0 && Compare(y, z) < 0 && Compare(x, z) >= 0);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static int Compare(string x, string y) =>
        Math.Sign(NumberAwareOrder.Instance.Compare(x, y));
}
