namespace Quiver.Csv.Tests;

public sealed class CsvCharacterTests
{
    [Theory]
    [InlineData("TAB", '\t')]
    [InlineData("\\t", '\t')]
    [InlineData("\\9", '\t')]
    [InlineData("U+0009", '\t')]
    [InlineData("u+0009", '\t')]
    [InlineData("\\u0009", '\t')]
    [InlineData("\\44", ',')]
    [InlineData("\\126", '~')]
    [InlineData(";", ';')]
    [InlineData("\u0001", '\u0001')]
    public void Notations_of_one_character_are_read(string notation, char expected)
    {
        Assert.True(CsvCharacter.TryParse(notation, out byte character, out _));
        Assert.Equal((byte)expected, character);
    }

    [Theory]
    [InlineData("\\bogus")]
    [InlineData("\\n")]
    [InlineData(";;")]
    [InlineData("")]
    [InlineData("tab")]
    [InlineData("§")]
    [InlineData("U+20AC")]
    public void Other_notations_are_refused_with_what_was_written(string notation)
    {
        Assert.False(CsvCharacter.TryParse(notation, out _, out string? problem));
        Assert.Contains($"'{notation}'", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(',', ',', '"', "the delimiter")]
    [InlineData(',', ';', ';', "the array delimiter")]
    [InlineData(',', ';', ',', "the delimiter")]
    public void Characters_that_clash_are_a_problem(
        char delimiter,
        char arrayDelimiter,
        char quote,
        string other
    )
    {
        var dialect = new CsvDialect
        {
            Delimiter = (byte)delimiter,
            ArrayDelimiter = (byte)arrayDelimiter,
            Quote = (byte)quote,
        };
        Assert.Contains(other, dialect.FindProblem()!, StringComparison.Ordinal);
        Assert.Null(new CsvDialect().FindProblem());
    }
}
