using System.Runtime.CompilerServices;
using Quiver.Foundation;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Groups the relationships of a block by row where they are few beside the segment's rows: sorting them costs less than walking through counters for all rows.
/// One per thread.
/// </summary>
internal sealed class SparseRows
{
    private const int RowsPerRelationship = 32;
    private const int MostRelationships = SegmentLayout.RowsPerSegment / RowsPerRelationship;

    private const int Digits = 256;
    private const int LowShift = Run.NodeBits;
    private const int HighShift = Run.NodeBits + 8;

    private readonly ulong[] _keys = new ulong[MostRelationships];
    private readonly long[] _items = new long[MostRelationships];
    private readonly int[] _low = new int[Digits];
    private readonly int[] _high = new int[Digits];
    private readonly int[] _rows = new int[MostRelationships];
    private readonly int[] _begins = new int[MostRelationships + 1];

    /// <summary>Whether a block is grouped here.</summary>
    public static bool Takes(int relationshipCount, int rowCount) =>
        relationshipCount <= rowCount / RowsPerRelationship;

    /// <summary>Sorts keys by row and far node, and what belongs to each along with it, which ascends where keys are equal.</summary>
    /// <remarks>Rows by counting, in two passes that keep the order of equal ones; then far nodes, of which a row has few.</remarks>
    public void Sort(Span<ulong> keys, Span<long> items)
    {
        Invariant.Assert(keys.Length == items.Length && keys.Length <= MostRelationships);
        CountDigits(keys);
        Move(keys, items, _keys, _items, _low, LowShift);
        Move(_keys.AsSpan(0, keys.Length), _items, keys, items, _high, HighShift);
        for (int from = 0; from < keys.Length; )
        {
            int to = from + 1;
            bool isAscending = true;
            while (to < keys.Length && keys[to] >> Run.NodeBits == keys[from] >> Run.NodeBits)
            {
                isAscending &= keys[to] >= keys[to - 1];
                to++;
            }
            if (!isAscending)
            {
                SortRow(keys[from..to], items[from..to]);
            }
            from = to;
        }
    }

    private static void SortRow(Span<ulong> keys, Span<long> items)
    {
        keys.Sort(items);
        for (int from = 0; from < keys.Length; )
        {
            int to = from + 1;
            while (to < keys.Length && keys[to] == keys[from])
            {
                to++;
            }
            if (to - from > 1)
            {
                items[from..to].Sort();
            }
            from = to;
        }
    }

    /// <summary>Counts both digits of all rows and says where each begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountDigits(ReadOnlySpan<ulong> keys)
    {
        Array.Clear(_low);
        Array.Clear(_high);
        foreach (ulong key in keys)
        {
            _low[(byte)(key >> LowShift)]++;
            _high[(byte)(key >> HighShift)]++;
        }
        int low = 0;
        int high = 0;
        for (int digit = 0; digit < Digits; digit++)
        {
            (_low[digit], low) = (low, low + _low[digit]);
            (_high[digit], high) = (high, high + _high[digit]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Move(
        ReadOnlySpan<ulong> keys,
        ReadOnlySpan<long> items,
        Span<ulong> movedKeys,
        Span<long> movedItems,
        int[] positions,
        int shift
    )
    {
        for (int i = 0; i < keys.Length; i++)
        {
            int at = positions[(byte)(keys[i] >> shift)]++;
            movedKeys[at] = keys[i];
            movedItems[at] = items[i];
        }
    }

    /// <summary>Lists the rows of sorted keys and their far nodes. Valid until the next call.</summary>
    /// <param name="keys">The keys of a <see cref="Run"/>, ascending.</param>
    /// <param name="rowCount">Rows of the segment.</param>
    /// <param name="far">Receives the far nodes.</param>
    public ListedOffsets List(ReadOnlySpan<ulong> keys, int rowCount, Span<long> far)
    {
        Invariant.Assert(Takes(keys.Length, rowCount));
        int listed = 0;
        int last = -1;
        for (int i = 0; i < keys.Length; i++)
        {
            int row = (int)(keys[i] >> Run.NodeBits);
            if (row != last)
            {
                _rows[listed] = row;
                _begins[listed++] = i;
                last = row;
            }
            far[i] = (long)keys[i] & Run.NodeMask;
        }
        _begins[listed] = keys.Length;
        return new(rowCount, _rows.AsSpan(0, listed), _begins.AsSpan(0, listed + 1));
    }
}
