using Quiver.Foundation.IO;

namespace Quiver.Csv;

/// <summary>A file handle as the sequential stream that decompressors ask for. Does not own the handle.</summary>
internal sealed class HandleStream(IFileHandle handle) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => handle.Length;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        int read = handle.Read(buffer, Position);
        Position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();
}
