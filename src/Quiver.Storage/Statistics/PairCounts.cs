using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Quiver.Storage.Statistics;

/// <summary>
/// Counts by label and type, of which there may be tens of millions: about two bytes a pair, plus those that changed since. Immutable and thread safe; pairs
/// that are not there count 0.
/// </summary>
/// <remarks>
/// <code>
/// per type that occurs, ascending:  varint type (the first), or what it is above the type before; varint pairs
///   per pair, labels ascending:     varint label (the first), or what it is above the label before; varint count
/// varint: seven bits a byte, the lowest first; the highest bit says that another byte follows
/// </code>
/// A look-up finds the type and one in <see cref="PairsPerSample"/> pairs by halving, and reads on from there.
/// </remarks>
public sealed class PairCounts : IReadOnlyDictionary<(int Label, int Type), long>
{
    /// <summary>No pairs.</summary>
    public static readonly PairCounts Empty = new(([], 0), [], [], []);

    /// <summary>Of so many pairs of a type one is a sample.</summary>
    internal const int PairsPerSample = 64;

    private const int MostChanges = 1024;
    private const int ChangesPart = 8;

    private readonly byte[] _bytes;

    /// <summary>How many of the bytes are in use.</summary>
    private readonly int _length;
    private readonly TypePairs[] _types;
    private readonly Sample[] _samples;

    /// <summary>Pairs whose count is no longer what the bytes say; 0 for those that are gone.</summary>
    private readonly Dictionary<(int Label, int Type), long> _changes;

    private PairCounts(
        (byte[] Bytes, int Length) used,
        TypePairs[] types,
        Sample[] samples,
        Dictionary<(int Label, int Type), long> changes
    )
    {
        (_bytes, _length) = used;
        _types = types;
        _samples = samples;
        _changes = changes;
        foreach (var type in types)
        {
            Count += type.Pairs;
        }
    }

    /// <summary>Counts that were just put into bytes.</summary>
    /// <param name="used">The bytes, and how many of them are in use.</param>
    /// <param name="types">The types in them, ascending.</param>
    /// <param name="samples">Where each of the pairs stands that begin <see cref="PairsPerSample"/> pairs of a type.</param>
    internal PairCounts(
        (byte[] Bytes, int Length) used,
        List<TypePairs> types,
        List<Sample> samples
    )
        : this(used, [.. types], [.. samples], []) { }

    /// <inheritdoc/>
    public int Count { get; private init; }

    /// <inheritdoc/>
    public IEnumerable<(int Label, int Type)> Keys => this.Select(static pair => pair.Key);

    /// <inheritdoc/>
    public IEnumerable<long> Values => this.Select(static pair => pair.Value);

    /// <inheritdoc/>
    public long this[(int Label, int Type) key] =>
        TryGetValue(key, out long count) ? count : throw new KeyNotFoundException();

    /// <summary>The counts as this class holds them.</summary>
    public static PairCounts Of(IReadOnlyDictionary<(int Label, int Type), long> counts)
    {
        if (counts is PairCounts known)
        {
            return known;
        }
        var pairs = counts.Where(static pair => pair.Value != 0).ToArray();
        Array.Sort(pairs, static (a, b) => Order(a.Key, b.Key));
        var writer = new PairCountsWriter();
        foreach (var ((label, type), count) in pairs)
        {
            writer.Add(type, label, count);
        }
        return writer.ToCounts();
    }

    /// <summary>Takes the form apart that <see cref="Encode"/> gives; null when the bytes are none.</summary>
    /// <param name="bytes">The bytes; they are the counts' from now on.</param>
    public static PairCounts? TryDecode(byte[] bytes)
    {
        var reader = new PairCountsReader(bytes, bytes.Length);
        var types = new List<TypePairs>();
        var samples = new List<Sample>();
        while (!reader.IsAtEnd)
        {
            if (!reader.TryReadType())
            {
                return null;
            }
            types.Add(new TypePairs(reader.Type, reader.PairsLeft, samples.Count));
            for (int pair = 0; reader.PairsLeft > 0; pair++)
            {
                if (pair % PairsPerSample == 0)
                {
                    samples.Add(new Sample(reader.Label, reader.Position));
                }
                if (!reader.TryReadPair())
                {
                    return null;
                }
            }
        }
        return new PairCounts((bytes, bytes.Length), types, samples);
    }

    /// <summary>The bytes that <see cref="TryDecode"/> takes apart.</summary>
    public ReadOnlyMemory<byte> Encode() =>
        _changes.Count == 0 ? _bytes.AsMemory(0, _length) : Merged().Encode();

    /// <summary>These counts with differences added. Costs what differs, not what there is.</summary>
    /// <param name="differences">Each pair at most once.</param>
    public PairCounts With(IEnumerable<KeyValuePair<(int Label, int Type), long>> differences)
    {
        var changes = new Dictionary<(int Label, int Type), long>(_changes);
        int count = Count;
        foreach (var (key, difference) in differences)
        {
            long before = this.GetValueOrDefault(key);
            long after = before + difference;
            changes[key] = after;
            count += (after != 0 ? 1 : 0) - (before != 0 ? 1 : 0);
        }
        var result = new PairCounts((_bytes, _length), _types, _samples, changes) { Count = count };
        return changes.Count > Math.Max(MostChanges, count / ChangesPart)
            ? result.Merged()
            : result;
    }

    /// <inheritdoc/>
    public bool ContainsKey((int Label, int Type) key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue((int Label, int Type) key, [MaybeNullWhen(false)] out long value)
    {
        if (!_changes.TryGetValue(key, out value))
        {
            value = Find(key.Label, key.Type);
        }
        return value != 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<(int Label, int Type), long>> GetEnumerator()
    {
        foreach (var pair in Unchanged())
        {
            yield return pair;
        }
        foreach (var pair in _changes)
        {
            if (pair.Value != 0)
            {
                yield return pair;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int Order((int Label, int Type) a, (int Label, int Type) b) =>
        a.Type != b.Type ? a.Type.CompareTo(b.Type) : a.Label.CompareTo(b.Label);

    /// <summary>What the bytes say of pairs that did not change, in the order of types and labels.</summary>
    private IEnumerable<KeyValuePair<(int Label, int Type), long>> Unchanged()
    {
        var reader = new PairCountsReader(_bytes, _length);
        while (!reader.IsAtEnd && reader.TryReadType())
        {
            while (reader.PairsLeft > 0 && reader.TryReadPair())
            {
                var key = (reader.Label, reader.Type);
                if (_changes.Count == 0 || !_changes.ContainsKey(key))
                {
                    yield return new(key, reader.Count);
                }
            }
        }
    }

    /// <summary>The same counts, all in the bytes.</summary>
    private PairCounts Merged()
    {
        var changes = _changes.Where(static pair => pair.Value != 0).ToArray();
        Array.Sort(changes, static (a, b) => Order(a.Key, b.Key));
        var writer = new PairCountsWriter();
        int next = 0;
        foreach (var (key, count) in Unchanged())
        {
            for (; next < changes.Length && Order(changes[next].Key, key) < 0; next++)
            {
                writer.Add(changes[next].Key.Type, changes[next].Key.Label, changes[next].Value);
            }
            writer.Add(key.Type, key.Label, count);
        }
        for (; next < changes.Length; next++)
        {
            writer.Add(changes[next].Key.Type, changes[next].Key.Label, changes[next].Value);
        }
        return writer.ToCounts();
    }

    private long Find(int label, int type)
    {
        int at = IndexOf(type);
        if (at < 0)
        {
            return 0;
        }
        // The last sample whose label before it is below the one that is looked for: the first one of the type has -1.
        int first = _types[at].FirstSample;
        int samples = (_types[at].Pairs + PairsPerSample - 1) / PairsPerSample;
        int low = first;
        int high = first + samples - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _samples[middle].Label < label ? (middle, high) : (low, middle - 1);
        }
        int pairs = Math.Min(PairsPerSample, _types[at].Pairs - ((low - first) * PairsPerSample));
        var reader = new PairCountsReader(_bytes, _samples[low].Offset, _samples[low].Label, pairs);
        while (reader.PairsLeft > 0 && reader.TryReadPair() && reader.Label <= label)
        {
            if (reader.Label == label)
            {
                return reader.Count;
            }
        }
        return 0;
    }

    private int IndexOf(int type)
    {
        int low = 0;
        int high = _types.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (_types[middle].Type == type)
            {
                return middle;
            }
            (low, high) = _types[middle].Type < type ? (middle + 1, high) : (low, middle - 1);
        }
        return -1;
    }

    /// <summary>A type that occurs, how many pairs it has, and where its samples begin.</summary>
    internal readonly record struct TypePairs(int Type, int Pairs, int FirstSample);

    /// <summary>Where pairs go on, and the label before.</summary>
    internal readonly record struct Sample(int Label, int Offset);
}
