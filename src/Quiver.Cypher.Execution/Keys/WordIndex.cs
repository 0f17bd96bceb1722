using System.Numerics;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Keys;

/// <summary>A hash table from 64-bit words to non-negative numbers. Open addressing; words are never removed.</summary>
/// <param name="capacity">Places to begin with: a power of two, twice as many as words are expected.</param>
internal sealed class WordIndex(int capacity = WordIndex.InitialCapacity)
{
    private const int InitialCapacity = 16;

    // An empty place has the number -1.
    private long[] _words = new long[capacity];
    private int[] _numbers = NewNumbers(capacity);

    /// <summary>The words it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Estimated bytes held.</summary>
    public long MemoryBytes => _words.Length * (sizeof(long) + sizeof(int));

    /// <summary>The number of a word, or -1.</summary>
    public int Find(long word)
    {
        int mask = _words.Length - 1;
        for (int place = PlaceOf(word, mask); ; place = (place + 1) & mask)
        {
            int number = _numbers[place];
            if (number < 0 || _words[place] == word)
            {
                return number;
            }
        }
    }

    /// <summary>The number of a word, which becomes <paramref name="newNumber"/> when the word is new.</summary>
    public int FindOrAdd(long word, int newNumber, out bool added)
    {
        int mask = _words.Length - 1;
        int place = PlaceOf(word, mask);
        while (true)
        {
            int number = _numbers[place];
            if (number < 0)
            {
                break;
            }
            if (_words[place] == word)
            {
                added = false;
                return number;
            }
            place = (place + 1) & mask;
        }
        _words[place] = word;
        _numbers[place] = newNumber;
        added = true;
        if (++Count * 2L > _words.Length)
        {
            Grow();
        }
        return newNumber;
    }

    /// <summary>Takes all words out and keeps the memory.</summary>
    public void Clear()
    {
        if (Count > 0)
        {
            Array.Fill(_numbers, -1);
            Count = 0;
        }
    }

    /// <summary>The words that it holds, in no order.</summary>
    public long[] Words()
    {
        long[] words = new long[Count];
        int next = 0;
        for (int place = 0; place < _words.Length; place++)
        {
            if (_numbers[place] >= 0)
            {
                words[next++] = _words[place];
            }
        }
        return words;
    }

    private static int PlaceOf(long word, int mask) =>
        (int)(ValueHash.OfInteger(word) & (uint)mask);

    private static int[] NewNumbers(int capacity)
    {
        int[] numbers = new int[capacity];
        Array.Fill(numbers, -1);
        return numbers;
    }

    private void Grow()
    {
        long[] words = _words;
        int[] numbers = _numbers;
        int places = (int)BitOperations.RoundUpToPowerOf2((uint)checked(words.Length * 2));
        _words = new long[places];
        _numbers = NewNumbers(places);
        int mask = places - 1;
        for (int i = 0; i < words.Length; i++)
        {
            if (numbers[i] < 0)
            {
                continue;
            }
            int place = PlaceOf(words[i], mask);
            while (_numbers[place] >= 0)
            {
                place = (place + 1) & mask;
            }
            _words[place] = words[i];
            _numbers[place] = numbers[i];
        }
    }
}
