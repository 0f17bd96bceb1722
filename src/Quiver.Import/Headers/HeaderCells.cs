using System.Text;
using Quiver.Csv;

namespace Quiver.Import.Headers;

/// <summary>Cuts the first row of a block into header fields: a delimiter between braces belongs to the field.</summary>
internal static class HeaderCells
{
    /// <summary>The fields with their places.</summary>
    public static List<HeaderCell> Read(CsvBlock block, CsvDialect dialect)
    {
        int count = block.CellCount(0);
        var cells = new List<HeaderCell>(count);
        for (int next = 0; next < count; )
        {
            cells.Add(ReadOne(block, dialect, ref next));
        }
        return cells;
    }

    /// <summary>The field that begins in a cell.</summary>
    /// <param name="block">The block.</param>
    /// <param name="dialect">How cells are read.</param>
    /// <param name="next">The cell; afterwards the one behind the field.</param>
    public static HeaderCell ReadOne(CsvBlock block, CsvDialect dialect, ref int next)
    {
        int first = next;
        var raw = block.RawCell(0, first);
        bool isQuoted = CsvCell.IsQuoted(raw, dialect.QuoteByte);
        string text = Encoding.UTF8.GetString(CsvCell.Content(raw, dialect));
        var place = block.PositionOf(0, first);
        int last = isQuoted || !IsOpen(text) ? first : FindClosing(block, first);
        for (next = first + 1; next <= last; next++)
        {
            string part = Encoding.UTF8.GetString(block.RawCell(0, next));
            text = $"{text}{dialect.Delimiter}{part}";
        }
        return new HeaderCell(text, place, isQuoted);
    }

    private static bool IsOpen(string text) => text.LastIndexOf('{') > text.LastIndexOf('}');

    /// <summary>The cell that closes the braces that one opens; the opening one itself when none does.</summary>
    private static int FindClosing(CsvBlock block, int opening)
    {
        for (int i = opening + 1; i < block.CellCount(0); i++)
        {
            if (block.RawCell(0, i).Contains((byte)'}'))
            {
                return i;
            }
        }
        return opening;
    }
}
