using System.Text;
using Quiver.Csv;

namespace Quiver.Import.Pipeline;

/// <summary>Recognises rows that are written with another delimiter than the one that was given.</summary>
internal static class DelimiterGuess
{
    private static readonly CsvCharacter[] _usual = [',', ';', '\t', '|', ':'];

    /// <summary>
    /// What to say of a row that has one cell where the header has several, and would have as many with another delimiter, as a sentence with a blank before it; empty for others.
    /// </summary>
    public static string Hint(CsvBlock block, int row, int columnCount, CsvDialect dialect)
    {
        if (columnCount < 2 || block.CellCount(row) != 1)
        {
            return "";
        }
        string text = Encoding.UTF8.GetString(block.RawRow(row));
        foreach (var candidate in _usual)
        {
            if (
                candidate != dialect.Delimiter
                && text.Split(candidate.ToString()).Length == columnCount
            )
            {
                return $" This row has one cell where the header has {columnCount}; with {CsvCharacter.Describe(candidate)} as the --delimiter it would have as many.";
            }
        }
        return "";
    }
}
