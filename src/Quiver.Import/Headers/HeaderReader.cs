using System.Text;
using Quiver.Csv;
using Quiver.Foundation.IO;

namespace Quiver.Import.Headers;

/// <summary>Reads the first row of a file as a header, and looks whether later files repeat it.</summary>
internal sealed class HeaderReader(IFileSystem files, CsvDialect dialect)
{
    private const int FirstBlockBytes = 64 * 1024;

    private readonly CsvDialect _dialect = dialect with { TrimStrings = false };

    /// <summary>Reads a file's header; null with problems added when it has none or a wrong one.</summary>
    public Header? Read(string path, List<string> problems)
    {
        using var block = new CsvBlock();
        if (!TryReadFirstRow(path, block))
        {
            // A file without any text is a group without rows.
            return new Header(path, []);
        }
        int before = problems.Count;
        var columns = Parse(block, problems);
        if (problems.Count > before)
        {
            return null;
        }
        var header = new Header(path, columns);
        CheckNames(header, block, problems);
        return problems.Count > before ? null : header;
    }

    /// <summary>Whether the first row of a further file of a group is a header again.</summary>
    public bool RepeatsHeader(string path, Header header)
    {
        using var block = new CsvBlock();
        var problems = new List<string>();
        if (!TryReadFirstRow(path, block))
        {
            return false;
        }
        var columns = Parse(block, problems);
        return problems.Count == 0
            && columns.Count == header.Columns.Count
            && columns
                .Zip(header.Columns)
                .All(pair =>
                    pair.First.Role == pair.Second.Role && pair.First.Name == pair.Second.Name
                );
    }

    private bool TryReadFirstRow(string path, CsvBlock block)
    {
        using var reader = new CsvBlockReader(files, path, _dialect, FirstBlockBytes);
        while (reader.TryRead(block))
        {
            block.Index();
            if (block.RowCount > 0)
            {
                return true;
            }
        }
        return false;
    }

    private List<HeaderColumn> Parse(CsvBlock block, List<string> problems)
    {
        var columns = new List<HeaderColumn>();
        for (int position = 0; position < block.CellCount(0); position++)
        {
            string field = Encoding.UTF8.GetString(
                CsvCell.Content(block.RawCell(0, position), _dialect)
            );
            var column = HeaderFieldParser.Parse(field, position, out string problem);
            if (column is null)
            {
                problems.Add($"{block.PositionOf(0, position)}: {problem}.");
            }
            else
            {
                columns.Add(column);
            }
        }
        return columns;
    }

    private static void CheckNames(Header header, CsvBlock block, List<string> problems)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in header.Columns)
        {
            bool isProperty = column.Role is ColumnRole.Property or ColumnRole.Id;
            if (isProperty && column.Name.Length > 0 && !names.Add(column.Name))
            {
                problems.Add(
                    $"{block.PositionOf(0, column.Position)}: the property '{column.Name}' is given twice in this header."
                );
            }
        }
    }
}
