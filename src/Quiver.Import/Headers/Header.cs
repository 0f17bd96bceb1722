namespace Quiver.Import.Headers;

/// <summary>The header of a group of files.</summary>
/// <param name="Path">The file it stands in.</param>
/// <param name="Columns">One entry for each column of the file.</param>
internal sealed record Header(string Path, IReadOnlyList<HeaderColumn> Columns)
{
    /// <summary>The only column of a role, or null.</summary>
    public HeaderColumn? Find(ColumnRole role)
    {
        foreach (var column in Columns)
        {
            if (column.Role == role)
            {
                return column;
            }
        }
        return null;
    }
}
