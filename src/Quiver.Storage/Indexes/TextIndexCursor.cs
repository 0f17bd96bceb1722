using Quiver.Model.Values;

namespace Quiver.Storage.Indexes;

/// <summary>A search in a text index: texts that have all the sequences of three bytes of a pattern.</summary>
/// <param name="layers">The index.</param>
internal sealed class TextIndexCursor(IndexLayers layers) : CandidateCursor(layers)
{
    private const int GramBytes = 3;

    // Beyond so many candidates a further list would be cheaper to skip than to intersect.
    private const long FewCandidates = 256;
    private const int MaxLists = 8;

    private readonly KeyBuffer _low = new();
    private readonly KeyBuffer _high = new();

    /// <inheritdoc/>
    protected override long Collect(IndexRun entries, IndexPredicate predicate, List<long> ids)
    {
        if (MarkedOf(predicate) is not { } pattern)
        {
            return 0;
        }
        if (pattern.Length < GramBytes)
        {
            SetPrefix(pattern);
            return CollectStretch(entries, _low.Span, _high.Span, ids);
        }
        var lists = ListsOf(entries, pattern);
        if (lists.Count == 0 || lists[0].Count == 0)
        {
            return 0;
        }
        var cursor = new IndexRunCursor(entries);
        var (from, count) = lists[0];
        int first = ids.Count;
        for (
            cursor.Start(from, from + count, isBackwards: false);
            cursor.Remaining > 0;
            cursor.Next()
        )
        {
            ids.Add(cursor.Id);
        }
        long blocks = cursor.BlocksRead;
        for (int i = 1; i < Math.Min(lists.Count, MaxLists); i++)
        {
            if (ids.Count - first <= FewCandidates)
            {
                break;
            }
            blocks += Intersect(entries, lists[i], ids, first);
        }
        return blocks;
    }

    /// <inheritdoc/>
    protected override long Estimate(IndexRun entries, IndexPredicate predicate)
    {
        if (MarkedOf(predicate) is not { } pattern)
        {
            return 0;
        }
        if (pattern.Length < GramBytes)
        {
            SetPrefix(pattern);
            return CountStretch(entries, _low.Span, _high.Span);
        }
        var lists = ListsOf(entries, pattern);
        return lists.Count == 0 ? 0 : lists[0].Count;
    }

    /// <summary>The bytes that texts must contain, marks included; null when no text fulfils the predicate.</summary>
    private static byte[]? MarkedOf(in IndexPredicate predicate)
    {
        // Every text has one sequence that begins with both marks.
        byte[] any = TextGrams.Marked([], atBegin: true, atEnd: false);
        if (predicate.Kind == IndexPredicateKind.Exists)
        {
            return any;
        }
        if (predicate.Low.Kind != ValueKind.String)
        {
            return null;
        }
        var text = predicate.Low.AsUtf8();
        if (text.IsEmpty && predicate.Kind != IndexPredicateKind.Exact)
        {
            return any;
        }
        return predicate.Kind switch
        {
            IndexPredicateKind.Exact => TextGrams.Marked(text, atBegin: true, atEnd: true),
            IndexPredicateKind.Prefix => TextGrams.Marked(text, atBegin: true, atEnd: false),
            IndexPredicateKind.EndsWith => TextGrams.Marked(text, atBegin: false, atEnd: true),
            IndexPredicateKind.Contains => text.ToArray(),
            _ => null,
        };
    }

    private void SetPrefix(ReadOnlySpan<byte> pattern)
    {
        _low.Clear();
        _low.Append(pattern);
        _high.Clear();
        _high.Append(pattern);
        _high.TryMakeSuccessor();
    }

    /// <summary>The stretches of the pattern's sequences, the shortest first.</summary>
    private List<(long From, long Count)> ListsOf(IndexRun entries, byte[] pattern)
    {
        var lists = new List<(long From, long Count)>();
        for (int i = 0; i + GramBytes <= pattern.Length; i++)
        {
            SetPrefix(pattern.AsSpan(i, GramBytes));
            long from = entries.EntryCount == 0 ? 0 : entries.LowerBound(_low.Span, long.MinValue);
            lists.Add((from, CountStretch(entries, _low.Span, _high.Span)));
        }
        lists.Sort((a, b) => a.Count.CompareTo(b.Count));
        return lists;
    }

    /// <summary>Keeps the candidates, which ascend, that a list has too.</summary>
    private static long Intersect(
        IndexRun entries,
        (long From, long Count) list,
        List<long> ids,
        int first
    )
    {
        var cursor = new IndexRunCursor(entries);
        cursor.Start(list.From, list.From + list.Count, isBackwards: false);
        int kept = first;
        for (int i = first; i < ids.Count; i++)
        {
            while (cursor.Remaining > 0 && cursor.Id < ids[i])
            {
                cursor.Next();
            }
            if (cursor.Remaining > 0 && cursor.Id == ids[i])
            {
                ids[kept++] = ids[i];
            }
        }
        ids.RemoveRange(kept, ids.Count - kept);
        return cursor.BlocksRead;
    }
}
