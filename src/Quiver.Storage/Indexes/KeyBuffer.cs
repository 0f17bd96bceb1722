using System.Buffers.Binary;

namespace Quiver.Storage.Indexes;

/// <summary>Reused room for an index key that is being encoded. Not thread safe.</summary>
internal sealed class KeyBuffer
{
    private const int InitialBytes = 64;

    private byte[] _bytes = [];

    /// <summary>Bytes so far.</summary>
    public int Length { get; private set; }

    /// <summary>The key so far; valid until it changes.</summary>
    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    /// <summary>Cuts the key to a length that it had.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Empties it.</summary>
    public void Clear() => Length = 0;

    /// <summary>Appends a byte.</summary>
    public void Append(byte value) => Room(1)[0] = value;

    /// <summary>Appends bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    /// <summary>Appends 64 bits, highest byte first.</summary>
    public void AppendWord(ulong value) =>
        BinaryPrimitives.WriteUInt64BigEndian(Room(sizeof(ulong)), value);

    /// <summary>Appends 32 bits, highest byte first.</summary>
    public void AppendInteger(uint value) =>
        BinaryPrimitives.WriteUInt32BigEndian(Room(sizeof(uint)), value);

    /// <summary>Appends 16 bits, highest byte first.</summary>
    public void AppendShort(ushort value) =>
        BinaryPrimitives.WriteUInt16BigEndian(Room(sizeof(ushort)), value);

    /// <summary>Replaces the key by the least one that is above all that begin with it; false when there is none.</summary>
    public bool TryMakeSuccessor()
    {
        while (Length > 0 && _bytes[Length - 1] == byte.MaxValue)
        {
            Length--;
        }
        if (Length == 0)
        {
            return false;
        }
        _bytes[Length - 1]++;
        return true;
    }

    /// <summary>A copy of the key.</summary>
    public byte[] ToArray() => Span.ToArray();

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(
                ref _bytes,
                Math.Max(Math.Max(InitialBytes, _bytes.Length * 2), checked(Length + count))
            );
        }
        var room = _bytes.AsSpan(Length, count);
        Length += count;
        return room;
    }
}
