using System.Buffers.Binary;
using System.Text;
using Quiver.Model.Values;

namespace Quiver.Bolt.PackStream;

/// <summary>Reads PackStream version 1 from one message. Every length is checked against the bytes that are there.</summary>
internal ref struct PackStreamReader
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Reads from the start of a message.</summary>
    public PackStreamReader(ReadOnlySpan<byte> message) => _rest = message;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => _rest.Length;

    /// <summary>The next value's marker, not consumed.</summary>
    public readonly byte PeekMarker() => _rest.Length > 0 ? _rest[0] : throw Truncated();

    /// <summary>Reads a structure's head.</summary>
    public byte ReadStructure(out int fieldCount)
    {
        byte marker = ReadByte();
        if ((marker & 0xF0) != Marker.TinyStruct)
        {
            throw Unexpected("a structure", marker);
        }
        fieldCount = marker & 0x0F;
        return ReadByte();
    }

    /// <summary>Reads null if it comes next.</summary>
    public bool TryReadNull()
    {
        if (PeekMarker() != Marker.Null)
        {
            return false;
        }
        _rest = _rest[1..];
        return true;
    }

    public bool ReadBoolean()
    {
        byte marker = ReadByte();
        return marker switch
        {
            Marker.True => true,
            Marker.False => false,
            _ => throw Unexpected("a boolean", marker),
        };
    }

    public long ReadInteger()
    {
        byte marker = ReadByte();
        return marker switch
        {
            <= 0x7F => marker,
            >= 0xF0 => (sbyte)marker,
            Marker.Int8 => (sbyte)ReadByte(),
            Marker.Int16 => BinaryPrimitives.ReadInt16BigEndian(ReadRaw(2)),
            Marker.Int32 => BinaryPrimitives.ReadInt32BigEndian(ReadRaw(4)),
            Marker.Int64 => BinaryPrimitives.ReadInt64BigEndian(ReadRaw(8)),
            _ => throw Unexpected("an integer", marker),
        };
    }

    public double ReadFloat()
    {
        byte marker = ReadByte();
        return marker == Marker.Float64
            ? BinaryPrimitives.ReadDoubleBigEndian(ReadRaw(8))
            : throw Unexpected("a float", marker);
    }

    public string ReadString() => Encoding.UTF8.GetString(ReadUtf8());

    /// <summary>Reads the key of a map.</summary>
    public string ReadKey(KeyNames names) => names.Of(ReadUtf8());

    /// <summary>Reads text as its bytes; not validated as UTF-8.</summary>
    public ReadOnlySpan<byte> ReadUtf8()
    {
        byte marker = ReadByte();
        int length =
            (marker & 0xF0) == Marker.TinyString
                ? marker & 0x0F
                : marker switch
                {
                    Marker.String8 => ReadByte(),
                    Marker.String16 => BinaryPrimitives.ReadUInt16BigEndian(ReadRaw(2)),
                    Marker.String32 => ReadSize32(),
                    _ => throw Unexpected("a string", marker),
                };
        return ReadRaw(length);
    }

    public ReadOnlySpan<byte> ReadBytes()
    {
        byte marker = ReadByte();
        int length = marker switch
        {
            Marker.Bytes8 => ReadByte(),
            Marker.Bytes16 => BinaryPrimitives.ReadUInt16BigEndian(ReadRaw(2)),
            Marker.Bytes32 => ReadSize32(),
            _ => throw Unexpected("bytes", marker),
        };
        return ReadRaw(length);
    }

    /// <summary>Reads a list's head. The count never exceeds the bytes that follow, so it is safe to allocate by.</summary>
    public int ReadListHead() => ReadHead(Marker.TinyList, Marker.List8, 1, "a list");

    /// <summary>Reads a map's head. The count never exceeds half the bytes that follow.</summary>
    public int ReadMapHead() => ReadHead(Marker.TinyMap, Marker.Map8, 2, "a map");

    private int ReadHead(byte tiny, byte marker8, int minimumBytes, string expected)
    {
        byte marker = ReadByte();
        int count;
        if ((marker & 0xF0) == tiny)
        {
            count = marker & 0x0F;
        }
        else if (marker == marker8)
        {
            count = ReadByte();
        }
        else if (marker == marker8 + 1)
        {
            count = BinaryPrimitives.ReadUInt16BigEndian(ReadRaw(2));
        }
        else if (marker == marker8 + 2)
        {
            count = ReadSize32();
        }
        else
        {
            throw Unexpected(expected, marker);
        }
        return (long)count * minimumBytes <= _rest.Length ? count : throw Truncated();
    }

    private int ReadSize32()
    {
        int size = BinaryPrimitives.ReadInt32BigEndian(ReadRaw(4));
        return size >= 0 ? size : throw new PackStreamException("A size exceeds 2,147,483,647.");
    }

    private byte ReadByte()
    {
        byte value = PeekMarker();
        _rest = _rest[1..];
        return value;
    }

    private ReadOnlySpan<byte> ReadRaw(int count)
    {
        if (count > _rest.Length)
        {
            throw Truncated();
        }
        var result = _rest[..count];
        _rest = _rest[count..];
        return result;
    }

    private static PackStreamException Truncated() =>
        new("The message ends in the middle of a value.");

    private static PackStreamException Unexpected(string expected, byte marker) =>
        new($"Expected {expected}, found the marker 0x{marker:X2}.");
}
