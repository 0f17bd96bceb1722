namespace Quiver.Storage.Indexes;

/// <summary>Orders cursors that read keys by their present entries.</summary>
internal sealed class IndexCursorOrder : IComparer<IndexRunCursor>
{
    /// <summary>The least key first, then the least id.</summary>
    public static readonly IndexCursorOrder Ascending = new(1);

    /// <summary>The greatest key first, then the greatest id.</summary>
    public static readonly IndexCursorOrder Descending = new(-1);

    private readonly int _sign;

    private IndexCursorOrder(int sign) => _sign = sign;

    /// <inheritdoc/>
    public int Compare(IndexRunCursor? x, IndexRunCursor? y)
    {
        int comparison = x!.Key.Span.SequenceCompareTo(y!.Key.Span);
        return _sign * (comparison != 0 ? comparison : x.Id.CompareTo(y.Id));
    }
}
