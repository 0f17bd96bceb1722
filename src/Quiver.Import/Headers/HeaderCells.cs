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
        for (int i = 0; i < count; i++)
        {
            var raw = block.RawCell(0, i);
            bool isQuoted = CsvCell.IsQuoted(raw, dialect.QuoteByte);
            string text = Encoding.UTF8.GetString(CsvCell.Content(raw, dialect));
            var place = block.PositionOf(0, i);
            int last = isQuoted || !IsOpen(text) ? i : FindClosing(block, i);
            while (i < last)
            {
                i++;
                string next = Encoding.UTF8.GetString(block.RawCell(0, i));
                text = $"{text}{dialect.Delimiter}{next}";
            }
            cells.Add(new HeaderCell(text, place, isQuoted));
        }
        return cells;
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
