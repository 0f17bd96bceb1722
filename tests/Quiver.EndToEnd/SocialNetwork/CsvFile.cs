using System.Text;

namespace Quiver.EndToEnd.SocialNetwork;

/// <summary>
/// A plain reader of a CSV file that shares nothing with the product: the tests count with it what the database should hold.
/// </summary>
internal sealed class CsvFile
{
    private CsvFile(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        Header = header;
        Rows = rows;
    }

    /// <summary>The header's fields, for example <c>id:ID(Place)</c>.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>The cells of all rows, without quotes.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    /// <summary>Reads a file with <c>|</c> between cells.</summary>
    public static CsvFile Read(string path)
    {
        var rows = new List<List<string>>();
        var row = new List<string>();
        var cell = new StringBuilder();
        string text = File.ReadAllText(path);
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted)
            {
                bool doubled = c == '"' && i + 1 < text.Length && text[i + 1] == '"';
                quoted = c != '"' || doubled;
                i += doubled ? 1 : 0;
                if (quoted)
                {
                    cell.Append(c);
                }
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c is '|' or '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    rows.Add(row);
                    row = [];
                }
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }
        Assert.True(row.Count == 0 && cell.Length == 0, $"{path} ends inside a row.");
        return new CsvFile(rows[0], rows[1..]);
    }

    /// <summary>The column whose header begins so.</summary>
    public int Column(string start) =>
        Header.Index().Single(h => h.Item.StartsWith(start, StringComparison.Ordinal)).Index;

    /// <summary>The column of a name; null when the file has none.</summary>
    public int? TryColumn(string name) =>
        Header.Contains(name) ? Header.Index().Single(h => h.Item == name).Index : null;
}
