using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Quiver.Foundation;

namespace Quiver.Storage.Statistics;

/// <summary>Collects the pairs of <see cref="PairCounts"/> in their order. Not thread safe.</summary>
/// <param name="expectedPairs">How many pairs there will be, about; memory grows with more.</param>
/// <param name="mostOfType">How many of them a type has at most, about.</param>
public sealed class PairCountsWriter(long expectedPairs = 0, int mostOfType = 0)
{
    /// <summary>What most pairs take.</summary>
    private const int BytesPerPair = 2;

    /// <summary>What a pair takes at most.</summary>
    private const int MostBytesPerPair = 2 * Varints.MostBytes;

    private const int LeastBytes = 256;

    /// <summary>What of the bytes may stay unused, rather than that all are copied.</summary>
    private const int UnusedPart = 8;

    private const int BitsPerWord = 64;

    private readonly List<PairCounts.TypePairs> _types = [];
    private readonly List<PairCounts.Sample> _samples = [];
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(
        (int)
            Math.Min(
                (expectedPairs * BytesPerPair) + ((long)mostOfType * MostBytesPerPair) + LeastBytes,
                Array.MaxLength
            )
    );
    private byte[] _pairs = new byte[LeastBytes];
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
        Grow(ref _pairs, _pairsLength + MostBytesPerPair);
        _pairsLength = Varints.Put(_pairs, _pairsLength, (ulong)(label - Math.Max(_label, 0)));
        _pairsLength = Varints.Put(_pairs, _pairsLength, (ulong)count);
        _label = label;
        _pairCount++;
    }

    /// <summary>Adds all pairs of a type.</summary>
    /// <param name="type">The type, above those before it.</param>
    /// <param name="labels">A bit for each label that has a count, the lowest first; 0 afterwards.</param>
    /// <param name="counts">The count of each label, by its number; 0 afterwards.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int type, Span<ulong> labels, Span<long> counts)
    {
        Invariant.Assert(type > _type);
        EndType();
        _type = type;
        int pairs = 0;
        foreach (ulong word in labels)
        {
            pairs += BitOperations.PopCount(word);
        }
        if (pairs == 0)
        {
            return;
        }
        BeginType(type, pairs);
        Grow(ref _bytes, _length + ((long)MostBytesPerPair * pairs));
        byte[] bytes = _bytes;
        int length = _length;
        int last = -1;
        int pair = 0;
        for (int word = 0; word < labels.Length; word++)
        {
            for (ulong left = labels[word]; left != 0; left &= left - 1)
            {
                int label = (word * BitsPerWord) + BitOperations.TrailingZeroCount(left);
                if (pair++ % PairCounts.PairsPerSample == 0)
                {
                    _samples.Add(new(last, length));
                }
                length = Varints.Put(bytes, length, (ulong)(label - Math.Max(last, 0)));
                length = Varints.Put(bytes, length, (ulong)counts[label]);
                counts[label] = 0;
                last = label;
            }
            labels[word] = 0;
        }
        _length = length;
        _firstSample = _samples.Count;
    }

    /// <summary>What was collected; nothing can be added afterwards.</summary>
    public PairCounts ToCounts()
    {
        EndType();
        if (_bytes.Length - _length > _length / UnusedPart)
        {
            Array.Resize(ref _bytes, _length);
        }
        return new PairCounts((_bytes, _length), _types, _samples);
    }

    private void EndType()
    {
        if (_pairCount == 0)
        {
            return;
        }
        BeginType(_type, _pairCount);
        Grow(ref _bytes, (long)_length + _pairsLength);
        // Samples say where pairs stand among all bytes.
        foreach (ref var sample in CollectionsMarshal.AsSpan(_samples)[_firstSample..])
        {
            sample = sample with { Offset = sample.Offset + _length };
        }
        _firstSample = _samples.Count;
        _pairs.AsSpan(0, _pairsLength).CopyTo(_bytes.AsSpan(_length));
        _length += _pairsLength;
        _pairsLength = 0;
        _pairCount = 0;
    }

    private void BeginType(int type, int pairs)
    {
        Write(ref _bytes, ref _length, (ulong)(type - Math.Max(_lastType, 0)));
        Write(ref _bytes, ref _length, (ulong)pairs);
        _types.Add(new(type, pairs, _firstSample));
        _lastType = type;
    }

    private static void Write(ref byte[] bytes, ref int length, ulong number)
    {
        Grow(ref bytes, length + Varints.MostBytes);
        length = Varints.Put(bytes, length, number);
    }

    private static void Grow(ref byte[] bytes, long length)
    {
        if (length > bytes.Length)
        {
            Array.Resize(
                ref bytes,
                (int)Math.Min(Math.Max(length, bytes.Length * 3L / 2), Array.MaxLength)
            );
        }
    }
}
