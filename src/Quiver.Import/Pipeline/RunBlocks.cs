using System.Runtime.InteropServices;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Which adjacency blocks there are, and which runs have rows of them. Only what each run has of a segment is noted, since there may be tens of thousands of blocks with slices of a few
/// rows in each of a hundred runs: <see cref="BlockSlices"/> lists those of a few blocks at a time. Immutable and thread safe.
/// </summary>
internal sealed class RunBlocks
{
    /// <summary>With fewer than one in so many types that occur in a segment these are sorted, otherwise all are looked at.</summary>
    private const int TypesPerSorted = 32;

    /// <summary>Segments that each have a counter, and how many of them a piece may bring: with more, as ids with holes may need, pieces are sorted.</summary>
    private const int LeastCounters = 1 << 16;

    private const int CountersPerPiece = 4;

    private readonly List<(BlockKey Block, long Count)> _blocks = [];

    /// <summary>What each run has of a segment, by segment and then in the order of the runs.</summary>
    private readonly RunPiece[] _pieces;

    /// <summary>Where the blocks and the pieces of each segment that occurs begin, and behind the last.</summary>
    private readonly List<(int Block, int Piece)> _segments = [];

    /// <summary>Looks for the blocks of runs.</summary>
    /// <param name="runs">The runs in their order.</param>
    public RunBlocks(List<StoredRun> runs)
    {
        Runs = [.. runs];
        var pieces = new List<RunPiece>();
        for (int run = 0; run < Runs.Length; run++)
        {
            AddPieces(run, pieces);
        }
        _pieces = SortBySegment(CollectionsMarshal.AsSpan(pieces));
        long[] rows = new long[TypeCount];
        var types = new List<int>();
        for (int from = 0; from < _pieces.Length; )
        {
            int segment = _pieces[from].Segment;
            int to = from + 1;
            while (to < _pieces.Length && _pieces[to].Segment == segment)
            {
                to++;
            }
            _segments.Add((_blocks.Count, from));
            ListBlocks(segment, _pieces.AsSpan(from..to), rows, types);
            from = to;
        }
        _segments.Add((_blocks.Count, _pieces.Length));
    }

    /// <summary>The runs in their order; not to be changed.</summary>
    public StoredRun[] Runs { get; }

    /// <summary>The blocks in the order of relationship ids, each with its number of rows; not to be changed.</summary>
    public IReadOnlyList<(BlockKey Block, long Count)> All => _blocks;

    /// <summary>One more than the highest number of a type that occurs.</summary>
    public int TypeCount { get; private set; }

    /// <summary>Bytes of a row in the run whose rows are the largest, on average.</summary>
    public double MostRowBytes { get; private set; }

    /// <summary>The place of a block's segment among those that occur.</summary>
    /// <param name="block">The block's place among all.</param>
    public int SegmentOf(int block)
    {
        int low = 0;
        int high = _segments.Count - 2;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _segments[middle].Block <= block ? (middle, high) : (low, middle - 1);
        }
        return low;
    }

    /// <summary>Where the blocks of a segment begin and end among all.</summary>
    /// <param name="segment">The segment's place among those that occur.</param>
    public (int From, int To) BlocksOf(int segment) =>
        (_segments[segment].Block, _segments[segment + 1].Block);

    /// <summary>What each run has of a segment, in the order of the runs.</summary>
    /// <param name="segment">The segment's place among those that occur.</param>
    public ReadOnlySpan<RunPiece> PiecesOf(int segment) =>
        _pieces.AsSpan(_segments[segment].Piece.._segments[segment + 1].Piece);

    private void AddPieces(int run, List<RunPiece> pieces)
    {
        MostRowBytes = Math.Max(MostRowBytes, (double)Runs[run].ByteCount / Runs[run].RowCount);
        var blocks = Runs[run].Blocks;
        for (int from = 0; from < blocks.Length; )
        {
            int segment = blocks[from].Block.Segment;
            int to = from + 1;
            while (to < blocks.Length && blocks[to].Block.Segment == segment)
            {
                to++;
            }
            pieces.Add(new RunPiece(run, segment, from, to));
            // Types ascend.
            TypeCount = Math.Max(TypeCount, blocks[to - 1].Block.Type + 1);
            from = to;
        }
    }

    /// <summary>The pieces by their segments; those of a segment keep their order.</summary>
    private static RunPiece[] SortBySegment(ReadOnlySpan<RunPiece> pieces)
    {
        var sorted = new RunPiece[pieces.Length];
        int segments = 0;
        foreach (var piece in pieces)
        {
            segments = Math.Max(segments, piece.Segment + 1);
        }
        if (segments > Math.Max(LeastCounters, (long)pieces.Length * CountersPerPiece))
        {
            pieces.CopyTo(sorted);
            ulong[] keys = new ulong[pieces.Length];
            for (int i = 0; i < keys.Length; i++)
            {
                keys[i] = ((ulong)pieces[i].Segment << 32) | (uint)i;
            }
            Array.Sort(keys, sorted);
            return sorted;
        }
        int[] next = new int[segments + 1];
        foreach (var piece in pieces)
        {
            next[piece.Segment + 1]++;
        }
        for (int segment = 0; segment < segments; segment++)
        {
            next[segment + 1] += next[segment];
        }
        foreach (var piece in pieces)
        {
            sorted[next[piece.Segment]++] = piece;
        }
        return sorted;
    }

    /// <summary>Lists the blocks of a segment.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="pieces">What runs have of it.</param>
    /// <param name="rows">By type; 0 before and after.</param>
    /// <param name="types">Is used.</param>
    private void ListBlocks(
        int segment,
        ReadOnlySpan<RunPiece> pieces,
        long[] rows,
        List<int> types
    )
    {
        types.Clear();
        foreach (var (number, _, from, to) in pieces)
        {
            var run = Runs[number];
            var blocks = run.Blocks;
            for (int i = from; i < to; i++)
            {
                int end = i + 1 < blocks.Length ? blocks[i + 1].From : run.RowCount;
                ref long count = ref rows[blocks[i].Block.Type];
                if (count == 0)
                {
                    types.Add(blocks[i].Block.Type);
                }
                count += end - blocks[i].From;
            }
        }
        if (types.Count < rows.Length / TypesPerSorted)
        {
            types.Sort();
            foreach (int type in types)
            {
                Add(segment, type, rows);
            }
            return;
        }
        for (int type = 0; type < rows.Length; type++)
        {
            if (rows[type] > 0)
            {
                Add(segment, type, rows);
            }
        }
    }

    private void Add(int segment, int type, long[] rows)
    {
        _blocks.Add((new BlockKey(segment, type), rows[type]));
        rows[type] = 0;
    }
}
