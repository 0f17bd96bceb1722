using System.Buffers.Binary;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;

namespace Quiver.Import.Checkpoints;

/// <summary>Writes a <see cref="CheckedFile"/> in large pieces and sums its bytes up.</summary>
internal sealed class CheckedWriteStream(IFileHandle handle, CancellationToken abandoned)
    : WriteOnlyStream
{
    private const int BufferBytes = 256 * 1024;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _used;
    private long _position;
    private uint _checksum;

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

    /// <summary>Writes the checksum and what the buffer holds.</summary>
    public void Complete()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, _checksum);
        Append(bytes);
        Send(_buffer.AsSpan(0, _used));
        _used = 0;
    }

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
