using System.Runtime.Versioning;
using Quiver.Cli.Shell.Terminal;

namespace Quiver.Cli.Tests.Shell.Terminal;

public sealed class LineEditorTests
{
    [Theory]
    [InlineData("abc<enter>", "abc")]
    [InlineData("ac<left>b<enter>", "abc")]
    [InlineData("bc<home>a<end>d<enter>", "abcd")]
    [InlineData("abx<back>c<enter>", "abc")]
    [InlineData("axbc<left><left><left><delete><enter>", "abc")]
    [InlineData("bc^Aa^Ed<enter>", "abcd")]
    [InlineData("one two^W2<enter>", "one 2")]
    [InlineData("one two<word-left>^K2<enter>", "one 2")]
    [InlineData("one^Utwo<enter>", "two")]
    [InlineData("<back><left><delete><right>a<enter>", "a")]
    [InlineData("a\U0001F9D0<back>b<enter>", "ab")]
    [InlineData("<up><enter>", "second")]
    [InlineData("<up><up><up><enter>", "first")]
    [InlineData("new<up><down><enter>", "new")]
    [InlineData("<up>!<enter>", "second!")]
    [InlineData("ret<tab>1<enter>", "RETURN 1")]
    [InlineData("m<tab>a<tab>x<enter>", "MATCH x")]
    public void Keys_edit_the_line(string keys, string line)
    {
        var editor = Editor(keys, out _);
        Assert.Equal((LineEnd.Entered, line), editor.Read("> "));
    }

    [Fact]
    public void Ctrl_C_drops_the_line_and_Ctrl_D_leaves_only_from_an_empty_one()
    {
        var editor = Editor("abc^C" + "ab<home>^D<enter>" + "^D", out _);
        Assert.Equal(LineEnd.Cancelled, editor.Read("> ").End);
        Assert.Equal((LineEnd.Entered, "b"), editor.Read("> "));
        Assert.Equal(LineEnd.Closed, editor.Read("> ").End);
    }

    [Fact]
    public void A_line_longer_than_the_screen_goes_on_below()
    {
        var terminal = new TypedTerminal(TypedTerminal.Keys("abcdefgh<home>x<enter>"))
        {
            Width = 5,
        };
        var editor = new LineEditor(terminal, new ShellHistory(null), static _ => []);
        Assert.Equal("xabcdefgh", editor.Read("> ").Text);
        Assert.Contains("\e[2A", terminal.Screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void History_is_kept_in_a_file_for_its_owner_only_and_without_passwords()
    {
        string folder = Directory.CreateTempSubdirectory("quiver-history-").FullName;
        string file = Path.Join(folder, "history");
        try
        {
            var history = new ShellHistory(file);
            history.Add(["RETURN 1;"]);
            history.Add(["RETURN 1;"]);
            history.Add(["  "]);
            history.Add(["ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b';"]);
            history.Add(["CREATE USER ada SET PASSWORD", "'secret-word'", ";"]);
            history.Add(["MATCH (n)", "RETURN n;"]);
            history.Add(["RETURN 2 // two", ";"]);
            var again = new ShellHistory(file);
            Assert.Equal(
                ["RETURN 1;", "MATCH (n) RETURN n;", "RETURN 2 // two", ";"],
                Enumerable.Range(0, again.Count).Select(i => again[i])
            );
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(file)
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static LineEditor Editor(string keys, out TypedTerminal terminal)
    {
        terminal = new TypedTerminal(TypedTerminal.Keys(keys));
        var history = new ShellHistory(file: null);
        history.Add(["first"]);
        history.Add(["second"]);
        string[] words = ["MATCH", "MERGE", "RETURN"];
        return new LineEditor(
            terminal,
            history,
            word => [.. words.Where(w => w.StartsWith(word, StringComparison.OrdinalIgnoreCase))]
        );
    }
}
