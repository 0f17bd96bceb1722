using System.Runtime.InteropServices;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;

namespace Quiver.Storage.Increments;

/// <summary>Writes a file from its beginning to its end through a buffer, and computes the checksum of its bytes. Not thread safe.</summary>
/// <param name="handle">The file.</param>
internal sealed class RunOutput(IFileHandle handle)
{
    // What is on the disk already does not hold up the sync of a commit meanwhile.
    private const int BufferBytes = 2 << 20;

    private readonly byte[] _buffer = new byte[BufferBytes];
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
        while (bytes.Length > _buffer.Length - _used)
        {
            var part = bytes[..(_buffer.Length - _used)];
            part.CopyTo(_buffer.AsSpan(_used));
            _used = _buffer.Length;
            bytes = bytes[part.Length..];
            Flush();
        }
        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    /// <summary>Makes all bytes durable.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public void Flush()
    {
        var bytes = _buffer.AsSpan(0, _used);
        handle.Write(bytes, _written);
        handle.SyncData();
        Checksum = Crc32C.Append(Checksum, bytes);
        _written += _used;
        _used = 0;
    }
}
