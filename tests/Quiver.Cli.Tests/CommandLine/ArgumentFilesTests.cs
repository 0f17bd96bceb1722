using Quiver.Cli.CommandLine;
using Quiver.Foundation.IO;

namespace Quiver.Cli.Tests.CommandLine;

public sealed class ArgumentFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quiver-arguments-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_file_stands_for_its_arguments_and_may_name_others()
    {
        string inner = Write("inner", "'two words' # a comment\nx#y");
        string outer = Write("outer", $"--a=\"1 2\"\n@{inner}\n@@literal");
        Assert.Equal(
            ["before", "--a=1 2", "two words", "x#y", "@literal", "after"],
            Expand("before", "@" + outer, "after")
        );
    }

    [Fact]
    public void A_missing_file_leaves_the_argument() =>
        Assert.Equal(["@nowhere", "@"], Expand("@nowhere", "@"));

    [Fact]
    public void A_file_that_names_itself_is_refused()
    {
        string path = Path.Join(_folder.FullName, "self");
        File.WriteAllText(path, "@" + path);
        Assert.Throws<CommandException>(() => Expand("@" + path));
    }

    [Fact]
    public void Files_that_name_each_other_very_often_are_refused()
    {
        string inner = Write("empty", "");
        for (int i = 0; i < 8; i++)
        {
            inner = Write("level" + i, string.Concat(Enumerable.Repeat($"@{inner}\n", 10)));
        }
        Assert.Throws<CommandException>(() => Expand("@" + inner));
    }

    [Theory]
    [InlineData("--nodes=part\\d+\\.csv", "--nodes=part\\d+\\.csv")]
    [InlineData("\"a \\\"b\\\" \\\\ \\d\"", "a \"b\" \\ \\d")]
    [InlineData("'it''s' \"\"", "its|")]
    [InlineData("# nothing\n a\t b \r\n#c", "a|b")]
    public void Quotes_blanks_comments_and_backslashes_are_read_as_in_a_shell_but_for_expressions(
        string text,
        string arguments
    ) => Assert.Equal(arguments.Split('|'), Expand("@" + Write("file", text)));

    [Fact]
    public void A_quote_without_an_end_is_refused_with_its_line()
    {
        string path = Write("file", "a\nb 'c\nd");
        var error = Assert.Throws<CommandException>(() => Expand("@" + path));
        Assert.Contains(path + ":2:", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--f={0}")]
    [InlineData("--f {0}")]
    public void The_argument_file_of_3_5_stands_for_all_arguments(string line)
    {
        string path = Write("file", "--database=x --nodes 'a b.csv'");
        Assert.Equal(
            ["--database=x", "--nodes", "a b.csv"],
            ArgumentFiles.ExpandLegacy(
                [
                    .. line.Split(' ')
                        .Select(word => word.Replace("{0}", path, StringComparison.Ordinal)),
                ],
                PosixFileSystem.Instance
            )
        );
    }

    [Fact]
    public void The_argument_file_of_3_5_allows_no_argument_beside_it()
    {
        string path = Write("file", "--database=x");
        var error = Assert.Throws<CommandException>(() =>
            ArgumentFiles.ExpandLegacy(
                ["--f=" + path, "--id-type=actual"],
                PosixFileSystem.Instance
            )
        );
        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    private static IReadOnlyList<string> Expand(params string[] arguments) =>
        ArgumentFiles.Expand(arguments, PosixFileSystem.Instance);

    private string Write(string name, string text)
    {
        string path = Path.Join(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
