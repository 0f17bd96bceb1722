using System.Runtime.CompilerServices;
using Quiver.Foundation;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Foundation.Memory;

namespace Quiver.Import.Ids;

/// <summary>Writes an <see cref="IdFile"/> in large pieces. Not thread safe.</summary>
/// <remarks>Unsafe: an entry goes into the buffer only when there is room for all of it.</remarks>
/// <param name="files">Where the file is made.</param>
/// <param name="path">The file, which must not exist.</param>
/// <param name="hash">How ids are hashed.</param>
/// <param name="isText">Whether ids are text.</param>
/// <param name="filters">Receives the hashes, or null.</param>
internal sealed unsafe class IdFileWriter(
    IFileSystem files,
    string path,
    IdHash hash,
    bool isText,
    IdFilters? filters
) : IDisposable
{
    private const int BufferBytes = 256 << 10;

    private readonly ScratchMemory _buffer = new(BufferBytes);
    private readonly List<IdFilePage> _pages = [];
    private IFileHandle? _file = files.CreateNew(path);
    private long _used;
    private long _written = IdFileHeader.Bytes;
    private long _count;
    private uint _checksum;
    private ulong _lastHash;

    /// <summary>Appends an entry, whose hash must not be below the last one's.</summary>
    public void Add(in IdEntry entry)
    {
        Invariant.Assert(entry.Hash >= _lastHash);
        _lastHash = entry.Hash;
        int longest = IdFile.EntryHeaderBytes + sizeof(int) + entry.Length;
        if (_used + longest > _buffer.Capacity)
        {
            Flush();
            _buffer.Reserve(longest, 0);
        }
        long offset = _written + _used;
        if (_pages.Count == 0 || offset - _pages[^1].Offset >= IdFile.PageBytes)
        {
            _pages.Add(new IdFilePage(entry.Hash, offset));
        }
        byte* at = _buffer.Pointer + _used;
        bool isLong = entry.Length >= IdFile.LongLength;
        int length = isLong ? IdFile.LongLength : entry.Length;
        Unsafe.WriteUnaligned(at, entry.Hash);
        Unsafe.WriteUnaligned(at + sizeof(ulong), ((ulong)entry.Node << 16) | (uint)length);
        at += IdFile.EntryHeaderBytes;
        if (isLong)
        {
            Unsafe.WriteUnaligned(at, entry.Length);
            at += sizeof(int);
        }
        Unsafe.CopyBlockUnaligned(at, entry.Text, (uint)entry.Length);
        _used = at + entry.Length - _buffer.Pointer;
        _count++;
        filters?.Add(entry.Hash);
    }

    /// <summary>Ends the file and hands it over, open for reading.</summary>
    public IdFile Finish()
    {
        Flush();
        var header = new IdFileHeader(
            hash,
            isText,
            _count,
            _written - IdFileHeader.Bytes,
            _checksum
        );
        header.Write(_file!);
        var result = new IdFile(_file!, header, _pages);
        _file = null;
        return result;
    }

    public void Dispose()
    {
        _file?.Dispose();
        _buffer.Dispose();
    }

    private void Flush()
    {
        var bytes = new ReadOnlySpan<byte>(_buffer.Pointer, (int)_used);
        _checksum = Crc32C.Append(_checksum, bytes);
        _file!.Write(bytes, _written);
        _written += _used;
        _used = 0;
    }
}
