using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Quiver.Foundation.Checksums;

namespace Quiver.Storage.Manifests;

/// <summary>Appends the primitive parts of a manifest's binary form.</summary>
/// <param name="capacity">Bytes to make room for at first: what grows later is copied.</param>
internal sealed class ManifestWriter(int capacity = 256)
{
    private readonly ArrayBufferWriter<byte> _output = new(capacity);

    /// <summary>Appends bytes as they are.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes) => _output.Write(bytes);

    /// <summary>Appends 32 bits.</summary>
    public void Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_output.GetSpan(sizeof(int)), value);
        _output.Advance(sizeof(int));
    }

    /// <summary>Appends 64 bits.</summary>
    public void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_output.GetSpan(sizeof(long)), value);
        _output.Advance(sizeof(long));
    }

    /// <summary>Appends a uuid.</summary>
    public void Uuid(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        _output.Write(bytes);
    }

    /// <summary>Appends a text.</summary>
    public void Text(string value)
    {
        var target = _output.GetSpan(sizeof(int) + Encoding.UTF8.GetMaxByteCount(value.Length));
        int length = Encoding.UTF8.GetBytes(value, target[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(target, length);
        _output.Advance(sizeof(int) + length);
    }

    /// <summary>What was appended, as it is.</summary>
    public byte[] ToArray() => _output.WrittenSpan.ToArray();

    /// <summary>The whole file: sets the body's length, which stands last in the header, and appends the checksum.</summary>
    public byte[] Seal(int headerBytes)
    {
        int bodyBytes = _output.WrittenCount - headerBytes;
        Int(0);
        byte[] file = _output.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(headerBytes - sizeof(int)), bodyBytes);
        uint checksum = Crc32C.Compute(file.AsSpan(..^sizeof(uint)));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(^sizeof(uint)..), checksum);
        return file;
    }
}
