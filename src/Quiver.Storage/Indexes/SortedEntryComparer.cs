namespace Quiver.Storage.Indexes;

/// <summary>Orders entries by key, then by id.</summary>
/// <param name="keys">The bytes of all keys.</param>
internal readonly struct SortedEntryComparer(byte[] keys) : IComparer<SortedEntry>
{
    /// <inheritdoc/>
    public int Compare(SortedEntry x, SortedEntry y)
    {
        int comparison = x.Prefix.CompareTo(y.Prefix);
        if (comparison == 0)
        {
            comparison = keys.AsSpan(x.Offset, x.Length)
                .SequenceCompareTo(keys.AsSpan(y.Offset, y.Length));
        }
        return comparison != 0 ? comparison : x.Id.CompareTo(y.Id);
    }
}
