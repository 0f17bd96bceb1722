using System.Runtime.InteropServices;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>
/// The label set of every node: one number for a segment whose nodes all have the same set, otherwise one per row. Filled by any number of threads,
/// each segment once; then read.
/// </summary>
internal sealed class NodeLabelIndex
{
    /// <summary>With fewer than one row in so many that has relationships, label sets are not summed up before they are counted.</summary>
    private const int RowsPerListed = 32;

    private readonly Lock _lock = new();
    private int[] _uniform = [];
    private int[]?[] _rows = [];

    /// <summary>Notes that all nodes of a segment have one label set.</summary>
    public void SetUniform(int segment, int labelSet)
    {
        lock (_lock)
        {
            Grow(segment);
            _uniform[segment] = labelSet;
        }
    }

    /// <summary>Notes the label set of each row of a segment. The array is the index's from now on.</summary>
    public void SetRows(int segment, int[] labelSets)
    {
        lock (_lock)
        {
            Grow(segment);
            _rows[segment] = labelSets;
        }
    }

    /// <summary>Adds the degrees of the rows of a segment to their label sets' sums.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="rows">The rows that have relationships.</param>
    /// <param name="sums">What to add to.</param>
    public void AddDegrees(int segment, ListedOffsets rows, LabelSetSums sums)
    {
        int[]? sets = _rows[segment];
        if (sets is null)
        {
            sums.Add(_uniform[segment], rows.Offsets[^1]);
            return;
        }
        if (rows.Rows.Length < sets.Length / RowsPerListed)
        {
            sums.AddPairs(sets, rows);
            return;
        }
        for (int i = 0; i < rows.Rows.Length; i++)
        {
            sums.Add(sets[rows.Rows[i]], rows.Offsets[i + 1] - rows.Offsets[i]);
        }
    }

    /// <summary>Takes an index up again that <see cref="WriteTo"/> wrote.</summary>
    public static NodeLabelIndex Read(BinaryReader input)
    {
        int count = input.ReadInt32();
        var index = new NodeLabelIndex { _uniform = new int[count], _rows = new int[count][] };
        for (int segment = 0; segment < count; segment++)
        {
            int rows = input.ReadInt32();
            if (rows == 0)
            {
                index._uniform[segment] = input.ReadInt32();
                continue;
            }
            int[] sets = new int[rows];
            input.BaseStream.ReadExactly(MemoryMarshal.AsBytes(sets.AsSpan()));
            index._rows[segment] = sets;
        }
        return index;
    }

    /// <summary>Writes the index, which is no longer filled.</summary>
    public void WriteTo(BinaryWriter output)
    {
        output.Write(_uniform.Length);
        for (int segment = 0; segment < _uniform.Length; segment++)
        {
            int[]? rows = _rows[segment];
            output.Write(rows?.Length ?? 0);
            if (rows is null)
            {
                output.Write(_uniform[segment]);
            }
            else
            {
                output.Write(MemoryMarshal.AsBytes(rows.AsSpan()));
            }
        }
    }

    private void Grow(int segment)
    {
        if (segment >= _uniform.Length)
        {
            int size = Math.Max(segment + 1, Math.Max(16, _uniform.Length * 2));
            Array.Resize(ref _uniform, size);
            Array.Resize(ref _rows, size);
        }
    }

    /// <summary>Rows of a segment when all node ids are below a limit.</summary>
    public static int RowsOf(int segment, long nodeIdLimit) =>
        (int)Math.Min(SegmentLayout.RowsPerSegment, nodeIdLimit - SegmentLayout.FirstId(segment));
}
