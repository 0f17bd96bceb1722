namespace Quiver.Csv.Tests;

public sealed class CsvCharacterTests
{
    [Theory]
    [InlineData("TAB", "\t")]
    [InlineData("\\t", "\t")]
    [InlineData("\\9", "\t")]
    [InlineData("U+0009", "\t")]
    [InlineData("u+0009", "\t")]
    [InlineData("\\u0009", "\t")]
    [InlineData("\t", "\t")]
    [InlineData("\\44", ",")]
    [InlineData("\\126", "~")]
    [InlineData("\\1", "\u0001")]
    [InlineData(";", ";")]
    [InlineData("\\", "\\")]
    [InlineData("\u0001", "\u0001")]
    [InlineData("§", "§")]
    [InlineData("U+20AC", "€")]
    [InlineData("\\8364", "€")]
    [InlineData("😀", "😀")]
    public void Notations_of_one_character_are_read(string notation, string expected)
    {
        Assert.True(CsvCharacter.TryParse(notation, out var character, out _));
        Assert.Equal(expected, character.ToString());
    }

    [Theory]
    [InlineData("\\bogus")]
    [InlineData("\\n")]
    [InlineData(";;")]
    [InlineData("")]
    [InlineData("tab")]
    [InlineData("U+20A")]
    [InlineData("U+D800")]
    [InlineData("\\1114112")]
    [InlineData("\uD800")]
    public void Other_notations_are_refused_with_what_was_written(string notation)
    {
        Assert.False(CsvCharacter.TryParse(notation, out _, out string? problem));
        Assert.Contains($"'{notation}'", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(',', ',', '"', "both the array delimiter and the delimiter")]
    [InlineData(',', ';', ';', "both the quote and the array delimiter")]
    [InlineData('§', ';', '§', "both the quote and the delimiter")]
    [InlineData('\n', ';', '"', "it ends a row")]
    [InlineData(',', ';', '\\', "backslash")]
    public void Characters_that_clash_are_a_problem(
        char delimiter,
        char arrayDelimiter,
        char quote,
        string expected
    )
    {
        var dialect = new CsvDialect
        {
            Delimiter = delimiter,
            ArrayDelimiter = arrayDelimiter,
            Quote = quote,
            LegacyStyleQuoting = true,
        };
        Assert.Contains(
            dialect.FindProblems(),
            problem => problem.Contains(expected, StringComparison.Ordinal)
        );
        Assert.Empty(new CsvDialect().FindProblems());
    }
}
