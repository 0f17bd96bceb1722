using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Quiver.Storage.Indexes;

/// <summary>A block of an index run: entries in the order of key and id. Every access is checked against the block's bounds.</summary>
/// <remarks>
/// <code>
/// 0   u32 entries (n); u32 length of the prefix that all keys have; u32 length of all suffixes when they have one, else -1
/// 12  u32 bytes of an id (1 to 8); i64 least id
/// 24  the prefix
///     n × id less the least id
///     u32 × (n + 1) where suffixes begin        (only when lengths differ)
///     suffixes
/// </code>
/// </remarks>
internal readonly ref struct IndexBlock
{
    /// <summary>The length of what stands before the prefix.</summary>
    public const int HeaderBytes = 24;

    private readonly ReadOnlySpan<byte> _ids;
    private readonly ReadOnlySpan<byte> _offsets;
    private readonly ReadOnlySpan<byte> _suffixes;
    private readonly long _leastId;
    private readonly int _idBytes;
    private readonly int _suffixBytes;

    /// <summary>Reads the block's head.</summary>
    /// <param name="block">Its bytes, whose checksum was verified.</param>
    public IndexBlock(ReadOnlySpan<byte> block)
    {
        Count = BinaryPrimitives.ReadInt32LittleEndian(block);
        int prefixBytes = BinaryPrimitives.ReadInt32LittleEndian(block[4..]);
        _suffixBytes = BinaryPrimitives.ReadInt32LittleEndian(block[8..]);
        _idBytes = BinaryPrimitives.ReadInt32LittleEndian(block[12..]);
        _leastId = BinaryPrimitives.ReadInt64LittleEndian(block[16..]);
        var rest = block[HeaderBytes..];
        Prefix = rest[..prefixBytes];
        rest = rest[prefixBytes..];
        _ids = rest[..checked(Count * _idBytes)];
        rest = rest[_ids.Length..];
        _offsets = _suffixBytes < 0 ? rest[..checked((Count + 1) * sizeof(int))] : [];
        _suffixes = rest[_offsets.Length..];
    }

    /// <summary>The number of entries.</summary>
    public int Count { get; }

    /// <summary>What all keys begin with.</summary>
    public ReadOnlySpan<byte> Prefix { get; }

    /// <summary>The id of an entry.</summary>
    public long Id(int index)
    {
        var bytes = _ids.Slice(index * _idBytes, _idBytes);
        ulong above = 0;
        for (int i = bytes.Length - 1; i >= 0; i--)
        {
            above = above << 8 | bytes[i];
        }
        return _leastId + (long)above;
    }

    /// <summary>What follows the prefix in an entry's key.</summary>
    public ReadOnlySpan<byte> Suffix(int index)
    {
        if (_suffixBytes >= 0)
        {
            return _suffixes.Slice(index * _suffixBytes, _suffixBytes);
        }
        var offsets = MemoryMarshal.Cast<byte, int>(_offsets);
        return _suffixes[offsets[index]..offsets[index + 1]];
    }

    /// <summary>The first entry that is not below a key and id; <see cref="Count"/> when all are.</summary>
    public int LowerBound(ReadOnlySpan<byte> key, long id)
    {
        int common = Math.Min(Prefix.Length, key.Length);
        int comparison = Prefix[..common].SequenceCompareTo(key[..common]);
        if (comparison != 0 || key.Length < Prefix.Length)
        {
            return comparison < 0 ? Count : 0;
        }
        var suffix = key[common..];
        int low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = (int)((uint)(low + high) >> 1);
            int order = Suffix(middle).SequenceCompareTo(suffix);
            if (order < 0 || (order == 0 && Id(middle) < id))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    /// <summary>The first entry from a place on that is not below a key: looked for in steps that double. All before the place are below it.</summary>
    public int LowerBound(ReadOnlySpan<byte> key, int from)
    {
        int common = Math.Min(Prefix.Length, key.Length);
        int comparison = Prefix[..common].SequenceCompareTo(key[..common]);
        if (comparison != 0 || key.Length < Prefix.Length)
        {
            return comparison < 0 ? Count : from;
        }
        var suffix = key[common..];
        int step = 1;
        while (from + step <= Count && Suffix(from + step - 1).SequenceCompareTo(suffix) < 0)
        {
            from += step;
            step *= 2;
        }
        int to = Math.Min(from + step - 1, Count);
        while (from < to)
        {
            int middle = (int)((uint)(from + to) >> 1);
            (from, to) =
                Suffix(middle).SequenceCompareTo(suffix) < 0 ? (middle + 1, to) : (from, middle);
        }
        return from;
    }

    /// <summary>Whether an entry has a key.</summary>
    public bool HasKey(int index, ReadOnlySpan<byte> key) =>
        key.StartsWith(Prefix) && key[Prefix.Length..].SequenceEqual(Suffix(index));
}
