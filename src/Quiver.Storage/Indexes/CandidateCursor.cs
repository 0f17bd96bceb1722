namespace Quiver.Storage.Indexes;

/// <summary>A search that collects candidates and then asks their values: for indexes whose entries say only where to look.</summary>
/// <param name="layers">The layers of the index, which is over one property.</param>
internal abstract class CandidateCursor(IndexLayers layers) : IndexCursor
{
    private readonly List<long> _candidates = [];
    private IndexPredicate _predicate;
    private int _at;
    private long _blocksRead;

    /// <inheritdoc/>
    public override bool IsOrdered => false;

    /// <inheritdoc/>
    public override long BlocksRead => _blocksRead;

    /// <inheritdoc/>
    public override void Seek(ReadOnlySpan<IndexPredicate> predicates, bool isDescending = false)
    {
        _predicate = predicates.IsEmpty ? IndexPredicate.Exists : predicates[0];
        _candidates.Clear();
        _at = 0;
        foreach (ref readonly var layer in layers.Layers.AsSpan())
        {
            int from = _candidates.Count;
            _blocksRead += Collect(layer.Entries, _predicate, _candidates);
            int kept = from;
            for (int i = from; i < _candidates.Count; i++)
            {
                if (!layers.IsSuperseded(layer, _candidates[i]))
                {
                    _candidates[kept++] = _candidates[i];
                }
            }
            _candidates.RemoveRange(kept, _candidates.Count - kept);
        }
        _candidates.Sort();
    }

    /// <inheritdoc/>
    public override int Next(Span<long> ids)
    {
        int count = 0;
        var index = layers.Index;
        for (; count < ids.Length && _at < _candidates.Count; _at++)
        {
            long id = _candidates[_at];
            bool isFirst = _at == 0 || _candidates[_at - 1] != id;
            if (isFirst && _predicate.Holds(layers.Graph.Property(index.Entity, id, index.Keys[0])))
            {
                ids[count++] = id;
            }
        }
        return count;
    }

    /// <inheritdoc/>
    public override long Estimate(ReadOnlySpan<IndexPredicate> predicates)
    {
        var predicate = predicates.IsEmpty ? IndexPredicate.Exists : predicates[0];
        long count = 0;
        foreach (ref readonly var layer in layers.Layers.AsSpan())
        {
            count += Estimate(layer.Entries, predicate);
        }
        return count;
    }

    /// <summary>Appends the ids of a list that may fulfil a predicate, some perhaps several times; returns the blocks read.</summary>
    protected abstract long Collect(IndexRun entries, IndexPredicate predicate, List<long> ids);

    /// <summary>About how many ids of a list fulfil a predicate.</summary>
    protected abstract long Estimate(IndexRun entries, IndexPredicate predicate);

    /// <summary>Appends the ids of all entries of a stretch of keys; returns the blocks read.</summary>
    protected static long CollectStretch(
        IndexRun entries,
        ReadOnlySpan<byte> low,
        ReadOnlySpan<byte> high,
        List<long> ids
    )
    {
        var cursor = new IndexRunCursor(entries);
        for (cursor.Seek(low, high, isBackwards: false); cursor.Remaining > 0; cursor.Next())
        {
            ids.Add(cursor.Id);
        }
        return cursor.BlocksRead;
    }

    /// <summary>The number of entries of a stretch of keys.</summary>
    protected static long CountStretch(
        IndexRun entries,
        ReadOnlySpan<byte> low,
        ReadOnlySpan<byte> high
    ) =>
        entries.EntryCount == 0
            ? 0
            : (high.IsEmpty ? entries.EntryCount : entries.LowerBound(high, long.MinValue))
                - entries.LowerBound(low, long.MinValue);
}
