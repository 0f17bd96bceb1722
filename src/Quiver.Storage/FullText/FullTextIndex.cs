using System.Text;
using Quiver.Storage.Indexes;

namespace Quiver.Storage.FullText;

/// <summary>A full-text index as one snapshot sees it: where words occur. Fields are its properties by their places. Valid as long as the snapshot. Not thread safe.</summary>
public sealed class FullTextIndex
{
    private const int CheckEvery = 4096;

    private readonly IndexLayers _layers;
    private readonly FullTextStatistics?[] _statistics;
    private readonly KeyBuffer _low = new();
    private readonly KeyBuffer _high = new();

    internal FullTextIndex(IndexLayers layers)
    {
        _layers = layers;
        _statistics = new FullTextStatistics?[layers.Index.Keys.Length];
        Analyzer = FullTextConfiguration.AnalyzerOf(layers.Index);
    }

    /// <summary>How texts were cut into words.</summary>
    public TextAnalyzer Analyzer { get; }

    /// <summary>The number of fields.</summary>
    public int FieldCount => _statistics.Length;

    /// <summary>What scores need to know of a field.</summary>
    public FullTextStatistics StatisticsOf(int field) =>
        _statistics[field] ??= ComputeStatistics(field);

    /// <summary>In how many entities' field a word occurs, counted as <see cref="FullTextStatistics"/> does.</summary>
    public long CountOf(int field, string word)
    {
        long count = 0;
        if (FullTextKeys.TrySetWordBounds(_low, _high, field, word))
        {
            foreach (ref readonly var layer in _layers.Layers.AsSpan())
            {
                count += Count(layer.Entries);
            }
        }
        return count;
    }

    /// <summary>Appends where a word occurs in a field, by ascending ids.</summary>
    public void Find(
        int field,
        string word,
        List<FullTextPosting> postings,
        CancellationToken cancellation
    )
    {
        if (!FullTextKeys.TrySetWordBounds(_low, _high, field, word))
        {
            return;
        }
        int first = postings.Count;
        EachEntry(
            (key, id) =>
            {
                var (frequency, length) = FullTextKeys.Tail(key);
                postings.Add(new(id, frequency, FieldLength.Decode(length)));
            },
            cancellation
        );
        postings.Sort(first, postings.Count - first, ById.Comparer);
    }

    /// <summary>Appends the entities that have words in a field.</summary>
    public void FindAll(int field, List<long> ids, CancellationToken cancellation)
    {
        FullTextKeys.SetLengthBounds(_low, _high, field);
        EachEntry((_, id) => ids.Add(id), cancellation);
    }

    /// <summary>Adds the words of a field that begin in a way, whether or not their entities have them still.</summary>
    public void FindWords(
        int field,
        string prefix,
        ISet<string> words,
        CancellationToken cancellation
    )
    {
        if (!FullTextKeys.TrySetPrefixBounds(_low, _high, field, prefix))
        {
            return;
        }
        var next = new KeyBuffer();
        foreach (ref readonly var layer in _layers.Layers.AsSpan())
        {
            var cursor = new IndexRunCursor(layer.Entries) { ReadsKeys = true };
            cursor.Seek(_low.Span, _high.Span, isBackwards: false);
            while (cursor.Remaining > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                words.Add(Encoding.UTF8.GetString(FullTextKeys.Word(cursor.Key.Span)));
                FullTextKeys.SetBehind(next, cursor.Key.Span);
                cursor.Seek(next.Span, _high.Span, isBackwards: false);
            }
        }
    }

    /// <summary>Replaces words by those of a field of an entity, in their order.</summary>
    public void Read(int field, long id, List<AnalyzedWord> words)
    {
        words.Clear();
        var index = _layers.Index;
        Analyzer.Analyze(_layers.Graph.Property(index.Entity, id, index.Keys[field]), words);
    }

    private FullTextStatistics ComputeStatistics(int field)
    {
        long entities = 0;
        double words = 0;
        for (int code = 0; code <= byte.MaxValue; code++)
        {
            FullTextKeys.SetLength(_low, field, (byte)code);
            FullTextKeys.SetLength(_high, field, (byte)code);
            _high.Append(0);
            foreach (ref readonly var layer in _layers.Layers.AsSpan())
            {
                long count = Count(layer.Entries);
                entities += count;
                words += (double)count * FieldLength.Decode((byte)code);
            }
        }
        return new(entities, entities == 0 ? 0 : words / entities);
    }

    private long Count(IndexRun run) =>
        run.LowerBound(_high.Span, long.MinValue) - run.LowerBound(_low.Span, long.MinValue);

    private void EachEntry(EntryAction action, CancellationToken cancellation)
    {
        foreach (ref readonly var layer in _layers.Layers.AsSpan())
        {
            var cursor = new IndexRunCursor(layer.Entries) { ReadsKeys = true };
            int done = 0;
            for (
                cursor.Seek(_low.Span, _high.Span, isBackwards: false);
                cursor.Remaining > 0;
                cursor.Next()
            )
            {
                if (done++ % CheckEvery == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }
                if (!_layers.IsSuperseded(layer, cursor.Id))
                {
                    action(cursor.Key.Span, cursor.Id);
                }
            }
        }
    }

    private delegate void EntryAction(ReadOnlySpan<byte> key, long id);

    private sealed class ById : IComparer<FullTextPosting>
    {
        public static readonly ById Comparer = new();

        public int Compare(FullTextPosting x, FullTextPosting y) => x.Id.CompareTo(y.Id);
    }
}
