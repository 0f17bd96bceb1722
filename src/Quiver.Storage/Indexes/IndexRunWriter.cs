using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Quiver.Foundation;
using Quiver.Foundation.Checksums;

namespace Quiver.Storage.Indexes;

/// <summary>Writes an index run from entries that come in order. Holds one block and the directory.</summary>
/// <param name="output">Where to.</param>
internal sealed class IndexRunWriter(IBufferWriter<byte> output)
{
    private const int MaxEntries = 1024;

    // Most runs in memory have a few entries.
    private const int FirstEntries = 32;
    private const int MaxKeyBytes = 16 << 10;

    private readonly List<IndexDirectoryEntry> _directory = [];
    private readonly ArrayBufferWriter<byte> _directoryKeys = new();
    private readonly KeyBuffer _keys = new();
    private int[] _ends = new int[FirstEntries];
    private long[] _ids = new long[FirstEntries];
    private int _count;
    private long _offset;
    private long _distinct;

    /// <summary>Entries so far.</summary>
    public long EntryCount { get; private set; }

    private ReadOnlySpan<byte> Key(int index) =>
        _keys.Span[(index == 0 ? 0 : _ends[index - 1]).._ends[index]];

    /// <summary>Adds an entry above all before.</summary>
    /// <returns>Whether its key is another than that of the entry before.</returns>
    public bool Add(ReadOnlySpan<byte> key, long id)
    {
        if (_count == MaxEntries || (_count > 0 && _keys.Length + key.Length > MaxKeyBytes))
        {
            bool isNew = !Key(_count - 1).SequenceEqual(key);
            EndBlock();
            Put(key, id, isNew);
            return isNew;
        }
        bool isOther = _count == 0 ? EntryCount == 0 : !Key(_count - 1).SequenceEqual(key);
        Put(key, id, isOther);
        return isOther;
    }

    /// <summary>Begins another run, when the one before was taken out of the output.</summary>
    public void Restart()
    {
        _directory.Clear();
        _directoryKeys.ResetWrittenCount();
        _keys.Clear();
        _count = 0;
        _offset = 0;
        _distinct = 0;
        EntryCount = 0;
    }

    /// <summary>Ends the run; called once.</summary>
    /// <returns>The CRC-32C of directory and trailer.</returns>
    public uint Finish()
    {
        if (_count > 0)
        {
            EndBlock();
        }
        var entries = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_directory));
        uint checksum = Crc32C.Compute(entries);
        checksum = Crc32C.Append(checksum, _directoryKeys.WrittenSpan);
        output.Write(entries);
        output.Write(_directoryKeys.WrittenSpan);
        ReadOnlySpan<IndexRunTrailer> trailer =
        [
            new()
            {
                DirectoryOffset = _offset,
                DirectoryLength = checked(entries.Length + _directoryKeys.WrittenCount),
                BlockCount = _directory.Count,
                EntryCount = EntryCount,
                DistinctKeys = _distinct,
                Version = IndexRunTrailer.CurrentVersion,
                Magic = IndexRunTrailer.ExpectedMagic,
            },
        ];
        var bytes = MemoryMarshal.AsBytes(trailer);
        output.Write(bytes);
        return Crc32C.Append(checksum, bytes);
    }

    private void Put(ReadOnlySpan<byte> key, long id, bool isNew)
    {
        if (_count == _ends.Length)
        {
            Array.Resize(ref _ends, MaxEntries);
            Array.Resize(ref _ids, MaxEntries);
        }
        _keys.Append(key);
        _ends[_count] = _keys.Length;
        _ids[_count++] = id;
        EntryCount++;
        _distinct += isNew ? 1 : 0;
    }

    private void EndBlock()
    {
        var first = Key(0);
        int prefix = first.CommonPrefixLength(Key(_count - 1));
        int suffixBytes = first.Length - prefix;
        long least = _ids[0];
        long greatest = _ids[0];
        for (int i = 1; i < _count; i++)
        {
            suffixBytes = Key(i).Length - prefix == suffixBytes ? suffixBytes : -1;
            least = Math.Min(least, _ids[i]);
            greatest = Math.Max(greatest, _ids[i]);
        }
        int idBytes = Math.Max(
            1,
            (71 - BitOperations.LeadingZeroCount((ulong)(greatest - least))) / 8
        );
        int suffixes = _keys.Length - prefix * _count;
        int offsets = suffixBytes < 0 ? (_count + 1) * sizeof(int) : 0;
        int length = IndexBlock.HeaderBytes + prefix + _count * idBytes + offsets + suffixes;
        var block = output.GetSpan(length)[..length];
        BinaryPrimitives.WriteInt32LittleEndian(block, _count);
        BinaryPrimitives.WriteInt32LittleEndian(block[4..], prefix);
        BinaryPrimitives.WriteInt32LittleEndian(block[8..], suffixBytes);
        BinaryPrimitives.WriteInt32LittleEndian(block[12..], idBytes);
        BinaryPrimitives.WriteInt64LittleEndian(block[16..], least);
        var rest = block[IndexBlock.HeaderBytes..];
        first[..prefix].CopyTo(rest);
        rest = rest[prefix..];
        for (int i = 0; i < _count; i++)
        {
            WriteId(rest[(i * idBytes)..], _ids[i] - least, idBytes);
        }
        WriteSuffixes(rest[(_count * idBytes)..], prefix, hasOffsets: suffixBytes < 0);
        AddToDirectory(first, length, Crc32C.Compute(block));
        output.Advance(length);
        _offset += length;
        _keys.Clear();
        _count = 0;
    }

    private static void WriteId(Span<byte> target, long above, int bytes)
    {
        for (int i = 0; i < bytes; i++)
        {
            target[i] = (byte)(above >> (i * 8));
        }
    }

    private void WriteSuffixes(Span<byte> target, int prefix, bool hasOffsets)
    {
        var text = hasOffsets ? target[((_count + 1) * sizeof(int))..] : target;
        int at = 0;
        for (int i = 0; i < _count; i++)
        {
            if (hasOffsets)
            {
                BinaryPrimitives.WriteInt32LittleEndian(target[(i * sizeof(int))..], at);
            }
            var suffix = Key(i)[prefix..];
            suffix.CopyTo(text[at..]);
            at += suffix.Length;
        }
        if (hasOffsets)
        {
            BinaryPrimitives.WriteInt32LittleEndian(target[(_count * sizeof(int))..], at);
        }
        Invariant.Assert(at == text.Length);
    }

    private void AddToDirectory(ReadOnlySpan<byte> firstKey, int length, uint checksum)
    {
        _directory.Add(
            new(
                _offset,
                EntryCount - _count,
                _ids[0],
                length,
                checksum,
                _directoryKeys.WrittenCount,
                firstKey.Length
            )
        );
        _directoryKeys.Write(firstKey);
    }
}
