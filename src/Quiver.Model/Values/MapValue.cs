using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Quiver.Model.Values;

/// <summary>An immutable map from text to values that keeps the order of insertion.</summary>
public sealed class MapValue : IReadOnlyDictionary<string, Value>
{
    /// <summary>The map without entries.</summary>
    public static readonly MapValue Empty = new([]);

    private const int IndexThreshold = 8;

    private readonly KeyValuePair<string, Value>[] _entries;
    private readonly Dictionary<string, int>? _index;
    private ValueExtent? _extent;

    /// <summary>Makes a map; of entries with equal keys the last wins, at the place of the first.</summary>
    /// <param name="entries">The entries in order.</param>
    public MapValue(IEnumerable<KeyValuePair<string, Value>> entries)
        : this(new OwnEntries([.. entries])) { }

    private MapValue(OwnEntries own)
    {
        _entries = own.Entries;
        _index =
            _entries.Length > IndexThreshold ? new(_entries.Length, StringComparer.Ordinal) : null;
        int count = 0;
        for (int i = 0; i < _entries.Length; i++)
        {
            int at = IndexOf(_entries[i].Key, count);
            if (at < 0)
            {
                _index?.Add(_entries[i].Key, count);
                at = count++;
            }
            _entries[at] = _entries[i];
        }
        Array.Resize(ref _entries, count);
    }

    /// <summary>Makes a map of entries in order, as the constructor does, out of an array that nobody else changes from now on.</summary>
    public static MapValue Owning(KeyValuePair<string, Value>[] entries) =>
        new(new OwnEntries(entries));

    /// <inheritdoc/>
    public int Count => _entries.Length;

    /// <summary>How much memory it takes and how deep it is nested. Computed once.</summary>
    public ValueExtent Extent => _extent ??= ValueExtent.OfParts(_entries);

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _entries.Select(static entry => entry.Key);

    /// <inheritdoc/>
    public IEnumerable<Value> Values => _entries.Select(static entry => entry.Value);

    /// <summary>The value of a key; throws when absent.</summary>
    public Value this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    /// <summary>The entries in order of insertion.</summary>
    public ReadOnlySpan<KeyValuePair<string, Value>> AsSpan() => _entries;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Value value)
    {
        int at = IndexOf(key, _entries.Length);
        value = at < 0 ? default : _entries[at].Value;
        return at >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Value>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, Value>>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();

    // Small maps are searched from the front: that costs less than a dictionary to make and to ask.
    private int IndexOf(string key, int count)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(key, out int at) ? at : -1;
        }
        for (int i = 0; i < count; i++)
        {
            if (string.Equals(_entries[i].Key, key, StringComparison.Ordinal))
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>Entries that nobody else has.</summary>
    private readonly record struct OwnEntries(KeyValuePair<string, Value>[] Entries);
}
