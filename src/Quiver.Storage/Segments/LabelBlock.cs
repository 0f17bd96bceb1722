using System.Runtime.InteropServices;
using Quiver.Model;

namespace Quiver.Storage.Segments;

/// <summary>The label sets of the rows of a node segment.</summary>
/// <remarks>
/// <code>
/// 0   u8   block kind: 2; u8×7 zero
/// 8   u32  label sets
/// 12  u32  labels in all sets
/// 16  u32 × sets + 1: where each set begins among the labels; u32 × labels, ascending in a set; zeros to a multiple of 8
///     word section: for each row the number of its set
/// </code>
/// Immutable; safe for concurrent readers. Points into a mapped file and must not be used after that is closed.
/// </remarks>
internal sealed class LabelBlock
{
    private readonly LabelId[][] _sets;
    private readonly WordSection _rows;
    private readonly BlockOrigin _origin;

    private LabelBlock(ref BlockCursor source)
    {
        _origin = source.Origin;
        source.Expect(BlockKind.Labels);
        _sets = ReadSets(ref source);
        _rows = WordSection.Parse(ref source);
        if (_rows.Count > SegmentLayout.RowsPerSegment)
        {
            BlockErrors.ThrowContent(_origin, "at most 65,536 rows", _rows.Count);
        }
    }

    /// <summary>Rows of the segment.</summary>
    public int Rows => _rows.Count;

    /// <summary>The distinct label sets.</summary>
    public ReadOnlySpan<LabelId[]> Sets => _sets;

    /// <summary>Whether the label sets of neighbouring rows are the same over long stretches: then <see cref="StretchEnd"/> is worth asking.</summary>
    public bool HasStretches => _rows.HasStretches;

    /// <summary>Reads a block's structure; its checksum was verified before.</summary>
    public static LabelBlock Parse(ref BlockCursor source) => new(ref source);

    /// <summary>The labels of a row below <see cref="Rows"/>, ascending.</summary>
    public ReadOnlySpan<LabelId> Of(int row) => _sets[SetOf(row)];

    /// <summary>The number of the label set of a row below <see cref="Rows"/>.</summary>
    public int SetOf(int row) => Checked(_rows[row]);

    /// <summary>The end (exclusive) of a stretch of rows known to have the set of the given row.</summary>
    public int StretchEnd(int row) => _rows.StretchEnd(row);

    /// <summary>Fills the span with the numbers of the sets of rows from a row on.</summary>
    public void ReadSetNumbers(int row, Span<long> sets)
    {
        _rows.Read(row, sets);
        // Of words taken as unsigned ones none is larger than the largest bit pattern that all of them together set.
        ulong bits = 0;
        foreach (long set in sets)
        {
            bits |= (ulong)set;
        }
        if (bits < (ulong)_sets.Length)
        {
            return;
        }
        foreach (long set in sets)
        {
            Checked(set);
        }
    }

    /// <summary>Marks the sets that contain a label; returns how many do. The span has a place for each set.</summary>
    public int MarkSets(LabelId label, Span<bool> marks)
    {
        int count = 0;
        for (int set = 0; set < _sets.Length; set++)
        {
            marks[set] = _sets[set].AsSpan().Contains(label);
            count += marks[set] ? 1 : 0;
        }
        return count;
    }

    /// <summary>The directory says another number of rows.</summary>
    public void ThrowRows(int expected) =>
        BlockErrors.ThrowContent(_origin, $"{expected} rows", Rows);

    private static unsafe LabelId[][] ReadSets(ref BlockCursor source)
    {
        source.Take(7);
        int setCount = source.ReadCount(0, SegmentLayout.RowsPerSegment, "label sets");
        int total = source.ReadCount(0, int.MaxValue / sizeof(int), "labels");
        var starts = new ReadOnlySpan<int>(
            source.Take((setCount + 1L) * sizeof(int)),
            setCount + 1
        );
        var labels = new ReadOnlySpan<int>(source.Take((long)total * sizeof(int)), total);
        source.Take((setCount + 1 + total) % 2 * sizeof(int));
        var sets = new LabelId[setCount][];
        for (int set = 0; set < setCount; set++)
        {
            if (starts[set] < 0 || starts[set + 1] < starts[set] || starts[set + 1] > total)
            {
                BlockErrors.ThrowContent(source.Origin, $"a label set within {total}", starts[set]);
            }
            var part = labels[starts[set]..starts[set + 1]];
            sets[set] = MemoryMarshal.Cast<int, LabelId>(part).ToArray();
        }
        return sets;
    }

    private int Checked(long set)
    {
        if ((ulong)set >= (ulong)_sets.Length)
        {
            BlockErrors.ThrowContent(_origin, $"a label set below {_sets.Length}", set);
        }
        return (int)set;
    }
}
