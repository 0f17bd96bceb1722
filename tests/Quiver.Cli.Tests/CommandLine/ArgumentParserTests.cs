using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands.Import;
using Quiver.Cli.Commands.Import.Options;

namespace Quiver.Cli.Tests.CommandLine;

public sealed class ArgumentParserTests
{
    [Theory]
    [InlineData("db --nodes A=a.csv --nodes=b.csv,c.csv", "A=a.csv|b.csv,c.csv")]
    [InlineData("--nodes A=a.csv b.csv -- db", "A=a.csv|b.csv")]
    [InlineData("--nodes:A:B a.csv --skip-bad-relationships db", "A:B=a.csv")]
    [InlineData("--nodes:A:B=a.csv,b.csv --nodes:C c.csv -- db", "A:B=a.csv,b.csv|C=c.csv")]
    public void Greedy_file_options_leave_the_database_first_last_and_after_two_dashes(
        string line,
        string nodes
    )
    {
        var parsed = Parse(line);
        Assert.Equal(nodes, string.Join('|', parsed.All("--nodes")));
        Assert.Equal(["db"], parsed.Positionals);
    }

    [Fact]
    public void The_last_of_several_values_may_be_released_from_its_option()
    {
        var parsed = Parse("--nodes:A=a.csv b.csv db --relationships=r.csv");
        var word = Assert.Single(parsed.Swallowed);
        Assert.Equal("db", word.Word);
        parsed.Release(word);
        Assert.Equal(["A=a.csv", "A=b.csv"], parsed.All("--nodes"));
    }

    [Theory]
    [InlineData("\u2013nodes=a.csv")]
    [InlineData("\u2014nodes=a.csv")]
    [InlineData("\u2013-nodes a.csv")]
    [InlineData("-\u2013nodes a.csv")]
    [InlineData("\u2014nodes a.csv \u2013\u2013trim-strings")]
    [InlineData("--nodes a.csv \u2014 db")]
    public void Dashes_of_a_word_processor_are_understood(string line) =>
        Assert.Equal(["a.csv"], Parse(line).All("--nodes"));

    [Theory]
    [InlineData("--delimiter \u2013", "\u2013")]
    [InlineData("--delimiter=\u2014", "\u2014")]
    public void A_typographic_dash_may_be_a_value(string line, string value) =>
        Assert.Equal(value, Parse(line).Last("--delimiter"));

    [Theory]
    [InlineData("--multiline-fields", "true", 0)]
    [InlineData("--multiline-fields=false", "false", 0)]
    [InlineData("--multiline-fields TRUE db", "TRUE", 1)]
    [InlineData("--multiline-fields db", "true", 1)]
    [InlineData("--multiline-fields a.csv,b.csv db", "a.csv,b.csv", 1)]
    [InlineData("--multiline-fields --trim-strings", "true", 0)]
    public void Multiline_fields_takes_nothing_a_boolean_or_files(
        string line,
        string value,
        int positionals
    )
    {
        var parsed = Parse(line);
        Assert.Equal(value, parsed.Last("--multiline-fields"));
        Assert.Equal(positionals, parsed.Positionals.Count);
    }

    [Theory]
    [InlineData("--verbose", true)]
    [InlineData("x --verbose=true", true)]
    [InlineData("\u2013verbose", true)]
    [InlineData("--verbose=false", false)]
    [InlineData("--verbose false", false)]
    [InlineData("-- --verbose", false)]
    public void Causes_are_shown_when_asked_for(string line, bool expected) =>
        Assert.Equal(expected, ArgumentParser.AsksForCauses(line.Split(' ')));

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
    [InlineData("--legacy=true", "--legacy-style-quoting")]
    [InlineData("--array ;", "--array-delimiter")]
    public void An_unknown_option_is_refused_with_the_nearest_and_read_as_that(
        string line,
        string nearest
    )
    {
        var parsed = Parse(line);
        Assert.Contains(
            $"Did you mean '{nearest}'?",
            Assert.Single(parsed.Mistakes),
            StringComparison.Ordinal
        );
        Assert.True(parsed.Has(nearest));
    }

    [Theory]
    [InlineData("--nodes", 1)]
    [InlineData("db --delimiter", 1)]
    [InlineData("one two", 1)]
    [InlineData("one two three --foobar=x --trim-string --nodes", 5)]
    public void All_that_is_missing_unknown_or_too_much_is_a_mistake(string line, int mistakes) =>
        Assert.Equal(mistakes, Parse(line).Mistakes.Count);

    [Fact]
    public void Words_behind_an_unknown_option_are_left_out_and_said_to_be_lost()
    {
        var parsed = Parse("--fully-unheard-of one two --nodes=a.csv");
        Assert.Single(parsed.Mistakes);
        Assert.Empty(parsed.Positionals);
        Assert.True(parsed.HasLostWords);
    }

    [Fact]
    public void A_command_that_does_not_report_mistakes_refuses_them_all_at_once()
    {
        var error = Assert.Throws<CommandException>(() =>
            ArgumentParser.Parse(
                ImportCommand.Full with
                {
                    ReportsMistakes = false,
                },
                ["a", "b", "--foobar"]
            )
        );
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("'b'", error.Message, StringComparison.Ordinal);
        Assert.Contains("--foobar", error.Message, StringComparison.Ordinal);
        Assert.Contains("--help", error.Message, StringComparison.Ordinal);
    }

    /// <summary>What the manuals of 3.5, 4.x, 5.x, 2025 and 2026 list, and what the program takes besides.</summary>
    [Theory]
    [InlineData("--mode --database --from --f --additional-config --report-file --id-type")]
    [InlineData("--input-encoding --delimiter --array-delimiter --quote --multiline-fields")]
    [InlineData("--ignore-missing-nodes --ignore-duplicate-nodes --ignore-extra-columns")]
    [InlineData("--nodes --relationships --max-memory --high-io --processors --cache-on-heap")]
    [InlineData("--bad-tolerance --skip-bad-entries-logging --skip-bad-relationships --force")]
    [InlineData("--skip-duplicate-nodes --ignore-empty-strings --trim-strings --normalize-types")]
    [InlineData("--legacy-style-quoting --auto-skip-subsequent-headers --read-buffer-size")]
    [InlineData("--overwrite-destination --format --max-off-heap-memory --high-parallel-io")]
    [InlineData("--threads --strict --temp-path --schema --input-type --multiline-fields-format")]
    [InlineData("--vector-delimiter --property-shard-count --target-format --target-location")]
    [InlineData("--path-pattern-style --dry-run --profile --profile-results-path --compress")]
    [InlineData("--skidbladnir --super-fast --ranges --accept-multibyte-delimiter --resume")]
    [InlineData("--disable-instrumentation --capture-java-flight-recordings")]
    [InlineData("--capture-thread-dumps --expand-commands --verbose --help -h")]
    public void Options_of_every_importer_since_3_5_are_known(string names)
    {
        var known = ImportOptionTable
            .All.Concat(ArgumentParser.Common)
            .SelectMany(option => option.Aliases.Prepend(option.Name))
            .ToHashSet();
        Assert.All(names.Split(' '), name => Assert.Contains(name, known));
    }

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
