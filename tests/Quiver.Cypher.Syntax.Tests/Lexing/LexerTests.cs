using Quiver.Cypher.Syntax.Lexing;

namespace Quiver.Cypher.Syntax.Tests.Lexing;

public sealed class LexerTests
{
    [Theory]
    [InlineData("a_1$ größe 变量 𝒳 _x", "Name Name Name Name Name")]
    [InlineData(
        "1 1.5 .5 1e5 1E-5 1.e5 0x1F 1..2",
        "Integer Float Float Float Float Integer Dot Name Integer Integer DotDot Integer"
    )]
    [InlineData("12ab 1.5f 0x", "Integer Float Integer")]
    [InlineData("$0 $1a $ 1", "Dollar Name Dollar Name Dollar Integer")]
    [InlineData("'a\\'b' \"a'b\" `a``b`", "String String QuotedName")]
    [InlineData("'a", "UnterminatedString")]
    [InlineData("'a\\", "UnterminatedString")]
    [InlineData("`a``", "UnterminatedName")]
    [InlineData("a /* b", "Name UnterminatedComment")]
    [InlineData("a /**/ b // c\rd", "Name Name Name")]
    [InlineData("/*/ a */ b", "Name")]
    [InlineData(
        "<-[]-> --> <--",
        "Less Minus LeftBracket RightBracket Minus Greater Minus Minus Greater Less Minus Minus"
    )]
    [InlineData(
        "<> <= >= =~ != += .. :: ||",
        "NotEqual LessOrEqual GreaterOrEqual RegexMatch ExclamationEqual PlusEqual DotDot DoubleColon DoublePipe"
    )]
    [InlineData("🧐#—", "InvalidCharacter InvalidCharacter InvalidCharacter")]
    [InlineData("\u00a0\u2003\u3000\u001c\t", "")]
    public void Text_is_cut_into_tokens(string text, string kinds)
    {
        var tokens = Lexer.Tokenize(text);
        Assert.Equal(TokenKind.EndOfInput, tokens[^1].Kind);
        Assert.Equal(kinds, string.Join(' ', tokens.SkipLast(1).Select(token => token.Kind)));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_an_invalid_character() =>
        Assert.Equal(
            [TokenKind.InvalidCharacter, TokenKind.Name, TokenKind.EndOfInput],
            Lexer.Tokenize("\ud800a").Select(token => token.Kind)
        );

    [Fact]
    public void Tokens_follow_each_other_without_overlap()
    {
        int seed = TestSeed.Next();
        var random = new Random(seed);
        const string Signs = "aZ_1.eE+-*/'\"`\\$<>=!~|:&%^()[]{},; \n🧐é#";
        for (int round = 0; round < 10_000; round++)
        {
            string text = string.Concat(
                Enumerable.Range(0, random.Next(20)).Select(_ => Signs[random.Next(Signs.Length)])
            );
            int last = 0;
            foreach (Token token in Lexer.Tokenize(text).SkipLast(1))
            {
                Assert.True(token.Start >= last && token.End > token.Start, $"Seed {seed}: {text}");
                last = token.End;
            }
            Assert.True(last <= text.Length, $"Seed {seed}: {text}");
        }
    }

    [Fact]
    public void Keywords_are_found_whatever_their_case()
    {
        foreach (Keyword keyword in Enum.GetValues<Keyword>().Where(k => k != Keyword.NotAny))
        {
            string text = Keywords.TextOf(keyword);
            Assert.Equal(keyword, Keywords.Find(text));
            Assert.Equal(keyword, Keywords.Find(text.ToLowerInvariant()));
        }
        Assert.Equal(Keyword.NotAny, Keywords.Find("NotAny"));
        Assert.Equal(Keyword.NotAny, Keywords.Find("ı"));
    }
}
