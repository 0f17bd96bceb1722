using Quiver.Cli.Commands.Import.Files;

namespace Quiver.Cli.Tests.Commands.Import.Files;

public sealed class LostBracesTests : IDisposable
{
    private readonly ImportLine _line = new ImportLine().Files(
        "h.csv",
        "node_data_1.csv",
        "node_data_12.csv",
        "node_data_123.csv"
    );

    public void Dispose() => _line.Dispose();

    [Theory]
    [InlineData("h.csv,n_d1.csv", "h.csv,n_d5.csv", "h.csv,n_d{1,5}.csv")]
    [InlineData("n_d1.csv", "n_d15.csv", "n_d{1,15}.csv")]
    [InlineData("n_d10.csv", "n_d15.csv", "n_d{10,15}.csv")]
    [InlineData("n_d2.csv", "n_d12.csv", "n_d{2,12}.csv")]
    [InlineData("n_d3.csv", "n_d.csv", "n_d{3,}.csv")]
    [InlineData("d1", "d5", "d{1,5}")]
    public void Numbers_in_which_two_arguments_differ_may_have_been_in_braces(
        string first,
        string second,
        string typed
    ) => Assert.Contains(typed, LostBraces.Candidates(first, second));

    [Theory]
    [InlineData("a.csv", "b.csv")]
    [InlineData("a1.csv", "b1.csv")]
    [InlineData("", "")]
    [InlineData("d1.csv", "d1.tsv")]
    public void Arguments_that_differ_in_more_come_from_no_braces(string first, string second) =>
        Assert.Empty(LostBraces.Candidates(first, second));

    [Theory]
    // What bash makes of h.csv,node_data_\d{1,5}.csv, and of the same with the backslash doubled.
    [InlineData("--nodes A=~/h.csv,~/node_data_d1.csv A=~/h.csv,~/node_data_d5.csv")]
    [InlineData("--nodes=A=~/h.csv,~/node_data_d1.csv --nodes=A=~/h.csv,~/node_data_d5.csv")]
    [InlineData("--nodes=A=~/h.csv,~/node_data_\\d1.csv --nodes=A=~/h.csv,~/node_data_\\d5.csv")]
    public void The_error_shows_the_argument_as_it_must_be_typed_and_the_files_are_checked(
        string line
    )
    {
        var options = _line.Options(line);
        string message = Assert.Single(options.Problems).Message;
        Assert.Contains(
            $"--nodes='A={_line.Folder}/h.csv,{_line.Folder}/node_data_\\d{{1,5}}",
            message,
            StringComparison.Ordinal
        );
        string typed = message[(message.IndexOf("--nodes='", StringComparison.Ordinal) + 9)..^1];
        var again = _line.Read(["--nodes=" + typed]).Options;
        Assert.Empty(again.Problems);
        Assert.Equal(4, again.Nodes[0].Files.Count);
        Assert.Equal(again.Nodes[0].Files, Assert.Single(options.Nodes).Files);
    }

    [Fact]
    public void A_pattern_is_recognised_too_where_one_of_the_two_arguments_finds_files()
    {
        var options = _line.Options(
            "--nodes A=~/h.csv,~/node_data_\\d1.csv A=~/h.csv,~/node_data_\\d.csv"
        );
        string message = Assert.Single(options.Problems).Message;
        Assert.Contains("node_data_\\d{1,}", message, StringComparison.Ordinal);
        Assert.Equal(4, Assert.Single(options.Nodes).Files.Count);
    }

    [Theory]
    [InlineData("\\d{1,5}.csv", true)]
    [InlineData("[0-9]{1,5}", true)]
    [InlineData("part.{1,}", true)]
    [InlineData("data{1,5}.csv", false)]
    [InlineData("{1,5}", false)]
    [InlineData("part_1", false)]
    public void Only_repeated_classes_of_characters_are_taken_for_patterns(
        string pattern,
        bool expected
    ) => Assert.Equal(expected, LostBraces.IsRepetition(pattern));

    [Theory]
    [InlineData("--nodes=~/node_data_1.csv --nodes=~/node_data_12.csv", 0)]
    [InlineData("--nodes=~/node_data_d1.csv --nodes=~/node_data_12.csv", 1)]
    [InlineData("--nodes=~/gone_1.csv --nodes=~/gone_5.csv", 2)]
    [InlineData(
        "--nodes=~/node_data_d1.csv --nodes=~/node_data_d5.csv --path-pattern-style=none",
        2
    )]
    public void Files_that_are_there_or_that_nothing_would_find_get_no_such_hint(
        string line,
        int problems
    )
    {
        var options = _line.Options(line);
        Assert.Equal(problems, options.Problems.Count);
        Assert.All(
            options.Problems,
            problem => Assert.DoesNotContain("braces", problem.Message, StringComparison.Ordinal)
        );
    }
}
