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

    /// <summary>Makes a map; of entries with equal keys the last wins, at the place of the first.</summary>
    /// <param name="entries">The entries in order.</param>
    public MapValue(IEnumerable<KeyValuePair<string, Value>> entries)
    {
        var list = new List<KeyValuePair<string, Value>>();
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (index.TryGetValue(entry.Key, out int at))
            {
                list[at] = entry;
            }
            else
            {
                index.Add(entry.Key, list.Count);
                list.Add(entry);
            }
        }
        _entries = [.. list];
        _index = list.Count > IndexThreshold ? index : null;
    }

    /// <inheritdoc/>
    public int Count => _entries.Length;

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
        if (_index is not null)
        {
            bool found = _index.TryGetValue(key, out int at);
            value = found ? _entries[at].Value : default;
            return found;
        }
        foreach (ref readonly var entry in _entries.AsSpan())
        {
            if (string.Equals(entry.Key, key, StringComparison.Ordinal))
            {
                value = entry.Value;
                return true;
            }
        }
        value = default;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Value>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, Value>>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();
}
