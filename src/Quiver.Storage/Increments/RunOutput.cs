using System.Buffers;
using System.Runtime.InteropServices;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;

namespace Quiver.Storage.Increments;

/// <summary>
/// Writes a file, or a part of it, from its beginning to its end through a buffer, and computes the checksum of its bytes. Where pieces are synced, a thread of its own does so with
/// the last one while the next one fills. Not thread safe.
/// </summary>
/// <param name="handle">The file.</param>
/// <param name="begin">Where in the file the part begins.</param>
/// <param name="syncsPieces">
/// Whether each piece is on the disk before the next one is written: then what is left to be synced does not hold up the sync of a commit meanwhile.
/// </param>
internal sealed class RunOutput(IFileHandle handle, long begin = 0, bool syncsPieces = false)
    : IDisposable
{
    private const int PieceBytes = 4 << 20;
    private const int BufferBytes = 1 << 16;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(syncsPieces ? PieceBytes : BufferBytes);
    private byte[] _other = syncsPieces ? ArrayPool<byte>.Shared.Rent(PieceBytes) : [];
    private Task _syncing = Task.CompletedTask;
    private int _used;
    private long _written;

    /// <summary>Bytes so far.</summary>
    public long Length => _written + _used;

    /// <summary>The checksum of what was flushed.</summary>
    public uint Checksum { get; private set; }

    /// <summary>Appends an element.</summary>
    public void Write<T>(in T element)
        where T : unmanaged => Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in element)));

    /// <summary>Appends elements.</summary>
    public void WriteAll<T>(ReadOnlySpan<T> elements)
        where T : unmanaged => Write(MemoryMarshal.AsBytes(elements));

    /// <summary>Appends bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (!syncsPieces && bytes.Length > _buffer.Length - _used)
        {
            Flush();
            if (bytes.Length >= _buffer.Length)
            {
                Put(bytes);
                return;
            }
        }
        while (bytes.Length > _buffer.Length - _used)
        {
            var part = bytes[..(_buffer.Length - _used)];
            part.CopyTo(_buffer.AsSpan(_used));
            _used = _buffer.Length;
            bytes = bytes[part.Length..];
            Send();
        }
        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    /// <summary>Writes all bytes; those of pieces that are synced are durable on return.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public void Flush()
    {
        if (!syncsPieces)
        {
            Put(_buffer.AsSpan(0, _used));
            _used = 0;
            return;
        }
        Send();
        _syncing.GetAwaiter().GetResult();
    }

    /// <summary>Waits until nobody uses the file any more.</summary>
    public void Dispose()
    {
        ((IAsyncResult)_syncing).AsyncWaitHandle.WaitOne();
        ArrayPool<byte>.Shared.Return(_buffer);
        if (syncsPieces)
        {
            ArrayPool<byte>.Shared.Return(_other);
        }
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        handle.Write(bytes, begin + _written);
        Checksum = Crc32C.Append(Checksum, bytes);
        _written += bytes.Length;
    }

    /// <summary>Hands the piece over as soon as the one before is through.</summary>
    private void Send()
    {
        var piece = _buffer.AsMemory(0, _used);
        long offset = begin + _written;
        Checksum = Crc32C.Append(Checksum, piece.Span);
        _syncing.GetAwaiter().GetResult();
        _syncing = Task.Factory.StartNew(
            () =>
            {
                handle.Write(piece.Span, offset);
                handle.SyncData();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        (_buffer, _other) = (_other, _buffer);
        _written += _used;
        _used = 0;
    }
}
