using System.Buffers.Binary;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;

namespace Quiver.Import.Checkpoints;

/// <summary>Reads the content of a <see cref="CheckedFile"/>. Owns the file.</summary>
internal sealed class CheckedReadStream(IFileHandle handle) : ReadOnlyStream
{
    private const int BufferBytes = 256 * 1024;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly long _end = handle.Length - CheckedFile.ChecksumLength;
    private long _next = CheckedFile.MagicLength;
    private int _from;
    private int _to;

    public override long Length => _end - CheckedFile.MagicLength;

    public override long Position
    {
        get => _next - CheckedFile.MagicLength - (_to - _from);
        set => throw new NotSupportedException();
    }

    /// <summary>Reads the whole file and compares its checksum.</summary>
    public bool IsWhole()
    {
        if (_end < CheckedFile.MagicLength)
        {
            return false;
        }
        uint checksum = 0;
        for (long at = 0; at < _end; )
        {
            int count = (int)Math.Min(_buffer.Length, _end - at);
            int read = handle.Read(_buffer.AsSpan(0, count), at);
            if (read < count || (at == 0 && !_buffer.AsSpan().StartsWith(CheckedFile.Magic)))
            {
                return false;
            }
            checksum = Crc32C.Append(checksum, _buffer.AsSpan(0, read));
            at += read;
        }
        Span<byte> expected = stackalloc byte[CheckedFile.ChecksumLength];
        return handle.Read(expected, _end) == expected.Length
            && BinaryPrimitives.ReadUInt32LittleEndian(expected) == checksum;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_from == _to && buffer.Length >= _buffer.Length)
        {
            return Fetch(buffer);
        }
        if (_from == _to)
        {
            _from = 0;
            _to = Fetch(_buffer);
        }
        int count = Math.Min(buffer.Length, _to - _from);
        _buffer.AsSpan(_from, count).CopyTo(buffer);
        _from += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        handle.Dispose();
        base.Dispose(disposing);
    }

    private int Fetch(Span<byte> buffer)
    {
        int count = (int)Math.Min(buffer.Length, _end - _next);
        int read = handle.Read(buffer[..count], _next);
        _next += read;
        return read;
    }
}
