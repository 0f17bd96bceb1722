using System.Runtime.InteropServices;
using Quiver.Storage.Statistics;

namespace Quiver.Storage.Delta;

/// <summary>A sum of differences of counts.</summary>
internal sealed class CountDifferences
{
    private readonly Dictionary<(CountKind Kind, int Label, int Type), long> _sums = [];

    /// <summary>Adds to one count.</summary>
    public void Add(CountKind kind, int label, int type, long difference)
    {
        ref long sum = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _sums,
            (kind, label, type),
            out _
        );
        sum += difference;
    }

    /// <summary>Adds the differences of a run.</summary>
    public void Add(ReadOnlySpan<CountEntry> counts)
    {
        foreach (ref readonly var count in counts)
        {
            Add(count.Kind, count.Label, count.Type, count.Difference);
        }
    }

    /// <summary>The differences that are not zero, in a fixed order.</summary>
    public CountEntry[] ToArray()
    {
        var entries = new CountEntry[_sums.Count];
        int count = 0;
        foreach (var ((kind, label, type), difference) in _sums)
        {
            if (difference != 0)
            {
                entries[count++] = new CountEntry(kind, label, type, difference);
            }
        }
        Array.Resize(ref entries, count);
        entries.AsSpan().Sort(static (a, b) => KeyOf(a).CompareTo(KeyOf(b)));
        return entries;
    }

    /// <summary>The sum of two lists in the order of <see cref="ToArray"/>, without what is zero.</summary>
    public static CountEntry[] Merge(
        ReadOnlySpan<CountEntry> first,
        ReadOnlySpan<CountEntry> second
    )
    {
        var merged = new CountEntry[first.Length + second.Length];
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < first.Length || j < second.Length)
        {
            int order =
                i == first.Length ? 1
                : j == second.Length ? -1
                : KeyOf(first[i]).CompareTo(KeyOf(second[j]));
            var entry = order <= 0 ? first[i++] : second[j++];
            if (order == 0)
            {
                entry = entry with { Difference = entry.Difference + second[j++].Difference };
            }
            if (entry.Difference != 0)
            {
                merged[count++] = entry;
            }
        }
        return merged[..count];
    }

    private static (int Kind, int Label, int Type) KeyOf(in CountEntry entry) =>
        ((int)entry.Kind, entry.Label, entry.Type);

    /// <summary>The counts with the differences added.</summary>
    public GraphCounts AppliedTo(GraphCounts counts)
    {
        if (_sums.Count == 0)
        {
            return counts;
        }
        var byLabel = new Dictionary<int, long>(counts.NodesByLabel);
        var byType = new Dictionary<int, long>(counts.RelationshipsByType);
        foreach (var ((kind, label, type), difference) in _sums)
        {
            switch (kind)
            {
                case CountKind.NodesByLabel:
                    AddTo(byLabel, label, difference);
                    break;
                case CountKind.RelationshipsByType:
                    AddTo(byType, type, difference);
                    break;
                default:
                    break;
            }
        }
        return new GraphCounts
        {
            Nodes = counts.Nodes + _sums.GetValueOrDefault((CountKind.Nodes, -1, -1)),
            Relationships =
                counts.Relationships + _sums.GetValueOrDefault((CountKind.Relationships, -1, -1)),
            NodesByLabel = byLabel,
            RelationshipsByType = byType,
            RelationshipsByStartLabel = PairCounts
                .Of(counts.RelationshipsByStartLabel)
                .With(Pairs(CountKind.RelationshipsByStartLabel)),
            RelationshipsByEndLabel = PairCounts
                .Of(counts.RelationshipsByEndLabel)
                .With(Pairs(CountKind.RelationshipsByEndLabel)),
        };
    }

    private IEnumerable<KeyValuePair<(int Label, int Type), long>> Pairs(CountKind kind) =>
        _sums
            .Where(sum => sum.Key.Kind == kind && sum.Value != 0)
            .Select(static sum => KeyValuePair.Create((sum.Key.Label, sum.Key.Type), sum.Value));

    private static void AddTo<TKey>(Dictionary<TKey, long> sums, TKey key, long difference)
        where TKey : notnull
    {
        ref long sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out _);
        sum += difference;
        if (sum == 0)
        {
            sums.Remove(key);
        }
    }
}
