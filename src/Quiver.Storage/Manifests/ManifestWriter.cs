using System.Buffers.Binary;
using System.Text;
using Quiver.Foundation.Checksums;

namespace Quiver.Storage.Manifests;

/// <summary>Appends the primitive parts of a manifest's binary form.</summary>
/// <param name="capacity">Bytes to make room for at first: what grows later is copied.</param>
internal sealed class ManifestWriter(int capacity = 256)
{
    private const int MostBytesPerCharacter = 3;

    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(capacity);
    private int _length;

    /// <summary>Appends bytes as they are.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Append(bytes.Length));

    /// <summary>Appends 32 bits.</summary>
    public void Int(int value) =>
        BinaryPrimitives.WriteInt32LittleEndian(Append(sizeof(int)), value);

    /// <summary>Appends 64 bits.</summary>
    public void Long(long value) =>
        BinaryPrimitives.WriteInt64LittleEndian(Append(sizeof(long)), value);

    /// <summary>Appends a uuid.</summary>
    public void Uuid(Guid value)
    {
        value.TryWriteBytes(Append(16), bigEndian: true, out _);
    }

    /// <summary>Appends a text.</summary>
    public void Text(string value)
    {
        int most = value.Length * MostBytesPerCharacter;
        if (_bytes.Length - _length - sizeof(int) < most)
        {
            most = Encoding.UTF8.GetByteCount(value);
        }
        int start = _length;
        var target = Append(sizeof(int) + most);
        int length = Encoding.UTF8.GetBytes(value, target[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(target, length);
        _length = start + sizeof(int) + length;
    }

    /// <summary>What was appended, as it is.</summary>
    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    /// <summary>The whole file: sets the body's length, which stands last in the header, and appends the checksum. Nothing is appended afterwards.</summary>
    public ReadOnlySpan<byte> Seal(int headerBytes)
    {
        int bodyBytes = _length - headerBytes;
        BinaryPrimitives.WriteInt32LittleEndian(
            _bytes.AsSpan(headerBytes - sizeof(int)),
            bodyBytes
        );
        uint checksum = Crc32C.Compute(_bytes.AsSpan(0, _length));
        BinaryPrimitives.WriteUInt32LittleEndian(Append(sizeof(uint)), checksum);
        return _bytes.AsSpan(0, _length);
    }

    private Span<byte> Append(int bytes)
    {
        int start = _length;
        int end = checked(start + bytes);
        if (end > _bytes.Length)
        {
            Array.Resize(
                ref _bytes,
                (int)Math.Min(Math.Max(end, _bytes.Length * 2L), Array.MaxLength)
            );
        }
        _length = end;
        return _bytes.AsSpan(start, bytes);
    }
}
