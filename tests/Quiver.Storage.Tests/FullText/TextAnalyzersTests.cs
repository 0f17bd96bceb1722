using Quiver.Model.Values;
using Quiver.Storage.FullText;

namespace Quiver.Storage.Tests.FullText;

public sealed class TextAnalyzersTests
{
    [Theory]
    [InlineData(
        "standard-no-stop-words",
        "The Quick-Brown fox's 3,500.25 e-mails",
        "the quick brown fox's 3,500.25 e mails"
    )]
    [InlineData(
        "standard-no-stop-words",
        "a_b __ x.y 1.2.3 foo. can't, 'quoted'",
        "a_b x.y 1.2.3 foo can't quoted"
    )]
    [InlineData(
        "standard-no-stop-words",
        "\u6771\u4eac tower \u30bf\u30ef\u30fc e\u0301te\u0301",
        "\u6771 \u4eac tower \u30bf\u30ef\u30fc e\u0301te\u0301"
    )]
    [InlineData("standard-no-stop-words", "\u00c4RGER \U0001F600!", "\u00e4rger \U0001F600")]
    [InlineData("standard-no-stop-words", " .,;:!? ", "")]
    [InlineData("standard", "The cat is on it", "cat")]
    [InlineData(
        "standard-folding",
        "\u00c5ngstr\u00f6m stra\u00dfe \u00e6on",
        "angstrom strasse aeon"
    )]
    [InlineData("simple", "It's 2 much_for me", "it s much for me")]
    [InlineData("stop", "It's for me", "s me")]
    [InlineData("whitespace", "A-b  C.d\tE", "A-b C.d E")]
    [InlineData("keyword", "Whole Text", "Whole Text")]
    [InlineData(
        "english",
        "The ponies' hopping relational conditions, caresses and agreed",
        "poni hop relat condit caress agre"
    )]
    public void Texts_are_cut_into_words(string analyzer, string text, string expected)
    {
        var words = new List<AnalyzedWord>();
        TextAnalyzers.Find(analyzer)!.Analyze(text, words);
        string joined =
            analyzer == "keyword" ? words[0].Text : string.Join(' ', words.Select(w => w.Text));
        Assert.Equal(expected, joined);
    }

    [Fact]
    public void Words_that_are_left_out_keep_their_place_and_texts_of_a_list_stand_apart()
    {
        var words = new List<AnalyzedWord>();
        var list = Value.List([Value.String("war and peace"), Value.Integer(7), Value.String("x")]);
        TextAnalyzers.Find("standard")!.Analyze(list, words);
        Assert.Equal([new("war", 0), new("peace", 2), new("x", 103)], words);
    }

    [Fact]
    public void Words_without_end_are_cut()
    {
        var words = new List<AnalyzedWord>();
        TextAnalyzers.Default.Analyze(new string('a', 600), words);
        Assert.Equal([255, 255, 90], words.Select(static w => w.Text.Length));
    }

    [Fact]
    public void Codes_of_lengths_ascend_and_lose_at_most_an_eighth()
    {
        int last = -1;
        for (int length = 0; length < 1_000_000; length = 1 + (length * 17 / 16))
        {
            byte code = FieldLength.Encode(length);
            Assert.True(code >= last);
            Assert.InRange(FieldLength.Decode(code), length - (length / 8), length);
            last = code;
        }
    }
}
