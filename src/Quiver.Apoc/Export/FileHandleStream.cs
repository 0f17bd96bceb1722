using Quiver.Foundation.IO;
using Quiver.Foundation.Memory;

namespace Quiver.Apoc.Export;

/// <summary>
/// A new file as a stream that is only written, from its beginning on, past the page cache: in whole pages from one aligned buffer. <see cref="Finish"/> writes the last page and cuts the file to
/// its length. The file stays its owner's.
/// </summary>
internal sealed class FileHandleStream(IFileHandle handle) : WriteOnlyStream
{
    private const int BufferBytes = 4 << 20;

    private readonly NativeBuffer _buffer = new();
    private long _written;

    /// <inheritdoc/>
    public override long Length => _written + _buffer.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int count = (int)Math.Min(buffer.Length, BufferBytes - _buffer.Length);
            _buffer.Write(buffer[..count]);
            buffer = buffer[count..];
            if (_buffer.Length == BufferBytes)
            {
                WriteBuffer();
            }
        }
    }

    /// <summary>Writes what is left.</summary>
    public void Finish()
    {
        long length = Length;
        _buffer.AlignTo(NativeBuffer.Alignment);
        WriteBuffer();
        handle.SetLength(length);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _buffer.Dispose();
        }
        base.Dispose(disposing);
    }

    private void WriteBuffer()
    {
        if (_buffer.Length > 0)
        {
            handle.Write(_buffer.Span(0, (int)_buffer.Length), _written);
            _written += _buffer.Length;
            _buffer.Clear();
        }
    }
}
