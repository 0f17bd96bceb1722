using System.Runtime.InteropServices;
using Quiver.Foundation;

namespace Quiver.Import.Reports;

/// <summary>Bytes on their way into a file, placed so that whole pages of the file are whole pages of memory, which do not move: what writing past the page cache asks for. Not thread safe.</summary>
internal sealed class PageBuffer
{
    private const int PageBytes = 4096;
    private const int Bytes = 2 << 20;

    private readonly byte[] _memory = GC.AllocateUninitializedArray<byte>(
        Bytes + PageBytes,
        pinned: true
    );
    private readonly int _firstPage;
    private int _first;
    private int _end;

    private PageBuffer()
    {
        long address = Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0);
        _firstPage = (int)(-address & (PageBytes - 1));
    }

    /// <summary>How many bytes it holds.</summary>
    public int Length => _end - _first;

    /// <summary>Whether there is no room left.</summary>
    public bool IsFull => _end == Bytes;

    /// <summary>What it holds.</summary>
    public ReadOnlySpan<byte> Content => _memory.AsSpan(_firstPage + _first, Length);

    /// <summary>An empty buffer.</summary>
    /// <param name="offset">Where in the file its bytes will begin.</param>
    public static PageBuffer BeginAt(long offset)
    {
        var buffer = new PageBuffer();
        buffer.Begin(offset);
        return buffer;
    }

    /// <summary>Empties it.</summary>
    /// <param name="offset">Where in the file its bytes will begin.</param>
    public void Begin(long offset)
    {
        _first = (int)(offset % PageBytes);
        _end = _first;
    }

    /// <summary>Takes bytes; returns those for which there is no room.</summary>
    public ReadOnlySpan<byte> Append(ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, Bytes - _end);
        bytes[..count].CopyTo(_memory.AsSpan(_firstPage + _end));
        _end += count;
        return bytes[count..];
    }

    /// <summary>What a full buffer holds: the bytes before its first whole page, and its whole pages.</summary>
    public (ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Pages) Cut()
    {
        Invariant.Assert(IsFull);
        int from = (_first + PageBytes - 1) / PageBytes * PageBytes;
        return (
            _memory.AsMemory(_firstPage + _first, from - _first),
            _memory.AsMemory(_firstPage + from, Bytes - from)
        );
    }
}
