using System.Runtime.InteropServices;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;

namespace Quiver.Import.Pipeline;

/// <summary>Where the bytes of one run go: into a buffer that is written later, or straight to the file. Sums them up.</summary>
/// <remarks>Unsafe: copies into a buffer in which the store has reserved the run's length.</remarks>
internal unsafe ref struct RunSink
{
    private readonly byte* _buffer;
    private readonly IFileHandle? _file;
    private readonly long _start;

    /// <summary>A sink into memory.</summary>
    /// <param name="buffer">Where the run begins; there is room for all of it.</param>
    /// <param name="start">Where that will stand in the file.</param>
    public RunSink(byte* buffer, long start)
    {
        _buffer = buffer;
        _start = start;
    }

    /// <summary>A sink into the file.</summary>
    public RunSink(IFileHandle file, long start)
    {
        _file = file;
        _start = start;
    }

    /// <summary>Bytes taken so far.</summary>
    public long Length { get; private set; }

    /// <summary>The CRC-32C of them.</summary>
    public uint Checksum { get; private set; }

    /// <summary>Takes bytes; returns where in the file they will stand.</summary>
    public long Put(void* source, long length)
    {
        var bytes = new ReadOnlySpan<byte>(source, checked((int)length));
        long at = _start + Length;
        Checksum = Crc32C.Append(Checksum, bytes);
        if (_file is null)
        {
            NativeMemory.Copy(source, _buffer + Length, (nuint)length);
        }
        else
        {
            _file.Write(bytes, at);
        }
        Length += length;
        return at;
    }
}
