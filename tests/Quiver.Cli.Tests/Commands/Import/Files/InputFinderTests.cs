using System.Diagnostics;
using Quiver.Cli.Commands.Import.Files;
using Quiver.Foundation.IO;

namespace Quiver.Cli.Tests.Commands.Import.Files;

public sealed class InputFinderTests : IDisposable
{
    private readonly ImportLine _line = new();

    public void Dispose() => _line.Dispose();

    [Theory]
    [InlineData("foo-[0-9].csv", "foo-1.csv|foo-2.csv")]
    [InlineData("part\\d+\\.csv", "part1.csv|part2.csv|part10.csv")]
    [InlineData("part\\d{1,2}.csv", "part1.csv|part2.csv|part10.csv")]
    [InlineData("(foo|part)-?1.csv", "foo-1.csv|part1.csv")]
    [InlineData("part1.csv", "part1.csv")]
    [InlineData("part.*", "part1.csv|part2.csv|part10.csv|part_header.csv")]
    public void A_regular_expression_matches_whole_names_in_the_order_of_their_numbers(
        string pattern,
        string expected
    ) => Assert.Equal(expected, Find(PathPatternStyle.Regex, pattern));

    [Theory]
    [InlineData("part?.csv", "part1.csv|part2.csv")]
    [InlineData("foo-[!X].csv", "foo-1.csv|foo-2.csv")]
    [InlineData("{foo-1,part2}.csv", "foo-1.csv|part2.csv")]
    [InlineData(
        "*.csv",
        "foo-1.csv|foo-2.csv|foo-X.csv|part1.csv|part2.csv|part10.csv|part_header.csv"
    )]
    [InlineData("part+.csv", "")]
    public void Wildcards_match_whole_names(string pattern, string expected) =>
        Assert.Equal(expected, Find(PathPatternStyle.Glob, pattern));

    [Theory]
    [InlineData("part1.csv", "part1.csv")]
    [InlineData("part[12].csv", "")]
    public void Without_patterns_only_names_count(string path, string expected) =>
        Assert.Equal(expected, Find(PathPatternStyle.None, path));

    [Fact]
    public void A_folder_stands_for_the_files_in_it_without_hidden_ones()
    {
        _line.Files("d/b10.csv", "d/b9.csv", "d/.b9.csv.crc", "d/_SUCCESS", "d/sub/c.csv");
        Assert.Equal("d/b9.csv|d/b10.csv", Find(PathPatternStyle.Regex, "d"));
        Assert.Equal("d/b9.csv|d/b10.csv", Find(PathPatternStyle.None, "d/"));
        Directory.CreateDirectory(Path.Join(_line.Folder, "empty"));
        Assert.Contains("holds no file", Problem("empty"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_said_to_be_one_and_is_never_left_out_of_a_pattern()
    {
        _line.Files("x1.csv");
        File.CreateSymbolicLink(Path.Join(_line.Folder, "x2.csv"), "gone.csv");
        Assert.Contains("is a link to a file that", Problem("x2.csv"), StringComparison.Ordinal);
        Assert.Equal("x1.csv|x2.csv", Find(PathPatternStyle.Regex, "x\\d.csv"));
        Assert.Equal("x1.csv|x2.csv", Find(PathPatternStyle.Glob, "x*.csv"));
    }

    [Fact]
    public void A_folder_with_a_matching_name_is_no_file()
    {
        _line.Files("x1.csv", "x2.csv/y.csv");
        Assert.Equal("x1.csv", Find(PathPatternStyle.Regex, "x\\d.csv"));
    }

    [Theory]
    [InlineData("part*.csv", "--path-pattern-style=glob")]
    [InlineData("*.csv", "--path-pattern-style=glob")]
    [InlineData("(a", "is no regular expression")]
    [InlineData("a)|(b", "is no regular expression")]
    [InlineData("(?=a)b", "not supported")]
    [InlineData("prt1.csv", "/part1.csv'?")]
    public void A_path_that_leads_nowhere_is_explained(string path, string message)
    {
        _line.Files("part1.csv");
        Assert.Contains(message, Problem(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("person.csv", "people.csv", false)]
    [InlineData("no3.csv", "bom.csv", false)]
    [InlineData("also.csv", "last.csv", false)]
    [InlineData("people.cvs", "people.csv", true)]
    [InlineData("people.csv", "people.csv.gz", true)]
    [InlineData("peple.csv", "people.csv", true)]
    public void A_file_is_suggested_where_its_name_without_the_ending_is_alike(
        string typed,
        string known,
        bool isSuggested
    )
    {
        _line.Files(known);
        Assert.Equal(
            isSuggested,
            Problem(typed).Contains("Did you mean", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_tilde_that_the_shell_has_left_is_explained()
    {
        var finder = new InputFinder(PosixFileSystem.Instance, PathPatternStyle.Regex);
        string problem = finder.Find("~/people.csv").Problem!;
        Assert.Contains("there is no folder '~/'", problem, StringComparison.Ordinal);
        Assert.Contains("write $HOME instead", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(a*)*b")]
    [InlineData("(a|a)*b")]
    [InlineData("(a|aa)+b")]
    [InlineData("((a{0,100}){0,100}){0,100}b")]
    [InlineData("(.*.*.*.*.*)*b")]
    public void A_hostile_pattern_takes_no_time(string pattern)
    {
        _line.Files(new string('a', 200));
        var watch = Stopwatch.StartNew();
        Assert.Equal("", Find(PathPatternStyle.Regex, pattern));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_very_long_pattern_is_refused() =>
        Assert.Contains("1024", Problem(new string('x', 2000)), StringComparison.Ordinal);

    private string Find(PathPatternStyle style, string path)
    {
        _line.Files("foo-1.csv", "foo-2.csv", "foo-X.csv");
        _line.Files("part10.csv", "part1.csv", "part2.csv", "part_header.csv");
        var finder = new InputFinder(PosixFileSystem.Instance, style);
        var found = finder.Find(Path.Join(_line.Folder, path));
        Assert.Equal(found.Problem is null, found.Paths.Count > 0);
        return string.Join('|', _line.Relative(found.Paths));
    }

    private string Problem(string path)
    {
        var finder = new InputFinder(PosixFileSystem.Instance, PathPatternStyle.Regex);
        return finder.Find(Path.Join(_line.Folder, path)).Problem!;
    }
}
