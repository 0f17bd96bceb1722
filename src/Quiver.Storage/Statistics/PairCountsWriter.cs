using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Quiver.Foundation;

namespace Quiver.Storage.Statistics;

/// <summary>Collects the pairs of <see cref="PairCounts"/> in their order. Not thread safe.</summary>
public sealed class PairCountsWriter
{
    private const int MostVarintBytes = 10;

    private readonly List<PairCounts.TypePairs> _types = [];
    private readonly List<PairCounts.Sample> _samples = [];
    private byte[] _bytes = new byte[256];
    private byte[] _pairs = new byte[256];
    private int _length;
    private int _pairsLength;
    private int _pairCount;

    /// <summary>The samples before those of the type whose pairs are collected.</summary>
    private int _firstSample;
    private int _lastType = -1;
    private int _type = -1;
    private int _label = -1;

    /// <summary>Adds a pair: types ascend, and labels within a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="label">The label.</param>
    /// <param name="count">The count, above 0.</param>
    public void Add(int type, int label, long count)
    {
        Invariant.Assert(count > 0 && label >= 0);
        if (type != _type)
        {
            Invariant.Assert(type > _type);
            EndType();
            _type = type;
            _label = -1;
        }
        Invariant.Assert(label > _label);
        if (_pairCount % PairCounts.PairsPerSample == 0)
        {
            _samples.Add(new(_label, _pairsLength));
        }
        Grow(ref _pairs, _pairsLength + (2 * MostVarintBytes));
        _pairsLength = Put(_pairs, _pairsLength, (ulong)(label - Math.Max(_label, 0)));
        _pairsLength = Put(_pairs, _pairsLength, (ulong)count);
        _label = label;
        _pairCount++;
    }

    /// <summary>Adds pairs of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="labels">The labels, ascending.</param>
    /// <param name="counts">The count of each label, by its number; 0 afterwards.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int type, ReadOnlySpan<int> labels, Span<long> counts)
    {
        foreach (int label in labels)
        {
            Add(type, label, counts[label]);
            counts[label] = 0;
        }
    }

    /// <summary>What was collected; nothing can be added afterwards.</summary>
    public PairCounts ToCounts()
    {
        EndType();
        Array.Resize(ref _bytes, _length);
        return new PairCounts(_bytes, _types, _samples);
    }

    private void EndType()
    {
        if (_pairCount == 0)
        {
            return;
        }
        Write(ref _bytes, ref _length, (ulong)(_type - Math.Max(_lastType, 0)));
        Write(ref _bytes, ref _length, (ulong)_pairCount);
        Grow(ref _bytes, _length + _pairsLength);
        // Samples say where pairs stand among all bytes.
        foreach (ref var sample in CollectionsMarshal.AsSpan(_samples)[_firstSample..])
        {
            sample = sample with { Offset = sample.Offset + _length };
        }
        _types.Add(new(_type, _pairCount, _firstSample));
        _firstSample = _samples.Count;
        _pairs.AsSpan(0, _pairsLength).CopyTo(_bytes.AsSpan(_length));
        _length += _pairsLength;
        _lastType = _type;
        _pairsLength = 0;
        _pairCount = 0;
    }

    private static void Write(ref byte[] bytes, ref int length, ulong number)
    {
        Grow(ref bytes, length + MostVarintBytes);
        length = Put(bytes, length, number);
    }

    private static int Put(byte[] bytes, int at, ulong number)
    {
        while (number >= 0x80)
        {
            bytes[at++] = (byte)(number | 0x80);
            number >>= 7;
        }
        bytes[at++] = (byte)number;
        return at;
    }

    private static void Grow(ref byte[] bytes, int length)
    {
        if (length > bytes.Length)
        {
            Array.Resize(
                ref bytes,
                (int)Math.Min(Math.Max(length, bytes.Length * 2L), Array.MaxLength)
            );
        }
    }
}
