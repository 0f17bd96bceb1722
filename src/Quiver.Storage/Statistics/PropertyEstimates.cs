using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Quiver.Foundation;
using Quiver.Foundation.Memory;

namespace Quiver.Storage.Statistics;

/// <summary>What the planner knows of property keys, of which there may be millions: 20 bytes a key, and a few more once they were written. Immutable and thread safe.</summary>
internal sealed class PropertyEstimates : IReadOnlyDictionary<int, PropertyEstimate>
{
    private const int ExpectedBytes = 6;
    private const int LeastRoom = 3 * Varints.MostBytes;

    private readonly int[] _keys;
    private readonly PropertyEstimate[] _estimates;
    private readonly Lock _encoding = new();

    /// <summary>The binary form, once somebody has asked: an import writes it twice.</summary>
    private ReadOnlyMemory<byte>? _encoded;

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

    /// <summary>Takes apart what <see cref="Encode"/> made; null when it is something else.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="count">How many keys they are of.</param>
    public static PropertyEstimates? TryDecode(ReadOnlySpan<byte> bytes, int count)
    {
        int[] keys = new int[count];
        var estimates = new PropertyEstimate[count];
        int position = 0;
        long key = -1;
        for (int i = 0; i < count; i++)
        {
            if (
                !Varints.TryRead(bytes, ref position, out ulong step)
                || !Varints.TryRead(bytes, ref position, out ulong values)
                || !Varints.TryRead(bytes, ref position, out ulong repeated)
                || step is 0 or > int.MaxValue
                || (key += (long)step) > int.MaxValue
                || values > long.MaxValue
                || repeated > values
            )
            {
                return null;
            }
            keys[i] = (int)key;
            estimates[i] = new((long)values, (long)(values - repeated));
        }
        return position == bytes.Length ? new(keys, estimates) : null;
    }

    /// <summary>The binary form: for each key varints of its distance from the key before (the first: from -1), its values, and how many of these are not the first of their kind.</summary>
    public ReadOnlyMemory<byte> Encode()
    {
        lock (_encoding)
        {
            return _encoded ??= ToBytes();
        }
    }

    private ReadOnlyMemory<byte> ToBytes()
    {
        byte[] bytes = HugePages.Allocate<byte>((_keys.Length * ExpectedBytes) + LeastRoom);
        int length = 0;
        int key = -1;
        for (int i = 0; i < _keys.Length; i++)
        {
            if (bytes.Length - length < LeastRoom)
            {
                Array.Resize(ref bytes, bytes.Length * 2);
            }
            var (values, distinct) = _estimates[i];
            Invariant.Assert(_keys[i] > key && distinct >= 0 && distinct <= values);
            length = Varints.Put(bytes, length, (ulong)(_keys[i] - key));
            length = Varints.Put(bytes, length, (ulong)values);
            length = Varints.Put(bytes, length, (ulong)(values - distinct));
            key = _keys[i];
        }
        return bytes.AsMemory(0, length);
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
