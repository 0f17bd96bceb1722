using Quiver.Cli.Commands;
using Quiver.Cli.Commands.Import;
using Quiver.Import;

namespace Quiver.Cli.Tests.Commands.Import;

public sealed class ImportValuesTests
{
    [Theory]
    [InlineData("100", 100)]
    [InlineData("128k", 128 << 10)]
    [InlineData("100M", 100L << 20)]
    [InlineData("20G", 20L << 30)]
    [InlineData("2GiB", 2L << 30)]
    [InlineData("7mb", 7L << 20)]
    public void Sizes_have_units(string text, long bytes) =>
        Assert.Equal(bytes, MemorySize.Parse("--max-off-heap-memory", text));

    [Theory]
    [InlineData("110%")]
    [InlineData("0%")]
    [InlineData("x")]
    [InlineData("-5")]
    [InlineData("")]
    [InlineData("99999999999G")]
    [InlineData("%")]
    [InlineData("B")]
    [InlineData("5iB")]
    public void Sizes_out_of_range_are_refused(string text) =>
        Assert.Throws<CommandException>(() => MemorySize.Parse("--max-off-heap-memory", text));

    [Fact]
    public void A_size_that_cannot_be_a_percentage_is_not_said_to_be_one()
    {
        var error = Assert.Throws<CommandException>(() =>
            MemorySize.ParseBytes("--read-buffer-size", "70%")
        );
        Assert.Equal(
            "'--read-buffer-size' takes a size such as 128k or 4m, not '70%'.",
            error.Message
        );
    }

    [Fact]
    public void Percentages_are_of_the_memory_that_may_be_used() =>
        Assert.InRange(MemorySize.Parse("--max-off-heap-memory", "60%"), 1, long.MaxValue);

    [Fact]
    public void A_percentage_out_of_range_is_refused_with_the_range()
    {
        var error = Assert.Throws<CommandException>(() =>
            MemorySize.Parse("--max-off-heap-memory", "110%")
        );
        Assert.Contains(
            "between 1 (inclusive) and 100 (exclusive), got 110.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("TestDataBase", "testdatabase")]
    [InlineData("snb5", "snb5")]
    [InlineData(null, "neo4j")]
    public void Database_names_are_stored_in_lower_case(string? name, string stored) =>
        Assert.Equal(stored, DatabaseArgument.Normalize(name));

    [Theory]
    [InlineData("__x__")]
    [InlineData("a")]
    [InlineData("../etc")]
    [InlineData("system")]
    public void Other_database_names_are_refused(string name)
    {
        var error = Assert.Throws<CommandException>(() => DatabaseArgument.Normalize(name));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("Invalid database name", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, "4ms")]
    [InlineData(2345, "2s 345ms")]
    [InlineData(3_600_000 + 120_000 + 3, "1h 2m 3ms")]
    public void Durations_read_like_those_of_neo4j_admin(int milliseconds, string text) =>
        Assert.Equal(text, ImportText.Duration(TimeSpan.FromMilliseconds(milliseconds)));
}
