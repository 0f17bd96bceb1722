using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
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

    /// <summary>Before each word of dropped rows: how many rows were kept.</summary>
    private int[] _keptBefore = [];

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

    /// <summary>Takes rows up again that <see cref="WriteTo"/> described.</summary>
    /// <param name="input">Where from.</param>
    /// <param name="path">The file.</param>
    public PlacedRows(BinaryReader input, string path)
    {
        Path = path;
        FirstRow = input.ReadInt32();
        RowCount = input.ReadInt32();
        FirstNode = input.ReadInt64();
        NodeCount = input.ReadInt32();
        _samples = new long[input.ReadInt32()];
        Read(input, _samples);
        int steps = input.ReadInt32();
        if (steps > 0)
        {
            _steps = new byte[steps];
            Read(input, _steps);
        }
        for (int left = input.ReadInt32(); left > 0; left--)
        {
            _largeSteps ??= [];
            _largeSteps.Add(input.ReadInt32(), input.ReadInt64());
        }
        int dropped = input.ReadInt32();
        if (dropped > 0)
        {
            _dropped = new ulong[dropped];
            Read(input, _dropped);
            CountKept(_dropped);
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
        if (block.PathOf(0) != block.PathOf(block.RowCount - 1))
        {
            string path = block.PathOf(0);
            for (int row = 1; row < block.RowCount; row++)
            {
                string next = block.PathOf(row);
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
        if (_dropped is not null)
        {
            CountKept(_dropped);
        }
    }

    /// <summary>Describes the rows, all but their file, so that another process can take them up.</summary>
    public void WriteTo(BinaryWriter output)
    {
        output.Write(FirstRow);
        output.Write(RowCount);
        output.Write(FirstNode);
        output.Write(NodeCount);
        output.Write(_samples.Length);
        output.Write(MemoryMarshal.AsBytes(_samples.AsSpan()));
        output.Write(_steps?.Length ?? 0);
        output.Write(_steps.AsSpan());
        output.Write(_largeSteps?.Count ?? 0);
        foreach (var (row, step) in _largeSteps ?? [])
        {
            output.Write(row);
            output.Write(step);
        }
        output.Write(_dropped?.Length ?? 0);
        output.Write(MemoryMarshal.AsBytes(_dropped.AsSpan()));
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

    private static void Read<T>(BinaryReader input, T[] values)
        where T : unmanaged => input.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));

    private void CountKept(ulong[] dropped)
    {
        _keptBefore = new int[dropped.Length];
        for (int word = 1; word < dropped.Length; word++)
        {
            int kept = 64 - BitOperations.PopCount(dropped[word - 1]);
            _keptBefore[word] = _keptBefore[word - 1] + kept;
        }
    }

    /// <summary>The row with a number among those that were not dropped.</summary>
    private int RowOf(int number)
    {
        Invariant.Assert(number >= 0 && number < NodeCount);
        if (_dropped is null)
        {
            return number;
        }
        // The last word before which no more were kept.
        int low = 0;
        int high = _keptBefore.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _keptBefore[middle] <= number ? (middle, high) : (low, middle - 1);
        }
        return (low * 64) + IndexOfBit(~_dropped[low], number - _keptBefore[low]);
    }

    /// <summary>Where the set bit stands that has a number among those that are set.</summary>
    private static int IndexOfBit(ulong bits, int number)
    {
        if (Bmi2.X64.IsSupported)
        {
            return BitOperations.TrailingZeroCount(
                Bmi2.X64.ParallelBitDeposit(1UL << number, bits)
            );
        }
        for (; number > 0; number--)
        {
            bits &= bits - 1;
        }
        return BitOperations.TrailingZeroCount(bits);
    }
}
