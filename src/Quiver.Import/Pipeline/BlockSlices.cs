using System.Runtime.CompilerServices;
using Quiver.Foundation;

namespace Quiver.Import.Pipeline;

/// <summary>
/// Lists the rows of adjacency blocks, for those who ask for blocks that follow each other: the slices of as many as have a certain number of rows are looked for at once, so that what is
/// listed stays in the processor's cache. One per thread; memory is reused.
/// </summary>
/// <param name="blocks">The blocks.</param>
/// <param name="mostRows">Rows of blocks that are listed at once; of a block with more, this one alone is.</param>
internal sealed class BlockSlices(RunBlocks blocks, long mostRows = BlockSlices.RowsTogether)
{
    private const long RowsTogether = 1 << 16;

    /// <summary>By type, the place of a segment's block among those that are listed.</summary>
    private readonly int[] _places = new int[blocks.TypeCount];

    /// <summary>Slices as they are found, each with its block's place.</summary>
    private SlicePlace[] _found = [];
    private int[] _foundPlaces = [];
    private int _foundCount;

    /// <summary>The slices of each block, one behind the other, and where each block's begin.</summary>
    private SlicePlace[] _slices = [];
    private int[] _begins = [];
    private int[] _next = [];
    private int _first;
    private int _count;

    /// <summary>The rows of a block in the order of their runs, valid until the next call.</summary>
    /// <param name="block">The block's place among all.</param>
    public RunSlices Of(int block)
    {
        if (block < _first || block >= _first + _count)
        {
            Fill(block);
        }
        int at = block - _first;
        return new(blocks.Runs, _slices, _begins[at], _begins[at + 1] - _begins[at]);
    }

    private void Fill(int first)
    {
        var all = blocks.All;
        Invariant.Assert((uint)first < (uint)all.Count);
        long rows = all[first].Count;
        int end = first + 1;
        while (end < all.Count && rows + all[end].Count <= mostRows)
        {
            rows += all[end++].Count;
        }
        _first = first;
        _count = end - first;
        _foundCount = 0;
        for (int at = first, segment = blocks.SegmentOf(first); at < end; segment++)
        {
            int to = Math.Min(end, blocks.BlocksOf(segment).To);
            Find(segment, at, to);
            at = to;
        }
        Group();
    }

    /// <summary>Finds the slices of blocks of a segment.</summary>
    private void Find(int segment, int from, int to)
    {
        var all = blocks.All;
        for (int block = from; block < to; block++)
        {
            _places[all[block].Block.Type] = block - _first;
        }
        int least = all[from].Block.Type;
        int greatest = all[to - 1].Block.Type;
        foreach (var piece in blocks.PiecesOf(segment))
        {
            Find(piece, least, greatest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Find(RunPiece piece, int least, int greatest)
    {
        var run = blocks.Runs[piece.Run];
        var listed = run.Blocks;
        int at = piece.From;
        if (listed[at].Block.Type < least)
        {
            int high = piece.To;
            while (at < high)
            {
                int middle = (at + high) >>> 1;
                (at, high) = listed[middle].Block.Type < least ? (middle + 1, high) : (at, middle);
            }
        }
        int room = piece.To - at;
        if (_foundCount + room > _found.Length)
        {
            int length = Math.Max(_foundCount + room, _found.Length * 2);
            Array.Resize(ref _found, length);
            Array.Resize(ref _foundPlaces, length);
        }
        for (; at < piece.To && listed[at].Block.Type <= greatest; at++)
        {
            var (block, from) = listed[at];
            int end = at + 1 < listed.Length ? listed[at + 1].From : run.RowCount;
            _found[_foundCount] = new(piece.Run, from, end - from);
            _foundPlaces[_foundCount++] = _places[block.Type];
        }
    }

    /// <summary>Brings what was found into the order of the blocks.</summary>
    private void Group()
    {
        if (_slices.Length < _foundCount)
        {
            _slices = new SlicePlace[_found.Length];
        }
        if (_begins.Length <= _count)
        {
            _begins = new int[_count + 1];
            _next = new int[_count + 1];
        }
        Array.Clear(_begins);
        var places = _foundPlaces.AsSpan(0, _foundCount);
        foreach (int place in places)
        {
            _begins[place + 1]++;
        }
        for (int place = 0; place < _count; place++)
        {
            _begins[place + 1] += _begins[place];
        }
        _begins.CopyTo(_next, 0);
        for (int i = 0; i < places.Length; i++)
        {
            _slices[_next[places[i]]++] = _found[i];
        }
    }
}
