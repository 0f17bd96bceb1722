using System.Runtime.CompilerServices;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Foundation.Memory;
using Quiver.Import.Values;
using Quiver.Storage;

namespace Quiver.Import.Ids;

/// <summary>Ids in a file, in the order of their hashes: a part of a map that did not fit into memory, or a whole one. Reading is safe from several threads.</summary>
/// <remarks>
/// <code>
/// header   64 bytes: see IdFileHeader
/// entries  hash                  8 bytes
///          node (48 bits) and length of the text (16 bits, 65535 when another 4 bytes with the length follow)   8 bytes
///          text                  none for integers
/// </code>
/// Memory holds where about every 8 KiB an entry begins, with its hash. Unsafe: entries are read only as far as the bytes that were read; files of other processes are
/// used only after their checksum was compared.
/// </remarks>
internal sealed unsafe class IdFile(IFileHandle file, IdFileHeader header, List<IdFilePage> pages)
    : IDisposable
{
    /// <summary>About how many bytes lie between two places that memory knows.</summary>
    public const int PageBytes = 8192;

    /// <summary>Bytes of an entry before its text.</summary>
    public const int EntryHeaderBytes = 2 * sizeof(ulong);

    /// <summary>The length that says that another four bytes hold the length.</summary>
    public const int LongLength = ushort.MaxValue;

    private const int WindowPages = 32;
    private const int SkippedBytes = 8 * EntryHeaderBytes;
    private const int CheckBytes = 1 << 20;

    /// <summary>Its header.</summary>
    public IdFileHeader Header => header;

    /// <summary>How many ids it holds.</summary>
    public long Count => header.Count;

    /// <summary>Where it is.</summary>
    public string Path { get; private set; } = file.Path;

    /// <summary>Bytes of memory held.</summary>
    public long MemoryBytes => (long)pages.Capacity * sizeof(IdFilePage);

    /// <summary>Opens a file that may be of another process, and checks every byte of it.</summary>
    /// <exception cref="CorruptionException">It is not what was written.</exception>
    public static IdFile Open(IFileSystem files, string path)
    {
        var file = files.OpenRead(path);
        try
        {
            var header = IdFileHeader.Read(file);
            CheckEntries(file, header);
            var result = new IdFile(file, header, []);
            result.CollectPages();
            return result;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Gives it another name.</summary>
    public void MoveTo(IFileSystem files, string path)
    {
        if (path != Path)
        {
            files.Rename(Path, path);
            Path = path;
        }
    }

    /// <summary>Goes through all entries in order.</summary>
    public IdFileCursor Read(int bufferBytes) =>
        new(file, IdFileHeader.Bytes, IdFileHeader.Bytes + header.EntryBytes, bufferBytes);

    /// <summary>Looks up ids in one sweep over those parts of the file that any of them can be in.</summary>
    /// <param name="lookups">What to look for, sorted.</param>
    /// <param name="ids">The column that the rows belong to.</param>
    /// <param name="nodes">Receives the nodes of the rows whose ids are there; others stay as they are.</param>
    /// <param name="window">Memory for what is read.</param>
    public void Find(IdLookups lookups, ColumnChunk ids, Span<long> nodes, ScratchMemory window)
    {
        var sorted = lookups.Sorted;
        int next = 0;
        int page = 0;
        while (next < sorted.Length && pages.Count > 0)
        {
            page = FindPage(sorted[next].Hash, page);
            // Where nearly every page is wanted, many are read at once.
            int wanted = (int)
                Math.Clamp((long)(sorted.Length - next) * 4 / (pages.Count - page), 1, WindowPages);
            int end = Math.Min(page + wanted, pages.Count);
            long from = pages[page].Offset;
            long to =
                end < pages.Count ? pages[end].Offset : IdFileHeader.Bytes + header.EntryBytes;
            byte* bytes = window.Reserve<byte>(to - from);
            ReadExactly(file, new Span<byte>(bytes, checked((int)(to - from))), from);
            next = Join(bytes, bytes + (to - from), sorted, next, ids, nodes);
            page = end;
            if (next < sorted.Length && end == pages.Count)
            {
                return;
            }
        }
    }

    public void Dispose() => file.Dispose();

    /// <summary>Reads a span that must be in the file.</summary>
    public static void ReadExactly(IFileHandle file, Span<byte> destination, long offset)
    {
        int read = file.Read(destination, offset);
        if (read != destination.Length)
        {
            throw new CorruptionException(
                file.Path,
                offset,
                $"{destination.Length} bytes",
                $"{read} bytes"
            );
        }
    }

    /// <summary>The last page that begins below a hash: equal hashes may begin at its end.</summary>
    private int FindPage(ulong hash, int from)
    {
        int low = from;
        int high = pages.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (pages[middle].FirstHash < hash)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return Math.Max(from, low - 1);
    }

    /// <summary>Compares sorted entries with sorted lookups; returns the first lookup that entries behind these may answer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Join(
        byte* at,
        byte* end,
        ReadOnlySpan<IdLookup> lookups,
        int next,
        ColumnChunk ids,
        Span<long> nodes
    )
    {
        bool isText = !ids.HoldsWords;
        ulong wanted = lookups[next].Hash;
        ulong hash = Unsafe.ReadUnaligned<ulong>(at);
        while (true)
        {
            // Integers all have the same length: several are passed at once.
            while (
                !isText
                && end - at > SkippedBytes
                && Unsafe.ReadUnaligned<ulong>(at + SkippedBytes) < wanted
            )
            {
                at += SkippedBytes;
                hash = Unsafe.ReadUnaligned<ulong>(at);
            }
            while (hash < wanted)
            {
                at = Behind(at);
                if (at >= end)
                {
                    return next;
                }
                hash = Unsafe.ReadUnaligned<ulong>(at);
            }
            while (wanted < hash)
            {
                if (++next == lookups.Length)
                {
                    return next;
                }
                wanted = lookups[next].Hash;
            }
            if (hash != wanted)
            {
                continue;
            }
            ReadEntry(at, hash, out var entry);
            for (int i = next; i < lookups.Length && lookups[i].Hash == hash; i++)
            {
                int row = lookups[i].Row;
                if (!isText || entry.Is(ids.BytesOf(row)))
                {
                    nodes[row] = entry.Node;
                }
            }
            at = Behind(at);
            if (at >= end)
            {
                return next;
            }
            hash = Unsafe.ReadUnaligned<ulong>(at);
        }
    }

    /// <summary>The place behind an entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Behind(byte* at)
    {
        int length = Unsafe.ReadUnaligned<ushort>(at + sizeof(ulong));
        return length == LongLength
            ? at + EntryHeaderBytes + sizeof(int) + Unsafe.ReadUnaligned<int>(at + EntryHeaderBytes)
            : at + EntryHeaderBytes + length;
    }

    /// <summary>Takes an entry apart; returns the place behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* ReadEntry(byte* at, ulong hash, out IdEntry entry)
    {
        ulong word = Unsafe.ReadUnaligned<ulong>(at + sizeof(ulong));
        int length = (int)(word & LongLength);
        byte* text = at + EntryHeaderBytes;
        if (length == LongLength)
        {
            length = Unsafe.ReadUnaligned<int>(text);
            text += sizeof(int);
        }
        entry = new IdEntry(hash, (long)(word >> 16), text, length);
        return text + length;
    }

    private static void CheckEntries(IFileHandle file, IdFileHeader header)
    {
        using var memory = new ScratchMemory(CheckBytes);
        uint checksum = 0;
        for (long done = 0; done < header.EntryBytes; )
        {
            int length = (int)Math.Min(CheckBytes, header.EntryBytes - done);
            var bytes = new Span<byte>(memory.Pointer, length);
            ReadExactly(file, bytes, IdFileHeader.Bytes + done);
            checksum = Crc32C.Append(checksum, bytes);
            done += length;
        }
        if (checksum != header.EntryChecksum)
        {
            throw new CorruptionException(
                file.Path,
                IdFileHeader.Bytes,
                $"entries with checksum {header.EntryChecksum:x8}",
                $"{checksum:x8}"
            );
        }
    }

    private void CollectPages()
    {
        using var cursor = Read(CheckBytes);
        while (cursor.MoveNext())
        {
            if (pages.Count == 0 || cursor.Offset - pages[^1].Offset >= PageBytes)
            {
                pages.Add(new IdFilePage(cursor.Hash, cursor.Offset));
            }
        }
    }
}
