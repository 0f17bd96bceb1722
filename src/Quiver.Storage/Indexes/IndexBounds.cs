using Quiver.Model.Values;

namespace Quiver.Storage.Indexes;

/// <summary>The stretch of keys that predicates select, and what has to be asked of the values besides. Reused. Not thread safe.</summary>
internal sealed class IndexBounds
{
    private readonly KeyBuffer _low = new();
    private readonly KeyBuffer _high = new();
    private IndexPredicate[] _filters = [];
    private bool _isExact;

    /// <summary>The least key that is in.</summary>
    public ReadOnlySpan<byte> Low => _low.Span;

    /// <summary>The least key that is no longer in; empty for no end.</summary>
    public ReadOnlySpan<byte> High => _high.Span;

    /// <summary>Whether nothing can be found.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Whether the stretch is that of one whole key, <see cref="Low"/>.</summary>
    public bool IsWholeKey { get; private set; }

    /// <summary>Whether values have to be looked at.</summary>
    public bool HasFilters { get; private set; }

    /// <summary>The predicate on a property's value; Exists where the keys say it all.</summary>
    public IndexPredicate Filter(int property) => _filters[property];

    /// <summary>Computes bounds for as many properties as the index has.</summary>
    public void Set(ReadOnlySpan<IndexPredicate> predicates, int propertyCount)
    {
        _low.Clear();
        _high.Clear();
        IsEmpty = false;
        IsWholeKey = false;
        HasFilters = false;
        Array.Resize(ref _filters, propertyCount);
        Array.Fill(_filters, IndexPredicate.Exists);
        int at = 0;
        while (at < predicates.Length && predicates[at].Kind == IndexPredicateKind.Exact)
        {
            var value = predicates[at++].Low;
            if (!IsFindable(value))
            {
                IsEmpty = true;
                return;
            }
            IndexKeyEncoder.Append(value, _low);
        }
        IsWholeKey = at == propertyCount;
        _high.Append(_low.Span);
        bool hasStretch = at < predicates.Length && TryNarrow(predicates[at]);
        if (IsEmpty)
        {
            return;
        }
        if (!hasStretch)
        {
            _high.TryMakeSuccessor();
        }
        for (int i = at; i < predicates.Length; i++)
        {
            bool isInKeys =
                predicates[i].Kind == IndexPredicateKind.Exists || (i == at && _isExact);
            if (!isInKeys)
            {
                _filters[i] = predicates[i];
                HasFilters = true;
            }
        }
    }

    /// <summary>Makes the bounds those of one whole key.</summary>
    public void SetKey(ReadOnlySpan<byte> key, int propertyCount)
    {
        Set([], propertyCount);
        _low.Clear();
        _low.Append(key);
        _high.Clear();
        _high.Append(key);
        _high.TryMakeSuccessor();
        IsWholeKey = true;
    }

    /// <summary>Whether a value can be stored and equals itself.</summary>
    private static bool IsFindable(in Value value) =>
        IndexKeyEncoder.RankOf(value.Kind) != 0
        && (value.Kind != ValueKind.List || IsStorable(value.AsList().AsSpan()))
        && ValueEquality.Compare(value, value) == Ternary.True;

    private static bool IsStorable(ReadOnlySpan<Value> elements)
    {
        foreach (ref readonly var element in elements)
        {
            if (element.Kind == ValueKind.List || IndexKeyEncoder.RankOf(element.Kind) == 0)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Narrows the stretch behind the exact values; false when the predicate gives no bounds.</summary>
    private bool TryNarrow(in IndexPredicate predicate)
    {
        _isExact = false;
        switch (predicate.Kind)
        {
            case IndexPredicateKind.Range:
                NarrowToRange(predicate);
                return true;
            case IndexPredicateKind.Prefix:
                if (IsText(predicate.Low))
                {
                    IndexKeyEncoder.AppendTextPrefix(predicate.Low.AsUtf8(), _low);
                    IndexKeyEncoder.AppendTextPrefix(predicate.Low.AsUtf8(), _high);
                    _isExact = true;
                }
                return Close();
            case IndexPredicateKind.Contains:
            case IndexPredicateKind.EndsWith:
                if (IsText(predicate.Low))
                {
                    Append(IndexKeyEncoder.TextRank);
                }
                return Close();
            case IndexPredicateKind.WithinBox:
            case IndexPredicateKind.WithinDistance:
                Append(IndexKeyEncoder.RankOf(ValueKind.Point));
                return Close();
            default:
                return false;
        }
    }

    private void Append(byte rank)
    {
        _low.Append(rank);
        _high.Append(rank);
    }

    private bool Close()
    {
        _high.TryMakeSuccessor();
        return true;
    }

    private bool IsText(in Value value)
    {
        IsEmpty = value.Kind != ValueKind.String;
        return !IsEmpty;
    }

    private void NarrowToRange(in IndexPredicate predicate)
    {
        var (low, high) = (predicate.Low, predicate.High);
        var kind = predicate.HasLow ? low.Kind : high.Kind;
        byte rank = IndexKeyEncoder.RankOf(kind);
        bool isComparable =
            rank != 0
            && (!predicate.HasLow || IsBound(low))
            && (!predicate.HasHigh || IsBound(high))
            && (
                !predicate.HasLow || !predicate.HasHigh || rank == IndexKeyEncoder.RankOf(high.Kind)
            );
        if (!isComparable)
        {
            IsEmpty = true;
            return;
        }
        // Lists compare element by element, with three-valued outcomes: their values are looked at.
        _isExact = kind != ValueKind.List;
        if (!predicate.HasLow || !_isExact)
        {
            _low.Append(rank);
        }
        else
        {
            IndexKeyEncoder.Append(low, _low);
            if (!predicate.IncludesLow)
            {
                _low.TryMakeSuccessor();
            }
        }
        if (predicate.HasHigh && _isExact)
        {
            IndexKeyEncoder.Append(high, _high);
            if (predicate.IncludesHigh)
            {
                _high.TryMakeSuccessor();
            }
        }
        else if (rank == IndexKeyEncoder.NumberRank)
        {
            // NaN comes last among numbers and is in no range.
            IndexKeyEncoder.Append(Value.Float(double.NaN), _high);
        }
        else
        {
            _high.Append(rank);
            _high.TryMakeSuccessor();
        }
    }

    /// <summary>Whether &lt; and &gt; are defined for a value.</summary>
    private static bool IsBound(in Value value) =>
        IsFindable(value)
        && (value.Kind == ValueKind.List || ValueComparability.TryCompare(value, value, out _));
}
