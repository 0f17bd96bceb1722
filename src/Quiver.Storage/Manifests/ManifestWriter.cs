using System.Buffers.Binary;
using System.Text;
using Quiver.Foundation.Checksums;

namespace Quiver.Storage.Manifests;

/// <summary>Appends the primitive parts of a manifest's binary form.</summary>
/// <param name="capacity">Bytes to make room for at first: what grows later is copied.</param>
internal sealed class ManifestWriter(int capacity = 256)
{
    private const int MostBytesPerCharacter = 3;

    /// <summary>What is longer stays where it is: to touch as much memory for a copy costs more than all else that is done with it.</summary>
    private const int MostCopiedBytes = 1 << 14;

    private readonly List<(int At, ReadOnlyMemory<byte> Bytes)> _inserted = [];
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(capacity);
    private int _length;
    private long _insertedLength;

    /// <summary>Bytes so far.</summary>
    public long Length => _length + _insertedLength;

    /// <summary>Appends bytes as they are.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Append(bytes.Length));

    /// <summary>Appends bytes as they are, which nobody changes until the end.</summary>
    public void Bytes(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length <= MostCopiedBytes)
        {
            Bytes(bytes.Span);
            return;
        }
        _inserted.Add((_length, bytes));
        _insertedLength += bytes.Length;
    }

    /// <summary>Appends what another writer has, to which nothing is appended any more.</summary>
    public void Append(ManifestWriter other)
    {
        foreach (var piece in other.Pieces())
        {
            Bytes(piece);
        }
    }

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
    public byte[] ToArray()
    {
        byte[] all = GC.AllocateUninitializedArray<byte>(checked((int)Length));
        int length = 0;
        foreach (var piece in Pieces())
        {
            piece.CopyTo(all.AsMemory(length));
            length += piece.Length;
        }
        return all;
    }

    /// <summary>The whole file, piece by piece: sets the body's length, which stands last in the header, and appends the checksum. Nothing is appended afterwards.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Seal(int headerBytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(
            _bytes.AsSpan(headerBytes - sizeof(int)),
            checked((int)(Length - headerBytes))
        );
        uint checksum = 0;
        foreach (var piece in Pieces())
        {
            checksum = Crc32C.Append(checksum, piece.Span);
        }
        BinaryPrimitives.WriteUInt32LittleEndian(Append(sizeof(uint)), checksum);
        return Pieces();
    }

    private List<ReadOnlyMemory<byte>> Pieces()
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        int from = 0;
        foreach (var (at, bytes) in _inserted)
        {
            if (at > from)
            {
                pieces.Add(_bytes.AsMemory(from..at));
            }
            pieces.Add(bytes);
            from = at;
        }
        if (_length > from)
        {
            pieces.Add(_bytes.AsMemory(from.._length));
        }
        return pieces;
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
