using Quiver.Cypher.Syntax.Diagnostics;
using Quiver.Model;

namespace Quiver.Cypher.Syntax.Tests.Diagnostics;

public sealed class ErrorTextTests
{
    [Fact]
    public void The_line_is_quoted_with_a_caret_under_the_place() =>
        Assert.Equal(
            "Wrong (line 2, column 3 (offset: 7))\n\"b cd\"\n   ^",
            ErrorText.At("Wrong", "abc\r\nb cd\r\ne", new TextPosition(7, 2, 3))
        );

    [Fact]
    public void The_end_of_the_text_is_a_place() =>
        Assert.Equal(
            "Wrong (line 1, column 3 (offset: 2))\n\"ab\"\n   ^",
            ErrorText.At("Wrong", "ab", new TextPosition(2, 1, 3))
        );

    [Fact]
    public void Of_a_long_line_the_surroundings_are_quoted()
    {
        string query = new string('a', 10_000) + "X" + new string('b', 10_000);
        string[] lines = ErrorText
            .At("Wrong", query, new TextPosition(10_000, 1, 10_001))
            .Split('\n');
        Assert.Equal(SyntaxLimits.MaxExcerptLength + 2, lines[1].Length);
        Assert.Equal('X', lines[1][lines[2].IndexOf('^', StringComparison.Ordinal)]);
    }
}
