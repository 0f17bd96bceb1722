using Quiver.Storage.Delta;

namespace Quiver.Storage.Increments;

/// <summary>
/// Walks the relationships that one chunk creates and deletes in the order of one of their ends. They lie far apart: some are read ahead at once, so that the processor fetches
/// several at a time.
/// </summary>
/// <param name="chunk">The chunk.</param>
/// <param name="places">Where each of its relationships stands in the whole.</param>
/// <param name="layout">Makes their keys; null where no word suffices.</param>
/// <param name="outgoing">By which end.</param>
internal sealed class AdjacencyHead(
    ChangeRun chunk,
    int[] places,
    AdjacencyKeyLayout? layout,
    bool outgoing
)
{
    private const int AheadCount = 64;

    private readonly RelationshipEntry[] _entries = new RelationshipEntry[AheadCount];
    private readonly int[] _places = new int[AheadCount];
    private readonly ulong[] _keys = new ulong[AheadCount];
    private int _read;
    private int _count;
    private int _at = -1;

    /// <summary>The present relationship.</summary>
    public ref readonly RelationshipEntry Entry => ref _entries[_at];

    /// <summary>Where it stands in the whole.</summary>
    public int Place => _places[_at];

    /// <summary>Goes to the next one; false at the end. Begins before the first.</summary>
    public bool MoveNext()
    {
        if (++_at < _count)
        {
            return true;
        }
        var order = (outgoing ? chunk.Outgoing : chunk.Incoming)[_read..];
        var relationships = chunk.Relationships;
        _count = Math.Min(order.Length, AheadCount);
        for (int i = 0; i < _count; i++)
        {
            _entries[i] = relationships[order[i]];
            _places[i] = places[order[i]];
        }
        if (layout is { } keys)
        {
            for (int i = 0; i < _count; i++)
            {
                _keys[i] = keys.KeyOf(_entries[i], outgoing);
            }
        }
        _read += _count;
        _at = 0;
        return _count > 0;
    }

    /// <summary>Whether the present relationship comes before another chunk's.</summary>
    public bool IsBefore(AdjacencyHead other) =>
        _keys[_at] != other._keys[other._at]
            ? _keys[_at] < other._keys[other._at]
            : ChangeRunFormat.Compare(Entry, other.Entry, outgoing) < 0;
}
