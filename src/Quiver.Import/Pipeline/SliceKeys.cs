using Quiver.Foundation;
using Quiver.Foundation.Memory;

namespace Quiver.Import.Pipeline;

/// <summary>The keys of an adjacency block's rows, which linkers pass over twice: read once when they are few, twice when they are many. One per thread.</summary>
/// <remarks>Unsafe: reads into memory reserved for the rows.</remarks>
internal sealed unsafe class SliceKeys : IDisposable
{
    private const int MostKeptRows = 4 << 20;

    private readonly ScratchMemory _keys = new();
    private RunSlices _slices = RunSlices.None;
    private RunWindows? _windows;
    private bool _isKept;

    /// <summary>The block's rows.</summary>
    public int RowCount { get; private set; }

    /// <summary>All keys of a block with so few that they are kept; may be changed.</summary>
    public Span<ulong> All
    {
        get
        {
            Invariant.Assert(_isKept);
            return new(_keys.Pointer, RowCount);
        }
    }

    /// <summary>Turns to a block.</summary>
    public void Begin(BlockKey block, RunSlices slices, RunWindows windows)
    {
        _slices = slices;
        _windows = windows;
        long rows = 0;
        foreach (var slice in slices)
        {
            rows += slice.Count;
        }
        if (rows > Array.MaxLength)
        {
            throw ImportErrors.BlockTooLarge(block, rows);
        }
        RowCount = (int)rows;
        _isKept = RowCount <= MostKeptRows;
        if (_isKept)
        {
            long* keys = Reserve(RowCount);
            foreach (var (run, from, count) in slices)
            {
                run.ReadKeys(from, count, keys, windows);
                keys += count;
            }
        }
    }

    /// <summary>The keys of a slice, valid until the next call.</summary>
    /// <param name="slice">Its place among the block's slices.</param>
    /// <param name="firstRow">The rows of the slices before it.</param>
    public ReadOnlySpan<long> Of(int slice, int firstRow)
    {
        var (run, from, count) = _slices[slice];
        if (_isKept)
        {
            return new ReadOnlySpan<long>(_keys.As<long>() + firstRow, count);
        }
        long* keys = Reserve(count);
        run.ReadKeys(from, count, keys, _windows!);
        return new ReadOnlySpan<long>(keys, count);
    }

    public void Dispose() => _keys.Dispose();

    private long* Reserve(int count)
    {
        _keys.Reserve(((long)count * sizeof(long)) + RunWindows.SpareBytes, 0);
        return _keys.As<long>();
    }
}
