using Quiver.Cli.Shell;

namespace Quiver.Cli.Tests.Shell;

public sealed class StatementSplitterTests
{
    [Theory]
    [InlineData("RETURN 1", "RETURN 1")]
    [InlineData("RETURN 1;", "RETURN 1")]
    [InlineData("RETURN 1; RETURN 2;", "RETURN 1|RETURN 2")]
    [InlineData("RETURN ';' AS a; RETURN \"x\\\";\"", "RETURN ';' AS a|RETURN \"x\\\";\"")]
    [InlineData("RETURN `a;b`;", "RETURN `a;b`")]
    [InlineData("// only; a comment\n;RETURN 1 // end; of line\n;", "RETURN 1 // end; of line")]
    [InlineData("/* a; b */ RETURN 1;", "/* a; b */ RETURN 1")]
    [InlineData(" ; ;; ", "")]
    [InlineData("RETURN 'open; end", "RETURN 'open; end")]
    public void Semicolons_separate_outside_of_text_names_and_comments(
        string script,
        string statements
    ) => Assert.Equal(statements, string.Join('|', StatementSplitter.Split(script)));
}
