using System.Runtime.CompilerServices;
using Quiver.Foundation.IO;
using Quiver.Foundation.Memory;

namespace Quiver.Import.Ids;

/// <summary>Goes through the entries of an <see cref="IdFile"/>. Not thread safe.</summary>
/// <remarks>Unsafe: an entry is taken apart only when all its bytes are in the buffer, which grows for long ones.</remarks>
internal sealed unsafe class IdFileCursor(IFileHandle file, long start, long end, int bufferBytes)
    : IDisposable
{
    private readonly ScratchMemory _buffer = new(bufferBytes);
    private long _readTo = start;
    private byte* _at;
    private byte* _end;
    private byte* _next;

    /// <summary>The current entry's hash.</summary>
    public ulong Hash { get; private set; }

    /// <summary>The current entry's offset in the file.</summary>
    public long Offset => _readTo - (_end - _at);

    /// <summary>The current entry; valid until the next step.</summary>
    public IdEntry Entry
    {
        get
        {
            IdFile.ReadEntry(_at, Hash, out var entry);
            return entry;
        }
    }

    /// <summary>Goes to the next entry; false at the end.</summary>
    public bool MoveNext()
    {
        _at = _next;
        if (!HasWholeEntry() && !TryFill())
        {
            return false;
        }
        Hash = Unsafe.ReadUnaligned<ulong>(_at);
        _next = IdFile.ReadEntry(_at, Hash, out _);
        return true;
    }

    public void Dispose() => _buffer.Dispose();

    private bool HasWholeEntry()
    {
        const int LongestHeader = IdFile.EntryHeaderBytes + sizeof(int);
        if (_end - _at < LongestHeader && (_end - _at < IdFile.EntryHeaderBytes || IsLong()))
        {
            return false;
        }
        return IdFile.ReadEntry(_at, 0, out _) <= _end;
    }

    private bool IsLong() =>
        (Unsafe.ReadUnaligned<ushort>(_at + sizeof(ulong)) & IdFile.LongLength)
        == IdFile.LongLength;

    /// <summary>Keeps what is left and reads on until an entry is whole.</summary>
    private bool TryFill()
    {
        while (true)
        {
            long kept = _end - _at;
            if (_readTo == end)
            {
                return kept > 0 && HasWholeEntry();
            }
            if (kept > 0 && _at != _buffer.Pointer)
            {
                Buffer.MemoryCopy(_at, _buffer.Pointer, _buffer.Capacity, kept);
            }
            if (kept > _buffer.Capacity / 2)
            {
                _buffer.Reserve(_buffer.Capacity * 2, kept);
            }
            int length = (int)Math.Min(Math.Min(_buffer.Capacity - kept, 1 << 30), end - _readTo);
            IdFile.ReadExactly(file, new Span<byte>(_buffer.Pointer + kept, length), _readTo);
            _readTo += length;
            _at = _buffer.Pointer;
            _end = _at + kept + length;
            if (HasWholeEntry())
            {
                return true;
            }
        }
    }
}
