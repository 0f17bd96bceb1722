namespace Quiver.Storage.Indexes;

/// <summary>A search in a range index: the layers' stretches merged in the order of their keys.</summary>
internal sealed class RangeIndexCursor : IndexCursor
{
    private readonly IndexLayers _layers;
    private readonly IndexRunCursor?[] _cursors;
    private readonly IndexBounds _bounds = new();
    private readonly int[] _live;
    private int _liveCount;
    private IndexCursorOrder _order = IndexCursorOrder.Ascending;

    /// <summary>Makes a cursor over the layers of a range index.</summary>
    public RangeIndexCursor(IndexLayers layers)
    {
        _layers = layers;
        _cursors = new IndexRunCursor[layers.Layers.Length];
        _live = new int[_cursors.Length];
    }

    /// <inheritdoc/>
    public override bool IsOrdered => true;

    /// <inheritdoc/>
    public override long BlocksRead
    {
        get
        {
            long blocks = 0;
            foreach (var cursor in _cursors)
            {
                blocks += cursor?.BlocksRead ?? 0;
            }
            return blocks;
        }
    }

    /// <inheritdoc/>
    public override void Seek(ReadOnlySpan<IndexPredicate> predicates, bool isDescending = false)
    {
        _bounds.Set(predicates, _layers.Index.Keys.Length);
        Seek(isDescending);
    }

    /// <summary>Begins a search for an encoded key.</summary>
    public void SeekKey(ReadOnlySpan<byte> key)
    {
        _bounds.SetKey(key, _layers.Index.Keys.Length);
        Seek(isDescending: false);
    }

    /// <inheritdoc/>
    public override int Next(Span<long> ids)
    {
        int count = 0;
        while (count < ids.Length && _liveCount > 0)
        {
            int place = _liveCount == 1 ? 0 : First();
            int layer = _live[place];
            var cursor = _cursors[layer]!;
            long id = cursor.Id;
            if (!_layers.IsSuperseded(_layers.Layers[layer], id) && Passes(id))
            {
                ids[count++] = id;
            }
            cursor.Next();
            if (cursor.Remaining <= 0)
            {
                _live[place] = _live[--_liveCount];
                if (_liveCount == 1)
                {
                    // Nothing is left to be compared with.
                    _cursors[_live[0]]!.ReadsKeys = false;
                }
            }
        }
        return count;
    }

    /// <inheritdoc/>
    public override long Estimate(ReadOnlySpan<IndexPredicate> predicates)
    {
        _bounds.Set(predicates, _layers.Index.Keys.Length);
        long entries = 0;
        if (!_bounds.IsEmpty)
        {
            foreach (ref readonly var layer in _layers.Layers.AsSpan())
            {
                var run = layer.Entries;
                long to = _bounds.High.IsEmpty
                    ? run.EntryCount
                    : run.LowerBound(_bounds.High, long.MinValue);
                entries += Math.Max(0, to - run.LowerBound(_bounds.Low, long.MinValue));
            }
        }
        return entries;
    }

    private void Seek(bool isDescending)
    {
        _order = isDescending ? IndexCursorOrder.Descending : IndexCursorOrder.Ascending;
        _liveCount = 0;
        if (_bounds.IsEmpty)
        {
            return;
        }
        // Entries of one key are in the order of their ids.
        bool isWholeKey = _bounds.IsWholeKey;
        bool readsKeys = _cursors.Length > 1 && !isWholeKey;
        ulong hash = isWholeKey ? UniqueKeys.HashOf(_bounds.Low) : 0;
        for (int i = 0; i < _cursors.Length; i++)
        {
            var entries = _layers.Layers[i].Entries;
            if (isWholeKey && !entries.MayHaveKey(hash))
            {
                continue;
            }
            var cursor = _cursors[i] ??= new(entries);
            cursor.ReadsKeys = readsKeys;
            cursor.Seek(_bounds.Low, _bounds.High, isDescending);
            if (cursor.Remaining > 0)
            {
                _live[_liveCount++] = i;
            }
        }
    }

    private int First()
    {
        int first = 0;
        for (int i = 1; i < _liveCount; i++)
        {
            if (_order.Compare(_cursors[_live[i]]!, _cursors[_live[first]]!) < 0)
            {
                first = i;
            }
        }
        return first;
    }

    private bool Passes(long id)
    {
        if (!_bounds.HasFilters)
        {
            return true;
        }
        var index = _layers.Index;
        for (int i = 0; i < index.Keys.Length; i++)
        {
            var filter = _bounds.Filter(i);
            if (
                filter.Kind != IndexPredicateKind.Exists
                && !filter.Holds(_layers.Graph.Property(index.Entity, id, index.Keys[i]))
            )
            {
                return false;
            }
        }
        return true;
    }
}
