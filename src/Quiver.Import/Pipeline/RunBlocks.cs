using Quiver.Foundation;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Which rows of which runs belong to each adjacency block: all in one array, as there may be tens of thousands of blocks with slices of a few rows in each of a
/// hundred runs. Immutable and thread safe.
/// </summary>
internal sealed class RunBlocks
{
    /// <summary>Pairs of segment and type that each have a place in a table, and how many of them a slice may bring: beyond that only those that occur are looked up.</summary>
    private const long MostTabled = 1 << 24;

    private const long LeastTabled = 1 << 16;
    private const long TabledPerSlice = 4;

    private readonly BlockKey[] _blocks;
    private readonly long[] _rowCounts;

    /// <summary>Where the slices of each block begin, and the end.</summary>
    private readonly int[] _begins;
    private readonly RunSlice[] _slices;
    private readonly int _typeCount;

    /// <summary>By segment and type one more than the block's number, 0 where there is none; null when most pairs do not occur.</summary>
    private readonly int[]? _table;
    private readonly Dictionary<BlockKey, int> _numbers = [];

    /// <summary>Looks for the blocks of runs.</summary>
    /// <param name="runs">The runs in their order.</param>
    public RunBlocks(List<StoredRun> runs)
    {
        int segmentCount = 0;
        long sliceCount = 0;
        foreach (var run in runs)
        {
            sliceCount += run.Blocks.Length;
            foreach (var (block, _) in run.Blocks)
            {
                segmentCount = Math.Max(segmentCount, block.Segment + 1);
                _typeCount = Math.Max(_typeCount, block.Type + 1);
            }
        }
        Invariant.Assert(sliceCount < Array.MaxLength);
        long pairs = (long)segmentCount * _typeCount;
        bool isTabled =
            pairs <= Math.Min(MostTabled, Math.Max(LeastTabled, sliceCount * TabledPerSlice));
        _table = isTabled ? new int[pairs] : null;
        _blocks = _table is null ? FindBlocks(runs) : FindTabled(runs, _table);
        _rowCounts = new long[_blocks.Length];
        _begins = new int[_blocks.Length + 1];
        _slices = new RunSlice[sliceCount];
        int[] numbers = Count(runs, (int)sliceCount);
        int next = 0;
        int[] places = _begins[..^1];
        foreach (var run in runs)
        {
            for (int i = 0; i < run.Blocks.Length; i++)
            {
                _slices[places[numbers[next++]]++] = run.Slice(i);
            }
        }
    }

    /// <summary>The blocks in the order of relationship ids, each with its number of rows.</summary>
    public List<(BlockKey Block, long Count)> List()
    {
        var list = new List<(BlockKey Block, long Count)>(_blocks.Length);
        for (int i = 0; i < _blocks.Length; i++)
        {
            list.Add((_blocks[i], _rowCounts[i]));
        }
        return list;
    }

    /// <summary>The rows of a block in the order of their runs.</summary>
    public ArraySegment<RunSlice> Slices(BlockKey block)
    {
        int number = NumberOf(block);
        return new(_slices, _begins[number], _begins[number + 1] - _begins[number]);
    }

    /// <summary>The blocks of a table, which numbers them.</summary>
    private BlockKey[] FindTabled(List<StoredRun> runs, int[] table)
    {
        int count = 0;
        foreach (var run in runs)
        {
            foreach (var (block, _) in run.Blocks)
            {
                ref int mark = ref table[PlaceOf(block)];
                count += 1 - mark;
                mark = 1;
            }
        }
        var blocks = new BlockKey[count];
        int next = 0;
        for (int place = 0; place < table.Length; place++)
        {
            if (table[place] != 0)
            {
                blocks[next++] = new(place / _typeCount, place % _typeCount);
                table[place] = next;
            }
        }
        return blocks;
    }

    private BlockKey[] FindBlocks(List<StoredRun> runs)
    {
        var found = new HashSet<BlockKey>();
        foreach (var run in runs)
        {
            foreach (var (block, _) in run.Blocks)
            {
                found.Add(block);
            }
        }
        BlockKey[] blocks = [.. found];
        Array.Sort(blocks);
        for (int i = 0; i < blocks.Length; i++)
        {
            _numbers.Add(blocks[i], i);
        }
        return blocks;
    }

    /// <summary>Counts the rows and slices of each block; returns the number of each slice's block.</summary>
    private int[] Count(List<StoredRun> runs, int sliceCount)
    {
        int[] numbers = new int[sliceCount];
        int next = 0;
        foreach (var run in runs)
        {
            var blocks = run.Blocks;
            for (int i = 0; i < blocks.Length; i++)
            {
                int number = NumberOf(blocks[i].Block);
                int end = i + 1 < blocks.Length ? blocks[i + 1].From : run.RowCount;
                numbers[next++] = number;
                _begins[number + 1]++;
                _rowCounts[number] += end - blocks[i].From;
            }
        }
        for (int i = 0; i < _blocks.Length; i++)
        {
            _begins[i + 1] += _begins[i];
        }
        return numbers;
    }

    private int NumberOf(BlockKey block) =>
        _table is null ? _numbers[block] : _table[PlaceOf(block)] - 1;

    private int PlaceOf(BlockKey block) => (block.Segment * _typeCount) + block.Type;
}
