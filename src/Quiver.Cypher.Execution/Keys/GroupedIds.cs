namespace Quiver.Cypher.Execution.Keys;

/// <summary>
/// A set of small ids for each of many groups. Each group has a hash table of its own: rows of one group mostly come one behind the other, and its table is then in the processor's cache,
/// where one table for all groups would not be.
/// </summary>
internal sealed class GroupedIds
{
    private const int MinPlaces = 4;

    // Tables up to this size are cut from chunks of it: 64 KiB, so that the collector need not treat them as large.
    private const int ChunkPlaces = 1 << 14;
    private const uint Spread = 0x9E3779B1;
    private const int TableBytes = 24;

    // By the logarithm of their places: tables that their groups have outgrown.
    private readonly Stack<(int[] Array, int Start)>[] _free = NewFree();
    private Table[] _tables = [];
    private int[] _chunk = [];
    private int _chunkUsed;
    private long _places;

    /// <summary>Estimated bytes held.</summary>
    public long MemoryBytes => (_places * sizeof(int)) + ((long)_tables.Length * TableBytes);

    /// <summary>Makes room for groups 0 to <paramref name="count"/> - 1.</summary>
    public void EnsureGroups(int count)
    {
        if (_tables.Length < count)
        {
            Array.Resize(ref _tables, Math.Max(count, _tables.Length * 2));
        }
    }

    /// <summary>Adds an id, of 0 to <see cref="KeyCodes.MaxId"/>, to a group's; false when it was there before.</summary>
    public bool Add(int group, int id)
    {
        ref var table = ref _tables[group];
        if (4 * table.Count >= 3 * (table.Mask + 1) || table.Array is null)
        {
            Grow(ref table);
        }
        var places = table.Array.AsSpan(table.Start, table.Mask + 1);
        int mask = places.Length - 1;
        for (int at = PlaceOf(id, mask); ; at = (at + 1) & mask)
        {
            int found = places[at] - 1;
            if (found == id)
            {
                return false;
            }
            if (found < 0)
            {
                places[at] = id + 1;
                table.Count++;
                return true;
            }
        }
    }

    /// <summary>The ids of a group, in no order.</summary>
    public int[] ToArray(int group)
    {
        if (group >= _tables.Length || _tables[group].Array is null)
        {
            return [];
        }
        var table = _tables[group];
        int[] ids = new int[table.Count];
        int next = 0;
        foreach (int place in table.Array.AsSpan(table.Start, table.Mask + 1))
        {
            if (place > 0)
            {
                ids[next++] = place - 1;
            }
        }
        return ids;
    }

    private static int PlaceOf(int id, int mask)
    {
        uint hash = (uint)id * Spread;
        return (int)((hash ^ (hash >> 15)) & (uint)mask);
    }

    private void Grow(ref Table table)
    {
        var old = table;
        int places = old.Array is null ? MinPlaces : checked(2 * (old.Mask + 1));
        (table.Array, table.Start) = Take(places);
        table.Mask = places - 1;
        if (old.Array is null)
        {
            return;
        }
        var former = old.Array.AsSpan(old.Start, old.Mask + 1);
        foreach (int place in former)
        {
            if (place == 0)
            {
                continue;
            }
            int at = PlaceOf(place - 1, table.Mask);
            while (table.Array[table.Start + at] != 0)
            {
                at = (at + 1) & table.Mask;
            }
            table.Array[table.Start + at] = place;
        }
        if (former.Length <= ChunkPlaces)
        {
            former.Clear();
            _free[int.Log2(former.Length)].Push((old.Array, old.Start));
        }
        else
        {
            _places -= former.Length;
        }
    }

    private (int[] Array, int Start) Take(int places)
    {
        if (places > ChunkPlaces)
        {
            _places += places;
            return (new int[places], 0);
        }
        if (_free[int.Log2(places)].TryPop(out var free))
        {
            return free;
        }
        if (_chunk.Length - _chunkUsed < places)
        {
            // What is left of the chunk is lost: tables double, so that it is seldom much.
            _chunk = new int[ChunkPlaces];
            _chunkUsed = 0;
            _places += ChunkPlaces;
        }
        int start = _chunkUsed;
        _chunkUsed += places;
        return (_chunk, start);
    }

    private static Stack<(int[] Array, int Start)>[] NewFree()
    {
        var free = new Stack<(int[] Array, int Start)>[int.Log2(ChunkPlaces) + 1];
        for (int i = 0; i < free.Length; i++)
        {
            free[i] = new();
        }
        return free;
    }

    private struct Table
    {
        // A place holds one more than an id, or 0. Null as long as the group has none.
        public int[]? Array;
        public int Start;
        public int Mask;
        public int Count;
    }
}
