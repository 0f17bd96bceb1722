using Quiver.Foundation;
using Quiver.Foundation.Memory;
using Quiver.Import.Values;
using Quiver.Model;

namespace Quiver.Import.Pipeline;

/// <summary>
/// The relationships of a block that is too large for the memory, cut into parts that follow one another in the order of keys and are small enough. They are in a
/// temporary file: a first look at all keys finds where to cut, a second one writes each slice of the block as a run in which those of a part stand together.
/// </summary>
/// <remarks>Unsafe: arrays sized by the rows of a slice.</remarks>
internal sealed unsafe class BlockParts : IDisposable
{
    /// <summary>Keys of a part that are looked at to find where to cut.</summary>
    private const int SamplePerPart = 256;

    /// <summary>Of all parts: more would make tiny reads.</summary>
    private const int MaxParts = 4096;

    private readonly LargeBlocks _large;
    private readonly RunStore _store;
    private readonly Run _run;
    private readonly ColumnChunk _column = new();
    private readonly ScratchMemory _keys = new();
    private readonly ScratchMemory _extras = new();
    private readonly ScratchMemory _order = new();
    private readonly List<PropertyKeyId> _propertyKeys = [];
    private readonly BlockSplitters _splitters;
    private (ulong Least, ulong Greatest)[] _bounds = [];

    private BlockParts(LargeBlocks large, ulong keyMask, bool hasExtras)
    {
        _large = large;
        _store = large.Open();
        _run = new(hasExtras);
        _splitters = new(keyMask);
    }

    /// <summary>How many runs the parts lie in.</summary>
    public int RunCount => _store.RunCount;

    /// <summary>Cuts a block.</summary>
    /// <param name="large">Where to.</param>
    /// <param name="slices">The block's relationships.</param>
    /// <param name="windows">For reading them.</param>
    /// <param name="keyMask">The bits of keys by which relationships are put into order; what is equal in them keeps its order.</param>
    /// <param name="hasExtras">Whether runs have extra numbers, which belong to their sequence.</param>
    public static BlockParts Cut(
        LargeBlocks large,
        RunSlices slices,
        RunWindows windows,
        ulong keyMask,
        bool hasExtras
    )
    {
        var parts = new BlockParts(large, keyMask, hasExtras);
        try
        {
            parts.ChooseSplitters(slices, windows);
            for (int i = 0; i < slices.Count; i++)
            {
                parts.Write(slices[i], hasExtras ? slices[i].Run.Sequence : i, windows);
            }
            parts._store.Complete();
        }
        catch
        {
            parts.Dispose();
            throw;
        }
        return parts;
    }

    /// <summary>Relationships that can be put into order at once, one list after the other: each is wholly behind the one before, or equal to it in the key's bits that count.</summary>
    public IEnumerable<RunSlices> List()
    {
        var blocks = _store.ListBlocks();
        var listed = new BlockSlices(blocks, mostRows: 0);
        for (int part = 0; part < blocks.All.Count; part++)
        {
            var slices = listed.Of(part);
            var (least, greatest) = _bounds[blocks.All[part].Block.Segment];
            if (least < greatest)
            {
                yield return slices;
                continue;
            }
            // All equal: they have their order already.
            int first = 0;
            for (int end = 1; end <= slices.Count; end++)
            {
                var some = slices.Range(first, end - first);
                if (end == slices.Count || _large.Takes(some))
                {
                    yield return some;
                    first = end;
                }
            }
        }
    }

    public void Dispose()
    {
        _store.Dispose();
        _run.Dispose();
        _column.Dispose();
        _keys.Dispose();
        _extras.Dispose();
        _order.Dispose();
        _large.Close();
    }

    private ReadOnlySpan<long> ReadKeys(RunSlice slice, RunWindows windows)
    {
        _keys.Reserve(((long)slice.Count * sizeof(long)) + RunWindows.SpareBytes, 0);
        long* keys = _keys.As<long>();
        slice.Run.ReadKeys(slice.From, slice.Count, keys, windows);
        return new(keys, slice.Count);
    }

    private void ChooseSplitters(RunSlices slices, RunWindows windows)
    {
        long rows = 0;
        foreach (var slice in slices)
        {
            rows += slice.Count;
        }
        // A half more than would fill them: a sample is not exact.
        long bytes = LargeBlocks.BytesOf(slices);
        int parts = (int)Math.Clamp((bytes * 3 / 2 / _large.MostBytes) + 1, 2, MaxParts);
        long step = Math.Max(1, rows / ((long)parts * SamplePerPart));
        long next = 0;
        long row = 0;
        foreach (var slice in slices)
        {
            var keys = ReadKeys(slice, windows);
            for (; next < row + keys.Length; next += step)
            {
                _splitters.Add(keys[(int)(next - row)]);
            }
            row += keys.Length;
        }
        _splitters.Choose(parts);
        _bounds = new (ulong, ulong)[_splitters.PartCount];
        Array.Fill(_bounds, (ulong.MaxValue, 0UL));
    }

    private void Write(RunSlice slice, long sequence, RunWindows windows)
    {
        int count = slice.Count;
        var keys = ReadKeys(slice, windows);
        _run.Begin(sequence, count);
        int* order = Group(keys);
        for (int i = 0; i < count; i++)
        {
            _run.Keys[i] = keys[order[i]];
        }
        if (_run.HasExtras)
        {
            _extras.Reserve(((long)count * sizeof(uint)) + RunWindows.SpareBytes, 0);
            uint* extras = _extras.As<uint>();
            slice.Run.ReadExtras(slice.From, count, extras, windows);
            for (int i = 0; i < count; i++)
            {
                _run.Extras[i] = extras[order[i]];
            }
        }
        _propertyKeys.Clear();
        slice.Run.CollectKeys(_propertyKeys);
        int shift = 0;
        foreach (var key in _propertyKeys)
        {
            var piece = slice.Run.ReadColumn(key, slice.From, count, _column);
            // A column may begin a few rows before the slice, each by as many.
            for (int i = 0; i < count && piece.From != shift; i++)
            {
                order[i] += piece.From - shift;
            }
            shift = piece.From;
            ColumnMerge.Permute(_column, new(order, count), _run.Columns.Add(key));
        }
        _store.Add(_run);
    }

    /// <summary>The rows by their part, each part's in their own order; notes the parts in the run.</summary>
    private int* Group(ReadOnlySpan<long> keys)
    {
        int parts = _splitters.PartCount;
        int* order = _order.Reserve<int>(((long)keys.Length * 2) + parts);
        int* partOf = order + keys.Length;
        var next = new Span<int>(partOf + keys.Length, parts);
        next.Clear();
        for (int row = 0; row < keys.Length; row++)
        {
            int part = _splitters.PartOf(keys[row]);
            partOf[row] = part;
            next[part]++;
            ulong key = _splitters.Masked(keys[row]);
            ref var bounds = ref _bounds[part];
            bounds = (Math.Min(bounds.Least, key), Math.Max(bounds.Greatest, key));
        }
        int at = 0;
        for (int part = 0; part < parts; part++)
        {
            int count = next[part];
            next[part] = at;
            if (count > 0)
            {
                _run.Blocks.Add((new BlockKey(part, 0), at));
            }
            at += count;
        }
        Invariant.Assert(at == keys.Length);
        for (int row = 0; row < keys.Length; row++)
        {
            order[next[partOf[row]]++] = row;
        }
        return order;
    }
}
