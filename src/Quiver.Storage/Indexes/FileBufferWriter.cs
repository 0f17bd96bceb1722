using System.Buffers;
using Quiver.Foundation.IO;

namespace Quiver.Storage.Indexes;

/// <summary>Appends to a file through a buffer. Not thread safe; the caller flushes and syncs.</summary>
/// <param name="handle">The file, from its start.</param>
internal sealed class FileBufferWriter(IFileHandle handle) : IBufferWriter<byte>
{
    private const int BufferBytes = 1 << 20;

    private byte[] _buffer = new byte[BufferBytes];
    private int _used;
    private long _written;

    /// <summary>Bytes appended.</summary>
    public long Length => _written + _used;

    /// <inheritdoc/>
    public void Advance(int count) => _used += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_used);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_used);
    }

    /// <summary>Hands all bytes to the operating system.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public void Flush()
    {
        if (_used > 0)
        {
            handle.Write(_buffer.AsSpan(0, _used), _written);
            _written += _used;
            _used = 0;
        }
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - _used >= Math.Max(1, bytes))
        {
            return;
        }
        Flush();
        if (_buffer.Length < bytes)
        {
            _buffer = new byte[bytes];
        }
    }
}
