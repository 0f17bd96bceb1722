using System.Numerics;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Keys;

/// <summary>A hash table from UTF-8 text to non-negative numbers. Keeps its own copy of the text; nothing is removed.</summary>
/// <remarks>
/// Texts lie one behind the other in chunks; a place of the table holds the entry that it refers to plus one, 0 when empty. The
/// entry's full hash is kept so that almost no text is compared in vain.
/// </remarks>
internal sealed class TextIndex
{
    private const int InitialCapacity = 16;
    private const int ChunkBytes = 1 << 16;

    private readonly List<byte[]> _chunks = [];
    private int[] _places = new int[InitialCapacity];
    private Entry[] _entries = new Entry[InitialCapacity];

    // More than a chunk has while there is none to fill.
    private int _chunkUsed = ChunkBytes + 1;

    /// <summary>The texts it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Estimated bytes held.</summary>
    public long MemoryBytes { get; private set; }

    /// <summary>The number of a text, or -1.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        ulong hash = ValueHash.OfUtf8(text);
        int entry = _places[PlaceOf(text, hash)] - 1;
        return entry < 0 ? -1 : _entries[entry].Number;
    }

    /// <summary>The number of a text, which becomes <paramref name="newNumber"/> when the text is new.</summary>
    public int FindOrAdd(ReadOnlySpan<byte> text, int newNumber, out bool added)
    {
        ulong hash = ValueHash.OfUtf8(text);
        int place = PlaceOf(text, hash);
        int entry = _places[place] - 1;
        added = entry < 0;
        if (!added)
        {
            return _entries[entry].Number;
        }
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
        }
        Store(text, out int chunk, out int offset);
        _entries[Count] = new Entry(hash, chunk, offset, text.Length, newNumber);
        _places[place] = ++Count;
        MemoryBytes += text.Length + 40;
        if (Count * 2L > _places.Length)
        {
            Grow();
        }
        return newNumber;
    }

    private int PlaceOf(ReadOnlySpan<byte> text, ulong hash)
    {
        int mask = _places.Length - 1;
        for (int place = (int)(hash & (uint)mask); ; place = (place + 1) & mask)
        {
            int entry = _places[place] - 1;
            if (entry < 0 || (_entries[entry].Hash == hash && TextOf(entry).SequenceEqual(text)))
            {
                return place;
            }
        }
    }

    private ReadOnlySpan<byte> TextOf(int entry)
    {
        ref readonly var found = ref _entries[entry];
        return _chunks[found.Chunk].AsSpan(found.Offset, found.Length);
    }

    private void Store(ReadOnlySpan<byte> text, out int chunk, out int offset)
    {
        if (text.Length > ChunkBytes / 4)
        {
            // A long text gets a chunk of its own; the next short one begins a fresh chunk.
            _chunks.Add(text.ToArray());
            chunk = _chunks.Count - 1;
            offset = 0;
            _chunkUsed = ChunkBytes + 1;
            return;
        }
        if (_chunkUsed + text.Length > ChunkBytes)
        {
            _chunks.Add(new byte[ChunkBytes]);
            _chunkUsed = 0;
        }
        chunk = _chunks.Count - 1;
        offset = _chunkUsed;
        text.CopyTo(_chunks[chunk].AsSpan(offset));
        _chunkUsed += text.Length;
    }

    private void Grow()
    {
        int capacity = (int)BitOperations.RoundUpToPowerOf2((uint)checked(_places.Length * 2));
        _places = new int[capacity];
        int mask = capacity - 1;
        for (int entry = 0; entry < Count; entry++)
        {
            int place = (int)(_entries[entry].Hash & (uint)mask);
            while (_places[place] != 0)
            {
                place = (place + 1) & mask;
            }
            _places[place] = entry + 1;
        }
    }

    private readonly record struct Entry(ulong Hash, int Chunk, int Offset, int Length, int Number);
}
