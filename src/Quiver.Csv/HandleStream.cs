using Quiver.Foundation.IO;

namespace Quiver.Csv;

/// <summary>A file handle as the stream that decompressors ask for. Does not own the handle.</summary>
internal sealed class HandleStream : ReadOnlyStream
{
    private readonly IFileHandle _handle;
    private long _position;
    private bool _isAtEnd;

    public HandleStream(IFileHandle handle)
    {
        _handle = handle;
        Length = handle.Length;
    }

    public override bool CanSeek => true;

    /// <summary>The file's length when it was opened.</summary>
    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set
        {
            _position = value;
            _isAtEnd = false;
        }
    }

    /// <summary>Reads up to the span's length; fewer bytes only at the end.</summary>
    /// <exception cref="IOException">It cannot be read, or was made shorter meanwhile.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_isAtEnd)
        {
            return 0;
        }
        // Nothing is asked of the operating system beyond the end: with thousands of small files it would be felt.
        long left = Length - _position;
        bool endsHere = left > 0 && left <= buffer.Length;
        if (endsHere)
        {
            buffer = buffer[..(int)left];
        }
        int read = _handle.Read(buffer, _position);
        _position += read;
        _isAtEnd = endsHere || read < buffer.Length;
        if (_isAtEnd && _position < Length)
        {
            throw new IOException(
                $"{_handle.Path} became shorter while it was read: {_position} of its {Length} bytes are left. Start again when nothing writes to it any more."
            );
        }
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };
}
