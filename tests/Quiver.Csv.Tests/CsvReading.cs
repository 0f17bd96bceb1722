using System.Text;
using Quiver.Foundation.IO;

namespace Quiver.Csv.Tests;

/// <summary>Reads whole texts through blocks, as text for comparison.</summary>
internal static class CsvReading
{
    /// <summary>
    /// All rows: line, then cells between bars, quoted ones in single quotes; an error as its own last line, or where such rows are collected, in the row's place.
    /// </summary>
    public static List<string> Read(byte[] text, CsvDialect dialect, CsvReadSettings settings)
    {
        using var file = new TemporaryFile(text);
        var rows = new List<string>();
        try
        {
            using var reader = new CsvBlockReader(
                PosixFileSystem.Instance,
                file.Path,
                dialect,
                settings
            );
            using var block = new CsvBlock();
            while (reader.TryRead(block))
            {
                block.Index();
                AddRows(block, dialect, rows);
            }
        }
        catch (CsvException e)
        {
            rows.Add(Show("error", e));
        }
        return rows;
    }

    public static List<string> Read(byte[] text, CsvDialect dialect, int blockBytes) =>
        Read(text, dialect, new CsvReadSettings { BlockBytes = blockBytes });

    public static List<string> Read(string text, CsvDialect? dialect = null, int blockBytes = 64) =>
        Read(Encoding.UTF8.GetBytes(text), dialect ?? new CsvDialect(), blockBytes);

    /// <summary>Adds the rows of an indexed block.</summary>
    public static void AddRows(CsvBlock block, CsvDialect dialect, List<string> rows)
    {
        var faulty = block.FaultyRows.ToDictionary(row => row.Row, row => row.Error);
        for (int row = 0; row < block.RowCount; row++)
        {
            rows.Add(
                faulty.TryGetValue(row, out var error)
                    ? Show("bad", error)
                    : $"{block.PositionOf(row).Line}: {ShowRow(block, row, dialect)}"
            );
        }
    }

    private static string Show(string word, CsvException error) =>
        $"{word} {error.Position.Line}:{error.Position.Column} {KindOf(error.Problem)}";

    private static string KindOf(string problem) =>
        problem.Contains("follows the closing", StringComparison.Ordinal) ? "data after quote"
        : problem.Contains("contains a line end", StringComparison.Ordinal) ? "line end in quotes"
        : problem.Contains("never closed.", StringComparison.Ordinal) ? "unterminated"
        : problem;

    private static string ShowRow(CsvBlock block, int row, CsvDialect dialect)
    {
        var cells = new List<string>();
        for (int column = 0; column < block.CellCount(row); column++)
        {
            var raw = block.RawCell(row, column);
            string content = Encoding.UTF8.GetString(CsvCell.Content(raw, dialect));
            raw = dialect.TrimStrings ? CsvCell.Trim(raw) : raw;
            cells.Add(CsvCell.IsQuoted(raw, dialect.QuoteByte) ? $"'{content}'" : content);
        }
        return string.Join('|', cells);
    }
}
