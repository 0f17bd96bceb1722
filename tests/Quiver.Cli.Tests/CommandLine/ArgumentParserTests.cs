using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Import;

namespace Quiver.Cli.Tests.CommandLine;

public sealed class ArgumentParserTests
{
    [Theory]
    [InlineData("db --nodes A=a.csv --nodes=b.csv,c.csv", "A=a.csv|b.csv,c.csv")]
    [InlineData("--nodes A=a.csv b.csv -- db", "A=a.csv|b.csv")]
    [InlineData("--nodes=A=a.csv db", "A=a.csv")]
    [InlineData("--nodes:A:B a.csv --skip-bad-relationships db", "A:B=a.csv")]
    [InlineData("--nodes=a.csv b.csv db", "a.csv|b.csv")]
    public void Greedy_file_options_leave_the_database_wherever_it_stands(string line, string nodes)
    {
        var parsed = Parse(line);
        Assert.Equal(nodes, string.Join('|', parsed.All("--nodes")));
        Assert.Equal(["db"], parsed.Positionals);
    }

    [Theory]
    [InlineData("--skip-bad-relationships", true)]
    [InlineData("--skip-bad-relationships=true", true)]
    [InlineData("--skip-bad-relationships TRUE", true)]
    [InlineData("--skip-bad-relationships=false", false)]
    [InlineData("--skip-bad-relationships false db", false)]
    [InlineData("--ignore-missing-nodes", true)]
    [InlineData("", false)]
    public void Switches_take_no_value_or_a_boolean(string line, bool expected) =>
        Assert.Equal(expected, Parse(line).Switch("--skip-bad-relationships"));

    [Fact]
    public void A_switch_with_another_value_is_refused() =>
        Assert.Equal(
            ExitCode.Usage,
            Assert
                .Throws<CommandException>(() =>
                    Parse("--trim-strings=maybe").Switch("--trim-strings")
                )
                .ExitCode
        );

    [Theory]
    [InlineData("--nodse=a.csv", "--nodes")]
    [InlineData("--delimeter=x", "--delimiter")]
    [InlineData("--overwrite-destinaton", "--overwrite-destination")]
    public void An_unknown_option_is_refused_with_the_nearest(string line, string nearest)
    {
        var error = Assert.Throws<CommandException>(() => Parse(line));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains($"Did you mean '{nearest}'?", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--nodes")]
    [InlineData("db --delimiter")]
    [InlineData("one two")]
    public void What_is_missing_or_too_much_is_refused(string line) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<CommandException>(() => Parse(line)).ExitCode);

    [Fact]
    public void Numbers_are_checked_against_their_range()
    {
        Assert.Equal(7, Parse("--threads 7").Integer("--threads", 2, 1, 1024));
        Assert.Equal(2, Parse("").Integer("--threads", 2, 1, 1024));
        Assert.Throws<CommandException>(() =>
            Parse("--threads=0").Integer("--threads", 2, 1, 1024)
        );
        Assert.Throws<CommandException>(() =>
            Parse("--threads=x").Integer("--threads", 2, 1, 1024)
        );
    }

    private static ParsedArguments Parse(string line) =>
        ArgumentParser.Parse(
            ImportCommand.Full,
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );
}
