using Quiver.Foundation.Text;

namespace Quiver.Foundation.Tests.Text;

public sealed class NearestNameTests
{
    private static readonly string[] Known =
    [
        "--nodes",
        "--relationships",
        "--delimiter",
        "--array-delimiter",
        "--id-type",
    ];

    [Theory]
    [InlineData("--nodse", "--nodes")]
    [InlineData("--node", "--nodes")]
    [InlineData("--relationship", "--relationships")]
    [InlineData("--DELIMITER", "--delimiter")]
    [InlineData("--idtype", "--id-type")]
    [InlineData("--array-delimter", "--array-delimiter")]
    public void A_typing_mistake_finds_what_was_meant(string typed, string meant) =>
        Assert.Equal(meant, NearestName.Find(typed, Known));

    [Theory]
    [InlineData("--overwrite-destination")]
    [InlineData("--help")]
    [InlineData("")]
    public void What_resembles_nothing_finds_nothing(string typed) =>
        Assert.Null(NearestName.Find(typed, Known));

    [Fact]
    public void Names_beyond_the_limit_are_passed_over() =>
        Assert.Null(NearestName.Find(new string('a', 1000), [new string('a', 999)]));
}
