using Quiver.Csv;

namespace Quiver.Import.Headers;

/// <summary>The header of a group of files.</summary>
/// <param name="Path">The file it stands in.</param>
/// <param name="Columns">One entry for each column of the file.</param>
/// <param name="Places">Where each of them stands.</param>
internal sealed record Header(string Path, HeaderColumns Columns, HeaderPlace[] Places)
{
    /// <summary>Whether any field has a colon. Without one the row may be data that was taken for a header.</summary>
    public bool HasTypes { get; init; }

    /// <summary>Whether all fields could be read; without those that could not, there are fewer columns than places.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Whether a field that could not be read may have been meant as a keyword, so that one may seem to be missing.</summary>
    public bool HidesKeywords { get; init; }

    /// <summary>What a single field would be with another delimiter, as a sentence; empty when nothing suggests one.</summary>
    public string DelimiterHint { get; init; } = "";

    /// <summary>The positions of unquoted points' columns, ascending: their braces protect the delimiter.</summary>
    public int[] PointColumns { get; } = FindPoints(Columns);

    /// <summary>The first column of a role other than property, or null.</summary>
    public HeaderColumn? Find(ColumnRole role)
    {
        foreach (var column in Columns.Others)
        {
            if (column.Role == role)
            {
                return column;
            }
        }
        return null;
    }

    /// <summary>All columns of a role other than property.</summary>
    public IReadOnlyList<HeaderColumn> FindAll(ColumnRole role) =>
        [.. Columns.Others.Where(column => column.Role == role)];

    /// <summary>Where a column's field stands.</summary>
    public CsvPosition PlaceOf(HeaderColumn column) =>
        new(Path, Places[column.Position].Line, Places[column.Position].Column);

    private static int[] FindPoints(HeaderColumns columns)
    {
        var positions = new List<int>();
        foreach (var column in columns.Others)
        {
            if (column is { Role: ColumnRole.Property, Type: PropertyType.Point })
            {
                positions.Add(column.Position);
            }
        }
        return [.. positions];
    }
}
