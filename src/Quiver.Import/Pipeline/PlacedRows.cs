using System.Numerics;
using Quiver.Csv;
using Quiver.Foundation;

namespace Quiver.Import.Pipeline;

/// <summary>
/// On which lines the rows of a block, or of one file's part of it, stand: one number where each row is one line, otherwise about a byte a row.
/// </summary>
internal sealed class PlacedRows
{
    private const int RowsPerSample = 64;
    private const byte LargeStep = byte.MaxValue;

    private readonly long[] _samples;
    private readonly byte[]? _steps;
    private readonly Dictionary<int, long>? _largeSteps;
    private ulong[]? _dropped;

    private PlacedRows(CsvBlock block, int firstRow, int rowCount)
    {
        var first = block.PositionOf(firstRow);
        long lastLine = block.PositionOf(firstRow + rowCount - 1).Line;
        Path = first.Path;
        FirstRow = firstRow;
        RowCount = rowCount;
        if (lastLine - first.Line == rowCount - 1)
        {
            _samples = [first.Line];
            return;
        }
        _samples = new long[(rowCount + RowsPerSample - 1) / RowsPerSample];
        _steps = new byte[rowCount];
        long line = first.Line;
        for (int row = 0; row < rowCount; row++)
        {
            long next = block.PositionOf(firstRow + row).Line;
            _steps[row] = (byte)Math.Min(next - line, LargeStep);
            if (next - line >= LargeStep)
            {
                _largeSteps ??= [];
                _largeSteps.Add(row, next - line);
            }
            line = next;
            if (row % RowsPerSample == 0)
            {
                _samples[row / RowsPerSample] = line;
            }
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The first of the rows in the block.</summary>
    public int FirstRow { get; }

    /// <summary>How many there are.</summary>
    public int RowCount { get; }

    /// <summary>The node id of the first row that got one.</summary>
    public long FirstNode { get; private set; }

    /// <summary>How many rows got a node id.</summary>
    public int NodeCount { get; private set; }

    /// <summary>Finds the lines of all rows of a block, in parts of one file each.</summary>
    public static List<PlacedRows> Of(CsvBlock block)
    {
        var parts = new List<PlacedRows>();
        if (block.RowCount == 0)
        {
            return parts;
        }
        int from = 0;
        if (block.PositionOf(0).Path != block.PositionOf(block.RowCount - 1).Path)
        {
            string path = block.PositionOf(0).Path;
            for (int row = 1; row < block.RowCount; row++)
            {
                string next = block.PositionOf(row).Path;
                if (next != path)
                {
                    parts.Add(new PlacedRows(block, from, row - from));
                    from = row;
                    path = next;
                }
            }
        }
        parts.Add(new PlacedRows(block, from, block.RowCount - from));
        return parts;
    }

    /// <summary>Takes node ids.</summary>
    /// <param name="firstNode">The first.</param>
    /// <param name="dropped">Rows of the block that got none, ascending; those of other parts are left alone.</param>
    public void Number(long firstNode, ReadOnlySpan<Ids.DuplicateId> dropped)
    {
        FirstNode = firstNode;
        NodeCount = RowCount;
        foreach (var (blockRow, _) in dropped)
        {
            int row = blockRow - FirstRow;
            if (row >= 0 && row < RowCount)
            {
                _dropped ??= new ulong[(RowCount + 63) / 64];
                _dropped[row >> 6] |= 1ul << (row & 63);
                NodeCount--;
            }
        }
    }

    /// <summary>The line of a node's row.</summary>
    public long LineOf(long node)
    {
        int row = RowOf((int)(node - FirstNode));
        if (_steps is null)
        {
            return _samples[0] + row;
        }
        int sample = row / RowsPerSample;
        long line = _samples[sample];
        for (int i = (sample * RowsPerSample) + 1; i <= row; i++)
        {
            line += _steps[i] == LargeStep ? _largeSteps![i] : _steps[i];
        }
        return line;
    }

    /// <summary>The row with a number among those that were not dropped.</summary>
    private int RowOf(int number)
    {
        Invariant.Assert(number >= 0 && number < NodeCount);
        if (_dropped is null)
        {
            return number;
        }
        int word = 0;
        while (number >= 64 - BitOperations.PopCount(_dropped[word]))
        {
            number -= 64 - BitOperations.PopCount(_dropped[word++]);
        }
        ulong kept = ~_dropped[word];
        for (; number > 0; number--)
        {
            kept &= kept - 1;
        }
        return (word * 64) + BitOperations.TrailingZeroCount(kept);
    }
}
