using System.Runtime.InteropServices;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.Memory;

namespace Quiver.Storage.Increments;

/// <summary>
/// Writes a part of a file from its beginning to its end, and computes the checksum of its bytes; then perhaps another part. They are collected in pieces: a thread of its own writes
/// the last one while the next one fills. Not thread safe.
/// </summary>
/// <param name="file">The file.</param>
internal sealed class RunPartOutput(IRunFile file) : IDisposable
{
    private const int PageBytes = 4096;

    // Whole huge pages: the disk takes each as few requests.
    private const int PieceBytes = 4 << 20;

    private ZeroedMemory _piece = new(PieceBytes);
    private ZeroedMemory _other = new(PieceBytes);
    private Task _writing = Task.CompletedTask;
    private long _begin;

    /// <summary>Where in the file the piece begins: at a page.</summary>
    private long _pieceBegin;
    private int _from;
    private int _to;

    /// <summary>Bytes so far.</summary>
    public long Length => _pieceBegin + _to - _begin;

    /// <summary>The checksum of what was flushed.</summary>
    public uint Checksum { get; private set; }

    /// <summary>Begins a part when the one before was flushed.</summary>
    /// <param name="begin">Where in the file it begins.</param>
    public void Begin(long begin)
    {
        _begin = begin;
        _from = (int)(begin % PageBytes);
        _to = _from;
        _pieceBegin = begin - _from;
        Checksum = 0;
    }

    /// <summary>Appends an element.</summary>
    public void Write<T>(in T element)
        where T : unmanaged => Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in element)));

    /// <summary>Appends elements.</summary>
    public void WriteAll<T>(ReadOnlySpan<T> elements)
        where T : unmanaged => Write(MemoryMarshal.AsBytes(elements));

    /// <summary>Appends bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > PieceBytes - _to)
        {
            var part = bytes[..(PieceBytes - _to)];
            part.CopyTo(_piece.Span(_to, part.Length));
            _to = PieceBytes;
            bytes = bytes[part.Length..];
            Send();
        }
        bytes.CopyTo(_piece.Span(_to, bytes.Length));
        _to += bytes.Length;
    }

    /// <summary>Writes all bytes of the part; nothing comes behind them.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public void Flush()
    {
        Send();
        _writing.GetAwaiter().GetResult();
    }

    /// <summary>Waits until nobody uses the file any more.</summary>
    public void Dispose()
    {
        ((IAsyncResult)_writing).AsyncWaitHandle.WaitOne();
        _piece.Dispose();
        _other.Dispose();
    }

    /// <summary>Hands the piece over as soon as the one before is through.</summary>
    private void Send()
    {
        var (piece, from, length) = (_piece, _from, _to - _from);
        long offset = _pieceBegin + from;
        Checksum = Crc32C.Append(Checksum, piece.Span(from, length));
        _writing.GetAwaiter().GetResult();
        _writing = Task.Factory.StartNew(
            () => file.Write(piece.Span(from, length), offset),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        (_piece, _other) = (_other, _piece);
        _pieceBegin += _to;
        _from = 0;
        _to = 0;
    }
}
