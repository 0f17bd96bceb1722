using System.Runtime.CompilerServices;
using Quiver.Storage.Segments;

namespace Quiver.Storage.Generations;

/// <summary>Finds the directory's entry of a segment in one load.</summary>
internal sealed class SegmentIndex
{
    private readonly int[] _entries;

    /// <summary>Takes the segments of a directory's entries, ascending.</summary>
    public SegmentIndex(ReadOnlySpan<int> segments)
    {
        _entries = new int[segments.IsEmpty ? 0 : segments[^1] + 1];
        Array.Fill(_entries, -1);
        for (int i = 0; i < segments.Length; i++)
        {
            _entries[segments[i]] = i;
        }
    }

    /// <summary>One above the highest segment.</summary>
    public int Limit => _entries.Length;

    /// <summary>The entry of a segment, or -1.</summary>
    public int OfSegment(int segment) =>
        (uint)segment < (uint)_entries.Length ? _entries[segment] : -1;

    /// <summary>The entry of an id's segment, or -1; the id may be any number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int OfId(long id)
    {
        ulong segment = (ulong)id >> SegmentLayout.RowBits;
        return segment < (ulong)_entries.Length ? _entries[segment] : -1;
    }
}
