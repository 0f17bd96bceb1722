using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Quiver.Foundation;

namespace Quiver.Storage.Statistics;

/// <summary>What the planner knows of property keys, of which there may be millions: 20 bytes a key. Immutable and thread safe.</summary>
internal sealed class PropertyEstimates : IReadOnlyDictionary<int, PropertyEstimate>
{
    private readonly int[] _keys;
    private readonly PropertyEstimate[] _estimates;

    /// <summary>Takes estimates over.</summary>
    /// <param name="keys">The keys, ascending.</param>
    /// <param name="estimates">What is known of each.</param>
    public PropertyEstimates(int[] keys, PropertyEstimate[] estimates)
    {
        Invariant.Assert(keys.Length == estimates.Length);
        _keys = keys;
        _estimates = estimates;
    }

    /// <inheritdoc/>
    public int Count => _keys.Length;

    /// <inheritdoc/>
    public IEnumerable<int> Keys => _keys;

    /// <inheritdoc/>
    public IEnumerable<PropertyEstimate> Values => _estimates;

    /// <inheritdoc/>
    public PropertyEstimate this[int key] =>
        TryGetValue(key, out var estimate) ? estimate : throw new KeyNotFoundException();

    /// <summary>The keys, ascending, and what is known of each.</summary>
    public (ReadOnlyMemory<int> Keys, ReadOnlyMemory<PropertyEstimate> Estimates) Content =>
        (_keys, _estimates);

    /// <summary>Estimates as this class holds them.</summary>
    public static PropertyEstimates Of(IReadOnlyDictionary<int, PropertyEstimate> estimates)
    {
        if (estimates is PropertyEstimates known)
        {
            return known;
        }
        int[] keys = [.. estimates.Keys];
        Array.Sort(keys);
        return new(keys, Array.ConvertAll(keys, key => estimates[key]));
    }

    /// <inheritdoc/>
    public bool ContainsKey(int key) => Array.BinarySearch(_keys, key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(int key, [MaybeNullWhen(false)] out PropertyEstimate value)
    {
        int at = Array.BinarySearch(_keys, key);
        value = at < 0 ? default : _estimates[at];
        return at >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<int, PropertyEstimate>> GetEnumerator()
    {
        for (int i = 0; i < _keys.Length; i++)
        {
            yield return new(_keys[i], _estimates[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
