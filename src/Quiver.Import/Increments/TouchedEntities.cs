using System.Runtime.InteropServices;
using Quiver.Storage.Segments;

namespace Quiver.Import.Increments;

/// <summary>The nodes, or relationships, of the database that an increment changes: each once. A bit for each id of a segment that has any. Thread safe.</summary>
internal sealed class TouchedEntities
{
    private const int BitsPerWord = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, ulong[]> _segments = [];
    private volatile bool _hasAny;

    /// <summary>Whether any id was added.</summary>
    public bool HasAny => _hasAny;

    /// <summary>Adds an id; false when it is there already.</summary>
    public bool TryAdd(long id)
    {
        int row = SegmentLayout.RowOf(id);
        ulong bit = 1UL << (row % BitsPerWord);
        lock (_lock)
        {
            ref ulong[]? words = ref CollectionsMarshal.GetValueRefOrAddDefault(
                _segments,
                SegmentLayout.SegmentOf(id),
                out _
            );
            _hasAny = true;
            words ??= new ulong[SegmentLayout.RowsPerSegment / BitsPerWord];
            ref ulong word = ref words[row / BitsPerWord];
            bool isNew = (word & bit) == 0;
            word |= bit;
            return isNew;
        }
    }

    /// <summary>Whether an id was added.</summary>
    public bool Contains(long id)
    {
        if (!_hasAny)
        {
            // Asked for every end of a relationship, and most increments delete nothing.
            return false;
        }
        int row = SegmentLayout.RowOf(id);
        lock (_lock)
        {
            return _segments.TryGetValue(SegmentLayout.SegmentOf(id), out ulong[]? words)
                && (words[row / BitsPerWord] >> (row % BitsPerWord) & 1) != 0;
        }
    }
}
