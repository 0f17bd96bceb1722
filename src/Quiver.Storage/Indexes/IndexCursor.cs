namespace Quiver.Storage.Indexes;

/// <summary>
/// A reusable search in an index, as of one snapshot: which nodes or relationships fulfil predicates. Valid as long as the snapshot. Not thread safe.
/// </summary>
public abstract class IndexCursor
{
    /// <summary>Whether ids come in the order of the indexed values; otherwise in any order.</summary>
    public abstract bool IsOrdered { get; }

    /// <summary>Blocks of the index entered so far: what a search costs.</summary>
    public abstract long BlocksRead { get; }

    /// <summary>Begins a search. Predicates are those of the index's properties in their order; those that are not given are <see cref="IndexPredicate.Exists"/>.</summary>
    /// <param name="predicates">At most one for each property.</param>
    /// <param name="isDescending">Whether the greatest values come first, where ids come in order.</param>
    public abstract void Seek(ReadOnlySpan<IndexPredicate> predicates, bool isDescending = false);

    /// <summary>Fills the span from its start with the next ids, each once; returns how many: fewer than it has room for only at the end.</summary>
    public abstract int Next(Span<long> ids);

    /// <summary>About how many ids a search would give; exact where nothing changed since the index was built and no predicate needs the values themselves. Costs a search.</summary>
    public abstract long Estimate(ReadOnlySpan<IndexPredicate> predicates);
}
