using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Storage.Delta;
using Quiver.Storage.Manifests;
using Quiver.Storage.Store;

namespace Quiver.Storage.Indexes;

/// <summary>A sorted run of an index: (key, id) entries in blocks, found by binary search. Immutable.</summary>
/// <remarks>
/// <code>
/// blocks (IndexBlock), one behind the other
/// directory: an IndexDirectoryEntry a block; the keys of the blocks' first entries
/// trailer (IndexRunTrailer)
/// </code>
/// Directory and trailer are verified when the run is opened, a block at its first use. Unsafe: a run over a mapped file makes spans from the map's pointer,
/// each compared with the map's length, valid until disposal. Thread safe.
/// </remarks>
internal sealed unsafe class IndexRun : IDisposable
{
    private static readonly int EntryBytes = Unsafe.SizeOf<IndexDirectoryEntry>();
    private static readonly int TrailerBytes = Unsafe.SizeOf<IndexRunTrailer>();

    private readonly byte[]? _array;
    private readonly IMappedRegion? _region;
    private readonly IndexRunTrailer _trailer;
    private readonly int[] _verified;

    private IndexRun(byte[]? array, IMappedRegion? region, string source, uint? checksum = null)
    {
        _array = array;
        _region = region;
        Source = source;
        _trailer = ReadTrailer();
        if (checksum is { } expected)
        {
            CompareChecksum(expected);
        }
        RefuseNewer();
        _verified = new int[(_trailer.BlockCount + 31) / 32];
        Validate();
    }

    /// <summary>A run without entries.</summary>
    public static IndexRun Empty { get; } = MakeEmpty();

    /// <summary>Where it stands, for messages.</summary>
    public string Source { get; }

    /// <summary>The number of entries.</summary>
    public long EntryCount => _trailer.EntryCount;

    /// <summary>The number of different keys.</summary>
    public long DistinctKeys => _trailer.DistinctKeys;

    /// <summary>The number of blocks.</summary>
    public int BlockCount => _trailer.BlockCount;

    /// <summary>Bytes in all.</summary>
    public long Length => _array?.Length ?? _region!.Length;

    /// <summary>All bytes of a run in memory.</summary>
    public ReadOnlySpan<byte> Bytes => _array;

    private ReadOnlySpan<IndexDirectoryEntry> Entries =>
        MemoryMarshal.Cast<byte, IndexDirectoryEntry>(
            Slice(_trailer.DirectoryOffset, _trailer.BlockCount * EntryBytes)
        );

    private ReadOnlySpan<byte> Keys =>
        Slice(_trailer.DirectoryOffset, _trailer.DirectoryLength)[
            (_trailer.BlockCount * EntryBytes)..
        ];

    /// <summary>A run in memory, which owns the array from now on.</summary>
    public static IndexRun Open(byte[] bytes, string source) => new(bytes, null, source);

    /// <summary>A run over a mapped file, which it owns from now on.</summary>
    /// <exception cref="CorruptionException">The bytes are no run.</exception>
    public static IndexRun Open(IMappedRegion region, string source) => Open(region, source, null);

    /// <summary>A run of a store.</summary>
    /// <exception cref="CorruptionException">The file is not what was written.</exception>
    public static IndexRun Open(IStoreFiles store, IndexFile file) =>
        Open(store.Map(file.Name, file.Length), store.PathOf(file.Name), file.Checksum);

    /// <summary>The CRC-32C of directory and trailer, which hold those of the blocks.</summary>
    public uint Checksum() =>
        Crc32C.Append(
            Crc32C.Compute(Slice(_trailer.DirectoryOffset, _trailer.DirectoryLength)),
            Slice(Length - TrailerBytes, TrailerBytes)
        );

    /// <summary>Tells of most keys at once that no entry has them, by their hashes; set before others know the run. Null where every search looks.</summary>
    public IdFilter? KeyFilter { private get; set; }

    /// <summary>Whether a whole key may be among the entries' keys; certain only when not.</summary>
    /// <param name="hash">The key's <see cref="UniqueKeys.HashOf"/>.</param>
    public bool MayHaveKey(ulong hash) => KeyFilter?.MayContain((long)hash) ?? true;

    /// <summary>A block.</summary>
    /// <exception cref="CorruptionException">Its checksum differs.</exception>
    public IndexBlock Block(int index)
    {
        var entry = Entries[index];
        var bytes = Slice(entry.Offset, entry.Length);
        int bit = 1 << (index & 31);
        if ((Volatile.Read(ref _verified[index >> 5]) & bit) == 0)
        {
            uint found = Crc32C.Compute(bytes);
            if (found != entry.Checksum)
            {
                throw CorruptionException.Checksum(Source, entry.Offset, entry.Checksum, found);
            }
            Interlocked.Or(ref _verified[index >> 5], bit);
        }
        return new(bytes);
    }

    /// <summary>What the directory says of a block.</summary>
    public IndexDirectoryEntry Entry(int block) => Entries[block];

    /// <summary>The key of the first entry of a block, as the directory says.</summary>
    public ReadOnlySpan<byte> FirstKey(int block)
    {
        var entry = Entries[block];
        return Keys.Slice(entry.KeyOffset, entry.KeyLength);
    }

    /// <summary>How many entries stand in the blocks before one; all for the number of blocks.</summary>
    public long FirstEntry(int block) =>
        block == BlockCount ? EntryCount : Entries[block].FirstEntry;

    /// <summary>The block that holds an entry, counted from 0.</summary>
    public int BlockOf(long entry)
    {
        var entries = Entries;
        int low = 0;
        int high = entries.Length - 1;
        while (low < high)
        {
            int middle = (int)((uint)(low + high + 1) >> 1);
            if (entries[middle].FirstEntry <= entry)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }
        return low;
    }

    /// <summary>The number of entries below a key and id. Reads one block at most.</summary>
    public long LowerBound(ReadOnlySpan<byte> key, long id)
    {
        var entries = Entries;
        var keys = Keys;
        int low = 0;
        int high = entries.Length;
        while (low < high)
        {
            int middle = (int)((uint)(low + high) >> 1);
            ref readonly var entry = ref entries[middle];
            int order = keys.Slice(entry.KeyOffset, entry.KeyLength).SequenceCompareTo(key);
            if (order < 0 || (order == 0 && entry.FirstId < id))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        // All blocks from here on begin at or above: the bound lies in the block before.
        return low == 0 ? 0 : entries[low - 1].FirstEntry + Block(low - 1).LowerBound(key, id);
    }

    /// <inheritdoc/>
    public void Dispose() => _region?.Dispose();

    private static IndexRun MakeEmpty()
    {
        var output = new ArrayBufferWriter<byte>();
        new IndexRunWriter(output).Finish();
        return Open(output.WrittenSpan.ToArray(), "an empty list");
    }

    private static IndexRun Open(IMappedRegion region, string source, uint? checksum)
    {
        try
        {
            return new(null, region, source, checksum);
        }
        catch
        {
            region.Dispose();
            throw;
        }
    }

    private IndexRunTrailer ReadTrailer()
    {
        if (Length < TrailerBytes)
        {
            throw Damaged(0, "an index run", $"{Length} bytes");
        }
        var trailer = MemoryMarshal.Read<IndexRunTrailer>(
            Slice(Length - TrailerBytes, TrailerBytes)
        );
        if (trailer.Magic != IndexRunTrailer.ExpectedMagic)
        {
            throw Damaged(Length - TrailerBytes, "the end of an index run", "other bytes");
        }
        bool isInside =
            trailer.BlockCount >= 0
            && trailer.DirectoryOffset >= 0
            && trailer.DirectoryLength >= (long)trailer.BlockCount * EntryBytes
            && trailer.DirectoryOffset == Length - TrailerBytes - trailer.DirectoryLength;
        return isInside
            ? trailer
            : throw Damaged(Length - TrailerBytes, "a directory inside the file", "another place");
    }

    private void CompareChecksum(uint expected)
    {
        uint found = Checksum();
        if (found != expected)
        {
            throw CorruptionException.Checksum(Source, _trailer.DirectoryOffset, expected, found);
        }
    }

    private void RefuseNewer()
    {
        if (_trailer.Version > IndexRunTrailer.CurrentVersion)
        {
            throw new StorageException(
                $"{Source} has the index format {_trailer.Version}, which this release does not know. Use a newer release of Quiver."
            );
        }
    }

    private void Validate()
    {
        long offset = 0;
        long first = 0;
        int keyOffset = 0;
        foreach (ref readonly var entry in Entries)
        {
            if (
                entry.Offset != offset
                || entry.Length < IndexBlock.HeaderBytes
                || entry.FirstEntry < first
                || entry.KeyOffset != keyOffset
                || entry.KeyLength < 0
                || entry.KeyLength > Keys.Length - keyOffset
            )
            {
                throw Damaged(_trailer.DirectoryOffset, "blocks in order", "others");
            }
            offset += entry.Length;
            first = entry.FirstEntry;
            keyOffset += entry.KeyLength;
        }
        if (offset != _trailer.DirectoryOffset || first > _trailer.EntryCount)
        {
            throw Damaged(_trailer.DirectoryOffset, "blocks up to the directory", "others");
        }
    }

    private ReadOnlySpan<byte> Slice(long offset, int length)
    {
        if (_array is not null)
        {
            return _array.AsSpan((int)offset, length);
        }
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, _region!.Length - length);
        return new(_region.Pointer + offset, length);
    }

    private CorruptionException Damaged(long offset, string expected, string found) =>
        new(Source, offset, expected, found);
}
