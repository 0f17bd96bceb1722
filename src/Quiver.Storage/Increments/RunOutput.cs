using System.Buffers;
using System.Runtime.InteropServices;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;

namespace Quiver.Storage.Increments;

/// <summary>Writes a file from its beginning to its end through a buffer, and computes the checksum of its bytes. Not thread safe.</summary>
/// <param name="handle">The file.</param>
internal sealed class RunOutput(IFileHandle handle) : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
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
        if (bytes.Length > _buffer.Length - _used)
        {
            Flush();
            if (bytes.Length >= _buffer.Length)
            {
                Put(bytes);
                return;
            }
        }
        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    /// <summary>Writes all bytes.</summary>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public void Flush()
    {
        Put(_buffer.AsSpan(0, _used));
        _used = 0;
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Put(ReadOnlySpan<byte> bytes)
    {
        handle.Write(bytes, _written);
        Checksum = Crc32C.Append(Checksum, bytes);
        _written += bytes.Length;
    }
}
