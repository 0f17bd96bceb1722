using Quiver.Cli.CommandLine;

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
            ArgumentFiles.Expand(["before", "@" + outer, "after"])
        );
    }

    [Fact]
    public void A_missing_file_leaves_the_argument() =>
        Assert.Equal(["@nowhere", "@"], ArgumentFiles.Expand(["@nowhere", "@"]));

    [Fact]
    public void A_file_that_names_itself_is_refused()
    {
        string path = Path.Join(_folder.FullName, "self");
        File.WriteAllText(path, "@" + path);
        Assert.Throws<CommandException>(() => ArgumentFiles.Expand(["@" + path]));
    }

    private string Write(string name, string text)
    {
        string path = Path.Join(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
