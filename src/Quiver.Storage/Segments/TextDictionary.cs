using Quiver.Foundation.Checksums;

namespace Quiver.Storage.Segments;

/// <summary>
/// Numbers distinct byte strings of one column by their first occurrence, up to a limit. It keeps row numbers, not copies. Reused from one column to
/// the next; not thread safe.
/// </summary>
internal sealed class TextDictionary
{
    /// <summary>Distinct strings that it takes.</summary>
    public const int MaxCount = 8192;

    private const int Slots = 4 * MaxCount;

    private readonly uint[] _hashes = new uint[MaxCount];
    private readonly int[] _rows = new int[MaxCount];
    private readonly short[] _slots = new short[Slots];

    /// <summary>How many distinct strings there are.</summary>
    public int Count { get; private set; }

    /// <summary>For each number the row where it first occurred.</summary>
    public ReadOnlySpan<int> FirstRows => _rows.AsSpan(0, Count);

    /// <summary>Bytes of all distinct strings.</summary>
    public long Bytes { get; private set; }

    /// <summary>Forgets all strings.</summary>
    public void Clear()
    {
        Array.Clear(_slots);
        Count = 0;
        Bytes = 0;
    }

    /// <summary>The number of a row's string, which is added when new; -1 when it is new and there is no room.</summary>
    /// <param name="offsets">Where each row's string begins, and the last ends.</param>
    /// <param name="bytes">The strings.</param>
    /// <param name="row">Which row.</param>
    public int Add(ReadOnlySpan<long> offsets, ReadOnlySpan<byte> bytes, int row)
    {
        var text = StringOf(offsets, bytes, row);
        uint hash = Crc32C.Compute(text);
        uint slot = hash * 0x9E3779B1u >> (32 - 15);
        while (_slots[slot] != 0)
        {
            int entry = _slots[slot] - 1;
            if (
                _hashes[entry] == hash
                && StringOf(offsets, bytes, _rows[entry]).SequenceEqual(text)
            )
            {
                return entry;
            }
            slot = (slot + 1) & (Slots - 1);
        }
        if (Count == MaxCount)
        {
            return -1;
        }
        _hashes[Count] = hash;
        _rows[Count] = row;
        _slots[slot] = (short)++Count;
        Bytes += text.Length;
        return Count - 1;
    }

    /// <summary>A row's string.</summary>
    public static ReadOnlySpan<byte> StringOf(
        ReadOnlySpan<long> offsets,
        ReadOnlySpan<byte> bytes,
        int row
    ) => bytes[(int)offsets[row]..(int)offsets[row + 1]];
}
