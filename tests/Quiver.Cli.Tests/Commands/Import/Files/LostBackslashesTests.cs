using Quiver.Cli.Commands.Import.Files;

namespace Quiver.Cli.Tests.Commands.Import.Files;

public sealed class LostBackslashesTests : IDisposable
{
    private readonly ImportLine _line = new();

    public void Dispose() => _line.Dispose();

    [Theory]
    [InlineData("node_data_d+.csv", "node_data_\\d+\\.csv")]
    [InlineData("node_data_d.csv", "node_data_\\d\\.csv")]
    [InlineData("w+_d{1,3}.csv.*", "\\w+_\\d{1,3}\\.csv.*")]
    [InlineData("data.csv", null)]
    [InlineData("node_data_\\d+.tsv", null)]
    public void Backslashes_that_a_shell_has_taken_are_put_back(string left, string? restored) =>
        Assert.Equal(
            restored,
            LostBackslashes.Restore(left, ["node_data_1.csv", "node_data_2.csv", "x_12.csv.gz"])
        );

    [Fact]
    public void The_error_shows_the_argument_as_it_must_be_typed()
    {
        _line.Files("h.csv", "node_data_1.csv", "node_data_22.csv");
        Assert.Contains(
            $"--nodes='A B={_line.Folder}/h.csv,{_line.Folder}/node_data_\\d+\\.csv'",
            Refuse("A B=~/h.csv,~/node_data_d+.csv"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"--nodes='{_line.Folder}/node_data_\\d{{1,5}}\\.csv'",
            Refuse("~/node_data_d{1,5}.csv"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_missing_file_that_no_pattern_would_find_gets_no_such_hint()
    {
        _line.Files("h.csv");
        Assert.DoesNotContain("quotes", Refuse("~/data.csv"), StringComparison.Ordinal);
    }

    private string Refuse(string value) =>
        Assert.Single(_line.Read(["--nodes=" + value]).Options.Problems).Message;
}
