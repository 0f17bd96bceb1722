using System.Numerics;
using Quiver.Foundation;

namespace Quiver.Storage.Segments;

/// <summary>Numbers distinct words, up to a limit. Reused from one column to the next; not thread safe.</summary>
internal sealed class WordDictionary
{
    /// <summary>Distinct words that it takes.</summary>
    public const int MaxCount = 4096;

    private const int Slots = 4 * MaxCount;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly long[] _words = new long[MaxCount];
    private readonly int[] _ranks = new int[MaxCount];
    private readonly long[] _sorted = new long[MaxCount];
    private readonly short[] _slots = new short[Slots];
    private long[] _codes = [];

    /// <summary>How many distinct words there are.</summary>
    public int Count { get; private set; }

    /// <summary>The words in ascending order, after <see cref="Sort"/>.</summary>
    public ReadOnlySpan<long> Sorted => _sorted.AsSpan(0, Count);

    /// <summary>Forgets all words.</summary>
    public void Clear()
    {
        Array.Clear(_slots);
        Count = 0;
    }

    /// <summary>Adds a word unless it is there; false when it is new and there is no room.</summary>
    public bool Add(long word)
    {
        int slot = Find(word);
        if (_slots[slot] != 0)
        {
            return true;
        }
        if (Count == MaxCount)
        {
            return false;
        }
        _words[Count++] = word;
        _slots[slot] = (short)Count;
        return true;
    }

    /// <summary>Brings the words into ascending order; nothing may be added afterwards.</summary>
    public void Sort()
    {
        Span<int> order = stackalloc int[Count];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
        _words.AsSpan(0, Count).CopyTo(_sorted);
        _sorted.AsSpan(0, Count).Sort(order);
        for (int rank = 0; rank < order.Length; rank++)
        {
            _ranks[order[rank]] = rank;
        }
    }

    /// <summary>For each word, all of which were added, its place in <see cref="Sorted"/>. Valid until the next call.</summary>
    public ReadOnlySpan<long> CodesOf(ReadOnlySpan<long> words)
    {
        if (_codes.Length < words.Length)
        {
            _codes = new long[(int)BitOperations.RoundUpToPowerOf2((uint)words.Length)];
        }
        for (int i = 0; i < words.Length; i++)
        {
            int entry = _slots[Find(words[i])];
            Invariant.Assert(entry != 0);
            _codes[i] = _ranks[entry - 1];
        }
        return _codes.AsSpan(0, words.Length);
    }

    private int Find(long word)
    {
        int slot = (int)((ulong)word * Multiplier >> (64 - 14));
        while (_slots[slot] != 0 && _words[_slots[slot] - 1] != word)
        {
            slot = (slot + 1) & (Slots - 1);
        }
        return slot;
    }
}
