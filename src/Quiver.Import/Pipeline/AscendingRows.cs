namespace Quiver.Import.Pipeline;

/// <summary>Answers for rows asked in ascending order whether they are in an ascending list, in constant time each.</summary>
internal sealed class AscendingRows(IReadOnlyList<int> rows)
{
    private int _next;

    /// <summary>Whether the list has the row, which must be greater than the one asked before.</summary>
    public bool Includes(int row)
    {
        if (_next >= rows.Count || rows[_next] != row)
        {
            return false;
        }
        _next++;
        return true;
    }
}
