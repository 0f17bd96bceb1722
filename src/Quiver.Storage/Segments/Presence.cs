using System.Numerics;
using System.Runtime.CompilerServices;

namespace Quiver.Storage.Segments;

/// <summary>
/// Which rows of a segment are listed, and the place of each among those listed. Constant time for all rows and bitmaps, logarithmic for lists.
/// </summary>
/// <remarks>
/// <code>
/// 0   u8   kind: 0 all, 1 bitmap, 2 list
/// 1   u8×3 zero
/// 4   u32  rows
/// 8   u32  listed rows
/// 12  u32  zero
/// 16  bitmap: u64 × ⌈rows/64⌉ bits, least significant first; u16 × ⌈rows/64⌉ listed rows before each of these words; zeros to a multiple of 8
///     list:   u16 × listed rows, ascending; zeros to a multiple of 8
/// </code>
/// Unsafe: points into a block whose bounds were checked by <see cref="Parse"/>; bitmaps are checked there against their own counts, so that an
/// index never exceeds <see cref="Count"/>.
/// </remarks>
internal readonly unsafe struct Presence
{
    private readonly PresenceKind _kind;
    private readonly ulong* _bits;
    private readonly ushort* _rows;

    private Presence(PresenceKind kind, int rows, int count, ulong* bits, ushort* list)
    {
        _kind = kind;
        Rows = rows;
        Count = count;
        _bits = bits;
        _rows = list;
    }

    /// <summary>Rows of the segment.</summary>
    public int Rows { get; }

    /// <summary>Rows that are listed.</summary>
    public int Count { get; }

    /// <summary>Whether every row is listed: then a row's index is the row.</summary>
    public bool IsAll => _kind == PresenceKind.All;

    /// <summary>Takes a presence section from a block.</summary>
    public static Presence Parse(ref BlockCursor source)
    {
        var kind = source.Read<PresenceKind>();
        source.Take(3);
        int rows = source.ReadCount(0, SegmentLayout.RowsPerSegment, "rows");
        int count = source.ReadCount(0, rows, "listed rows");
        source.Take(4);
        int words = (rows + 63) / 64;
        switch (kind)
        {
            case PresenceKind.All when count == rows:
                return new(kind, rows, count, null, null);
            case PresenceKind.Bitmap:
                var bits = (ulong*)source.Take(words * sizeof(ulong));
                var ranks = (ushort*)source.Take(Padded(words * sizeof(ushort)));
                CheckRanks(source.Origin, new(bits, words), new(ranks, words), count);
                return new(kind, rows, count, bits, ranks);
            case PresenceKind.List:
                return new(
                    kind,
                    rows,
                    count,
                    null,
                    (ushort*)source.Take(Padded(count * sizeof(ushort)))
                );
            default:
                throw BlockErrors.Content(source.Origin, "a kind of presence", (byte)kind);
        }
    }

    /// <summary>All rows are listed.</summary>
    public static Presence All(int rows) => new(PresenceKind.All, rows, rows, null, null);

    /// <summary>The place of a row among the listed ones, or -1 when it is not listed. The row may be any number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IndexOf(int row)
    {
        if ((uint)row >= (uint)Rows)
        {
            return -1;
        }
        return _kind switch
        {
            PresenceKind.All => row,
            PresenceKind.Bitmap => IndexInBitmap(row),
            _ => IndexInList(row),
        };
    }

    /// <summary>Whether a row is listed. The row may be any number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(int row) =>
        _kind == PresenceKind.Bitmap && (uint)row < (uint)Rows
            ? ((_bits[row >> 6] >> (row & 63)) & 1) != 0
            : IndexOf(row) >= 0;

    /// <summary>How many rows before a row are listed; the row may be any number from 0.</summary>
    public int CountBefore(int row)
    {
        if (row >= Rows)
        {
            return Count;
        }
        switch (_kind)
        {
            case PresenceKind.All:
                return row;
            case PresenceKind.Bitmap:
                ulong below = (1UL << (row & 63)) - 1;
                return _rows[row >> 6] + BitOperations.PopCount(_bits[row >> 6] & below);
            default:
                int index = new ReadOnlySpan<ushort>(_rows, Count).BinarySearch((ushort)row);
                return index < 0 ? ~index : index;
        }
    }

    /// <summary>The place of a row among the listed ones if it and those behind it, so many in all, are all listed; else -1.</summary>
    public int IndexOfRun(int row, int count)
    {
        if (row + count > Rows)
        {
            return -1;
        }
        int index = CountBefore(row);
        return CountBefore(row + count) - index == count ? index : -1;
    }

    /// <summary>The row at a place from 0 to <see cref="Count"/> - 1.</summary>
    public int RowOf(int index) =>
        _kind switch
        {
            PresenceKind.All => index,
            PresenceKind.Bitmap => SelectInBitmap(index),
            _ => _rows[index],
        };

    /// <summary>Fills the span with listed rows from a place on; their count is the span's length.</summary>
    public void CopyRows(int index, Span<int> rows)
    {
        int row = -1;
        for (int i = 0; i < rows.Length; i++)
        {
            row = i == 0 || _kind != PresenceKind.Bitmap ? RowOf(index + i) : NextInBitmap(row + 1);
            rows[i] = row;
        }
    }

    private static int Padded(int bytes) => (bytes + 7) & ~7;

    private static void CheckRanks(
        BlockOrigin origin,
        ReadOnlySpan<ulong> bits,
        ReadOnlySpan<ushort> ranks,
        int count
    )
    {
        int before = 0;
        for (int word = 0; word < bits.Length; word++)
        {
            if (ranks[word] != before)
            {
                BlockErrors.ThrowContent(
                    origin,
                    $"rank {before} of bitmap word {word}",
                    ranks[word]
                );
            }
            before += BitOperations.PopCount(bits[word]);
        }
        if (before != count)
        {
            BlockErrors.ThrowContent(origin, $"{count} bits set", before);
        }
    }

    private int IndexInBitmap(int row)
    {
        ulong word = _bits[row >> 6];
        ulong bit = 1UL << (row & 63);
        return (word & bit) == 0 ? -1 : _rows[row >> 6] + BitOperations.PopCount(word & (bit - 1));
    }

    private int IndexInList(int row)
    {
        int index = new ReadOnlySpan<ushort>(_rows, Count).BinarySearch((ushort)row);
        return index < 0 ? -1 : index;
    }

    private int SelectInBitmap(int index)
    {
        int low = 0;
        int high = (Rows + 63) / 64 - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_rows[middle] <= index)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }
        ulong word = _bits[low];
        for (int skip = index - _rows[low]; skip > 0; skip--)
        {
            word &= word - 1;
        }
        return low * 64 + BitOperations.TrailingZeroCount(word);
    }

    private int NextInBitmap(int row)
    {
        int words = (Rows + 63) / 64;
        for (int word = row >> 6; word < words; word++)
        {
            ulong bits =
                word == row >> 6 ? _bits[word] & (ulong.MaxValue << (row & 63)) : _bits[word];
            if (bits != 0)
            {
                return word * 64 + BitOperations.TrailingZeroCount(bits);
            }
        }
        return Rows;
    }
}
