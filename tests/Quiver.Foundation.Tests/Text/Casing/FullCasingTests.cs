using System.Text;
using Quiver.Foundation.Text.Casing;

namespace Quiver.Foundation.Tests.Text.Casing;

public sealed class FullCasingTests
{
    [Theory]
    [InlineData("stra\u00DFe", "STRASSE")]
    [InlineData("\uFB01n", "FIN")]
    [InlineData("\u01F0", "J\u030C")]
    [InlineData("\u00E9\u0451\u03C2", "\u00C9\u0401\u03A3")]
    [InlineData("\U00010428", "\U00010400")]
    [InlineData("\u1FB3", "\u0391\u0399")]
    [InlineData("i", "I")]
    public void Upper_case_may_take_more_characters(string text, string expected) =>
        Assert.Equal(expected, FullCasing.ToUpper(text));

    [Theory]
    [InlineData("\u0130", "i\u0307")]
    [InlineData("\u039F\u0394\u039F\u03A3", "\u03BF\u03B4\u03BF\u03C2")]
    [InlineData("\u03A3\u03A3 \u03A3", "\u03C3\u03C2 \u03C3")]
    [InlineData("\u0391\u03A3'\u0391", "\u03B1\u03C3'\u03B1")]
    [InlineData("\u0391\u03A3.", "\u03B1\u03C2.")]
    [InlineData("\U00010400\u00C9", "\U00010428\u00E9")]
    public void Lower_case_knows_the_final_sigma(string text, string expected) =>
        Assert.Equal(expected, FullCasing.ToLower(text));

    [Fact]
    public void What_has_one_character_in_the_other_case_is_as_the_base_library_has_it()
    {
        for (int codePoint = 0; codePoint < 0x20000; codePoint++)
        {
            if (!Rune.IsValid(codePoint))
            {
                continue;
            }
            var rune = new Rune(codePoint);
            string upper = FullCasing.ToUpper(rune.ToString());
            Assert.True(
                upper == Rune.ToUpperInvariant(rune).ToString()
                    || upper.EnumerateRunes().Count() > 1
            );
        }
    }
}
