using System.Buffers;
using System.Runtime.InteropServices;
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

    // The pool's array may be longer than the table.
    private Place[] _table;
    private int _places;

    /// <summary>Makes an empty table.</summary>
    /// <param name="capacity">Places to begin with: a power of two, twice as many as words are expected.</param>
    public WordIndex(int capacity = InitialCapacity) => _table = Take(capacity);

    /// <summary>The words it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Estimated bytes held.</summary>
    public long MemoryBytes => (long)_places * (sizeof(long) + sizeof(int));

    /// <summary>The number of a word, or -1.</summary>
    public int Find(long word)
    {
        var table = _table;
        int mask = _places - 1;
        for (int at = PlaceOf(word, mask); ; at = (at + 1) & mask)
        {
            ref readonly var place = ref table[at];
            if (place.Follower == 0 || place.Word == word)
            {
                return place.Follower - 1;
            }
        }
    }

    /// <summary>The number of a word, which becomes <paramref name="newNumber"/> when the word is new.</summary>
    public int FindOrAdd(long word, int newNumber, out bool added)
    {
        var table = _table;
        int mask = _places - 1;
        int at = PlaceOf(word, mask);
        while (table[at].Follower != 0)
        {
            if (table[at].Word == word)
            {
                added = false;
                return table[at].Follower - 1;
            }
            at = (at + 1) & mask;
        }
        table[at] = new Place { Word = word, Follower = newNumber + 1 };
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
            _table.AsSpan(0, _places).Clear();
            Count = 0;
        }
    }

    /// <summary>Takes all words out and gives the memory back.</summary>
    public void Release()
    {
        Return(_table);
        _table = Take(InitialCapacity);
        Count = 0;
    }

    /// <summary>The words that it holds, in no order.</summary>
    public long[] Words()
    {
        long[] words = new long[Count];
        int next = 0;
        foreach (ref readonly var place in _table.AsSpan(0, _places))
        {
            if (place.Follower != 0)
            {
                words[next++] = place.Word;
            }
        }
        return words;
    }

    /// <summary>The words in the order of their numbers, which must be those from 0 on.</summary>
    public long[] WordsByNumber()
    {
        long[] words = new long[Count];
        foreach (ref readonly var place in _table.AsSpan(0, _places))
        {
            if (place.Follower != 0)
            {
                words[place.Follower - 1] = place.Word;
            }
        }
        return words;
    }

    private static int PlaceOf(long word, int mask) =>
        (int)(ValueHash.OfInteger(word) & (uint)mask);

    private Place[] Take(int places)
    {
        _places = places;
        if (places < MinPooled)
        {
            return new Place[places];
        }
        var table = ArrayPool<Place>.Shared.Rent(places);
        table.AsSpan(0, places).Clear();
        return table;
    }

    private static void Return(Place[] table)
    {
        if (table.Length >= MinPooled)
        {
            ArrayPool<Place>.Shared.Return(table);
        }
    }

    private void Grow()
    {
        var old = _table;
        int places = _places;
        var table = _table = Take(checked(places * 2));
        int mask = _places - 1;
        foreach (ref readonly var place in old.AsSpan(0, places))
        {
            if (place.Follower == 0)
            {
                continue;
            }
            int at = PlaceOf(place.Word, mask);
            while (table[at].Follower != 0)
            {
                at = (at + 1) & mask;
            }
            table[at] = place;
        }
        Return(old);
    }

    // Word and number stand together, so that a look-up touches one cache line.
    [StructLayout(LayoutKind.Sequential, Pack = sizeof(int))]
    private struct Place
    {
        public long Word;

        // One more than the word's number; 0 of an empty place.
        public int Follower;
    }
}
