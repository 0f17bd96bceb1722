using System.Buffers;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Keys;

/// <summary>A hash table from 64-bit words to non-negative numbers. Open addressing; words are never removed.</summary>
/// <remarks>
/// The arrays of a large table are the pool's: large arrays that are made anew for each query keep the collector busy with full collections. Who has done with a table calls <see cref="Release"/>;
/// without that its arrays are only lost to the pool.
/// </remarks>
internal sealed class WordIndex
{
    private const int InitialCapacity = 16;
    private const int MinPooled = 1 << 12;

    // An empty place has the number -1. The pool's arrays may be longer than the table.
    private long[] _words;
    private int[] _numbers;
    private int _places;

    /// <summary>Makes an empty table.</summary>
    /// <param name="capacity">Places to begin with: a power of two, twice as many as words are expected.</param>
    public WordIndex(int capacity = InitialCapacity) => (_words, _numbers) = Take(capacity);

    /// <summary>The words it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Estimated bytes held.</summary>
    public long MemoryBytes => (long)_places * (sizeof(long) + sizeof(int));

    /// <summary>The number of a word, or -1.</summary>
    public int Find(long word)
    {
        int mask = _places - 1;
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
        int mask = _places - 1;
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
        if (++Count * 2L > _places)
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
            _numbers.AsSpan(0, _places).Fill(-1);
            Count = 0;
        }
    }

    /// <summary>Takes all words out and gives the memory back.</summary>
    public void Release()
    {
        Return(_words, _numbers);
        (_words, _numbers) = Take(InitialCapacity);
        Count = 0;
    }

    /// <summary>The words that it holds, in no order.</summary>
    public long[] Words()
    {
        long[] words = new long[Count];
        int next = 0;
        for (int place = 0; place < _places; place++)
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

    private (long[] Words, int[] Numbers) Take(int places)
    {
        bool isPooled = places >= MinPooled;
        long[] words = isPooled ? ArrayPool<long>.Shared.Rent(places) : new long[places];
        int[] numbers = isPooled ? ArrayPool<int>.Shared.Rent(places) : new int[places];
        numbers.AsSpan(0, places).Fill(-1);
        _places = places;
        return (words, numbers);
    }

    private static void Return(long[] words, int[] numbers)
    {
        if (words.Length >= MinPooled)
        {
            ArrayPool<long>.Shared.Return(words);
            ArrayPool<int>.Shared.Return(numbers);
        }
    }

    private void Grow()
    {
        long[] words = _words;
        int[] numbers = _numbers;
        int places = _places;
        (_words, _numbers) = Take(checked(places * 2));
        int mask = _places - 1;
        for (int i = 0; i < places; i++)
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
        Return(words, numbers);
    }
}
