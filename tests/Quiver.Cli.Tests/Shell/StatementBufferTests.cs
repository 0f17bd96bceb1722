using Quiver.Cli.Shell;

namespace Quiver.Cli.Tests.Shell;

public sealed class StatementBufferTests
{
    [Fact]
    public void A_statement_ends_at_a_semicolon_outside_of_text_and_comments()
    {
        var buffer = new StatementBuffer();
        Assert.Empty(buffer.Add("RETURN 'a;"));
        Assert.False(buffer.IsEmpty);
        Assert.Empty(buffer.Add("b' // not here;"));
        Assert.Empty(buffer.Add("/* nor ; here"));
        Assert.Equal(
            ["RETURN 'a;\nb' // not here;\n/* nor ; here\n*/", "RETURN 2"],
            buffer.Add("*/; RETURN 2;")
        );
        Assert.True(buffer.IsEmpty);
        Assert.Empty(buffer.Add("RETURN 3; RETURN 4"));
        Assert.Equal(["RETURN 3", "RETURN 4"], buffer.Take());
        Assert.Empty(buffer.Add(" // a comment"));
        Assert.True(buffer.IsEmpty);
    }
}
