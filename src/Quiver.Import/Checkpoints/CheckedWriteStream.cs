using System.Buffers.Binary;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;

namespace Quiver.Import.Checkpoints;

/// <summary>Writes a <see cref="CheckedFile"/> in large pieces and sums its bytes up.</summary>
internal sealed class CheckedWriteStream(IFileHandle handle, CancellationToken abandoned) : Stream
{
    private const int BufferBytes = 256 * 1024;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _used;
    private long _position;
    private uint _checksum;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position + _used;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _checksum = Crc32C.Append(_checksum, buffer);
        Append(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) =>
        Write(buffer.AsSpan(offset, count));

    /// <summary>Writes the checksum and what the buffer holds.</summary>
    public void Complete()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, _checksum);
        Append(bytes);
        Send(_buffer.AsSpan(0, _used));
        _used = 0;
    }

    public override void Flush()
    {
        // Pieces are written when they are full, whatever a writer on top of this stream wishes.
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_used + bytes.Length > _buffer.Length)
        {
            Send(_buffer.AsSpan(0, _used));
            _used = 0;
        }
        if (bytes.Length > _buffer.Length)
        {
            Send(bytes);
            return;
        }
        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        abandoned.ThrowIfCancellationRequested();
        handle.Write(bytes, _position);
        _position += bytes.Length;
    }
}
