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
        if (_used + buffer.Length > _buffer.Length)
        {
            Flush();
        }
        if (buffer.Length > _buffer.Length)
        {
            Send(buffer);
            return;
        }
        buffer.CopyTo(_buffer.AsSpan(_used));
        _used += buffer.Length;
    }

    /// <summary>Writes what the buffer holds.</summary>
    public override void Flush()
    {
        if (_used > 0)
        {
            Send(_buffer.AsSpan(0, _used));
            _used = 0;
        }
    }

    /// <summary>Writes the checksum and what the buffer holds.</summary>
    public void Complete()
    {
        Flush();
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, _checksum);
        Send(bytes);
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        abandoned.ThrowIfCancellationRequested();
        _checksum = Crc32C.Append(_checksum, bytes);
        handle.Write(bytes, _position);
        _position += bytes.Length;
    }
}
