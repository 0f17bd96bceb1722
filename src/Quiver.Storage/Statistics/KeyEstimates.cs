using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Quiver.Foundation;
using Quiver.Foundation.Memory;

namespace Quiver.Storage.Statistics;

/// <summary>
/// Values and different values of each property key, of which there may be millions: keys are numbered from 0 without gaps, so that each has its place. Of a key with
/// few different values only the registers of a <see cref="DistinctSketch"/> are remembered that these set. Not thread safe.
/// </summary>
/// <remarks>In memory of its own, and large pieces in huge pages: of a million keys it is 60 MB, which objects of the runtime would touch page by page, and which would make it look through all others.</remarks>
internal sealed class KeyEstimates : IDisposable
{
    /// <summary>Registers of a key that are remembered one by one; of more, the whole sketch is.</summary>
    public const int MostFew = 96;

    private const int RankBits = 6;
    private const int RankMask = (1 << RankBits) - 1;
    private const int LeastKeys = 64;
    private const int LeastFew = 1 << 11;
    private const int PlaceBits = 22;
    private const int MostFewTogether = 1 << PlaceBits;
    private const int MostPieces = 1 << (31 - PlaceBits);
    private const int Dense = -1;
    private const int Unlisted = -1;

    /// <summary>Registers that are not 0, each once for each key: number and rank.</summary>
    private readonly List<ZeroedMemory> _few = [];
    private readonly List<DistinctSketch> _dense = [];
    private readonly Lock _estimating = new();
    private ZeroedMemory? _keys;
    private int _fewUsed;

    /// <summary>The estimates of what was added so far; null until somebody asks.</summary>
    private PropertyEstimates? _estimates;

    /// <summary>Whether only the estimates are known.</summary>
    private bool _isComplete;

    /// <summary>How many keys have values.</summary>
    public int Count { get; private set; }

    /// <summary>All keys that there is room for.</summary>
    private Span<Entry> Keys =>
        _keys is null ? [] : MemoryMarshal.Cast<byte, Entry>(_keys.Span(0, (int)_keys.Length));

    /// <summary>Registers of keys that there is room for in the last piece.</summary>
    private int FewRoom => _few.Count == 0 ? 0 : (int)(_few[^1].Length / sizeof(ushort));

    /// <summary>Lists the registers that a sketch has set, as <see cref="Add(int, long, ReadOnlySpan{ushort})"/> takes them.</summary>
    /// <param name="sketch">The sketch.</param>
    /// <param name="few">Receives them: room for <see cref="MostFew"/>.</param>
    /// <returns>How many there are; -1 when there are too many.</returns>
    public static int List(DistinctSketch sketch, Span<ushort> few) => sketch.List(RankBits, few);

    /// <summary>Lists the registers that a few words set.</summary>
    /// <param name="words">The words.</param>
    /// <param name="few">Receives the registers: room for as many.</param>
    /// <returns>How many there are.</returns>
    public static int ListWords(ReadOnlySpan<long> words, Span<ushort> few) =>
        DistinctSketch.ListWords(words, RankBits, few);

    /// <summary>Makes room for keys, so that what is known of those before need not be moved as they come.</summary>
    /// <param name="keys">How many there will be.</param>
    public void Reserve(int keys)
    {
        if (keys > Keys.Length)
        {
            Resize(keys);
        }
    }

    /// <summary>Adds the values of a column.</summary>
    /// <param name="key">The property key.</param>
    /// <param name="values">Rows that have one.</param>
    /// <param name="sketch">What the values are; read only.</param>
    public void Add(int key, long values, DistinctSketch sketch)
    {
        Span<ushort> few = stackalloc ushort[MostFew];
        int count = List(sketch, few);
        if (count >= 0)
        {
            Add(key, values, few[..count]);
            return;
        }
        DenseOf(ref AddValues(key, values)).Merge(sketch);
    }

    /// <summary>Adds the values of a column of which few are different.</summary>
    /// <param name="key">The property key.</param>
    /// <param name="values">Rows that have one.</param>
    /// <param name="few">What the values are, by <see cref="List"/>.</param>
    public void Add(int key, long values, ReadOnlySpan<ushort> few)
    {
        AddFew(ref AddValues(key, values), few);
    }

    /// <summary>Adds the values of columns of consecutive keys, which have values in the same few rows: there may be a million.</summary>
    /// <param name="firstKey">The first property key.</param>
    /// <param name="keys">How many.</param>
    /// <param name="values">Rows that have a value, in each.</param>
    /// <param name="few">Of each column how many registers its values set, and these.</param>
    public void AddShared(int firstKey, int keys, long values, ReadOnlySpan<ushort> few)
    {
        Invariant.Assert(values > 0 && !_isComplete);
        _estimates = null;
        MakeRoom(firstKey + keys - 1);
        foreach (ref var entry in Keys.Slice(firstKey, keys))
        {
            int count = few[0];
            var registers = few.Slice(1, count);
            few = few[(count + 1)..];
            if (entry.Values == 0)
            {
                Count++;
                entry = new(values, 0, 0);
                Put(ref entry, registers);
            }
            else
            {
                entry = entry with { Values = entry.Values + values };
                AddFew(ref entry, registers);
            }
        }
    }

    /// <summary>Adds the values of columns of consecutive keys that get no others: of each only one number need be remembered.</summary>
    /// <param name="firstKey">The first property key.</param>
    /// <param name="values">Rows that have a value, in each.</param>
    /// <param name="registers">Of each column how many registers its values set, by <see cref="DistinctSketch.CountRegisters"/>.</param>
    public void AddComplete(int firstKey, long values, ReadOnlySpan<ushort> registers)
    {
        Invariant.Assert(values > 0 && !_isComplete);
        _estimates = null;
        MakeRoom(firstKey + registers.Length - 1);
        var entries = Keys.Slice(firstKey, registers.Length);
        for (int i = 0; i < entries.Length; i++)
        {
            Invariant.Assert(entries[i].Values == 0 && registers[i] is > 0 and <= MostFew);
            entries[i] = new(values, Unlisted, registers[i]);
        }
        Count += entries.Length;
    }

    /// <summary>The estimates by key. Several threads may ask when nothing is added any more.</summary>
    public PropertyEstimates Estimate()
    {
        lock (_estimating)
        {
            return _estimates ??= ComputeEstimates();
        }
    }

    /// <summary>Frees the memory, once no estimates are asked for that were not asked for before.</summary>
    public void Dispose()
    {
        _keys?.Dispose();
        _keys = null;
        foreach (var piece in _few)
        {
            piece.Dispose();
        }
        _few.Clear();
    }

    private PropertyEstimates ComputeEstimates()
    {
        var entries = Keys;
        int[] keys = HugePages.Allocate<int>(Count);
        var estimates = HugePages.Allocate<PropertyEstimate>(Count);
        // Most keys have the same few different values: the logarithm is taken once for each number.
        long[] known = new long[MostFew + 1];
        for (int registers = 0; registers < known.Length; registers++)
        {
            known[registers] = DistinctSketch.EstimateFew(registers);
        }
        int next = 0;
        for (int key = 0; key < entries.Length; key++)
        {
            var (values, place, registers) = entries[key];
            if (values > 0)
            {
                long distinct = registers == Dense ? _dense[place].Estimate() : known[registers];
                keys[next] = key;
                estimates[next++] = new(values, Math.Clamp(distinct, 1, values));
            }
        }
        Invariant.Assert(next == Count);
        return new(keys, estimates);
    }

    /// <summary>Writes the estimates, of which a million may be: no values can be added to what <see cref="Read"/> makes of them.</summary>
    public void WriteTo(BinaryWriter output)
    {
        var bytes = Estimate().Encode();
        output.Write(Count);
        output.Write(bytes.Length);
        output.Write(bytes.Span);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static KeyEstimates Read(BinaryReader input)
    {
        int count = input.ReadInt32();
        byte[] bytes = input.ReadBytes(input.ReadInt32());
        var estimates = PropertyEstimates.TryDecode(bytes, count);
        Invariant.Assert(estimates is not null);
        return new KeyEstimates
        {
            Count = count,
            _estimates = estimates,
            _isComplete = true,
        };
    }

    private static void Raise(DistinctSketch sketch, ReadOnlySpan<ushort> few)
    {
        foreach (ushort register in few)
        {
            sketch.Raise(register >> RankBits, (byte)(register & RankMask));
        }
    }

    private ref Entry AddValues(int key, long values)
    {
        Invariant.Assert(values > 0 && !_isComplete);
        _estimates = null;
        MakeRoom(key);
        ref var entry = ref Keys[key];
        Count += entry.Values == 0 ? 1 : 0;
        entry = entry with { Values = entry.Values + values };
        return ref entry;
    }

    private void AddFew(ref Entry entry, ReadOnlySpan<ushort> few)
    {
        if (entry.Registers == 0)
        {
            Put(ref entry, few);
        }
        else if (entry.Registers == Dense || !TryMerge(ref entry, few))
        {
            Raise(DenseOf(ref entry), few);
        }
    }

    private void MakeRoom(int key)
    {
        if (key >= Keys.Length)
        {
            Resize(Math.Max(Math.Max(key + 1, LeastKeys), Keys.Length * 2));
        }
    }

    private void Resize(int keys)
    {
        var larger = new ZeroedMemory((long)keys * Unsafe.SizeOf<Entry>());
        _keys?.Span(0, (int)_keys.Length).CopyTo(larger.Span(0, (int)larger.Length));
        _keys?.Dispose();
        _keys = larger;
    }

    private Span<ushort> Few(int piece) =>
        MemoryMarshal.Cast<byte, ushort>(_few[piece].Span(0, (int)_few[piece].Length));

    private Span<ushort> FewOf(Entry entry)
    {
        if (entry.Registers == 0)
        {
            return [];
        }
        Invariant.Assert(entry.Place != Unlisted);
        return Few(entry.Place >> PlaceBits)
            .Slice(entry.Place & (MostFewTogether - 1), entry.Registers);
    }

    private void Put(ref Entry entry, ReadOnlySpan<ushort> few)
    {
        if (FewRoom - _fewUsed < few.Length)
        {
            Invariant.Assert(_few.Count < MostPieces);
            int length = Math.Clamp(FewRoom * 2, LeastFew, MostFewTogether);
            _few.Add(new ZeroedMemory((long)length * sizeof(ushort)));
            _fewUsed = 0;
        }
        few.CopyTo(Few(_few.Count - 1)[_fewUsed..]);
        entry = new(entry.Values, ((_few.Count - 1) << PlaceBits) | _fewUsed, few.Length);
        _fewUsed += few.Length;
    }

    /// <summary>Merges registers of which few are set; false when there would be too many, and nothing has changed.</summary>
    private bool TryMerge(ref Entry entry, ReadOnlySpan<ushort> few)
    {
        var known = FewOf(entry);
        Span<ushort> merged = stackalloc ushort[MostFew];
        // One more than the place of a register among those that are merged.
        Span<byte> places = stackalloc byte[DistinctSketch.Count];
        places.Clear();
        known.CopyTo(merged);
        int count = known.Length;
        for (int i = 0; i < count; i++)
        {
            places[known[i] >> RankBits] = (byte)(i + 1);
        }
        foreach (ushort register in few)
        {
            ref byte place = ref places[register >> RankBits];
            if (place == 0)
            {
                if (count == MostFew)
                {
                    return false;
                }
                merged[count++] = register;
                place = (byte)count;
            }
            else
            {
                merged[place - 1] = Math.Max(merged[place - 1], register);
            }
        }
        if (count == known.Length)
        {
            merged[..count].CopyTo(known);
        }
        else
        {
            Put(ref entry, merged[..count]);
        }
        return true;
    }

    private DistinctSketch DenseOf(ref Entry entry)
    {
        if (entry.Registers != Dense)
        {
            var sketch = new DistinctSketch();
            Raise(sketch, FewOf(entry));
            entry = new(entry.Values, _dense.Count, Dense);
            _dense.Add(sketch);
        }
        return _dense[entry.Place];
    }

    /// <summary>A key's values, 0 for a key without any; how many of its registers are set, and where these are remembered unless it is complete, or where its whole sketch is.</summary>
    private readonly record struct Entry(long Values, int Place, int Registers);
}
