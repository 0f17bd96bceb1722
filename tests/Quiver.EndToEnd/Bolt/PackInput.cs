using System.Buffers.Binary;
using System.Text;

namespace Quiver.EndToEnd.Bolt;

/// <summary>Reads PackStream values: maps as dictionaries, lists and the fields of structures as arrays.</summary>
internal ref struct PackInput(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Reads the head of a message; returns its tag.</summary>
    public byte ReadTag() => Take(2)[1];

    /// <summary>Reads the next value.</summary>
    public object? Read()
    {
        byte marker = Take(1)[0];
        return marker switch
        {
            < 0x80 => (long)marker,
            >= 0xF0 => (long)(sbyte)marker,
            < 0x90 => ReadText(marker & 0x0F),
            < 0xA0 => ReadList(marker & 0x0F),
            < 0xB0 => ReadMap(marker & 0x0F),
            < 0xC0 => ReadStructure(marker & 0x0F),
            0xC0 => null,
            0xC1 => BinaryPrimitives.ReadDoubleBigEndian(Take(8)),
            0xC2 => false,
            0xC3 => true,
            0xC8 => (long)(sbyte)Take(1)[0],
            0xC9 => (long)BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xCA => (long)BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            0xCB => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            >= 0xCC and <= 0xCE => Take(ReadSize(marker - 0xCC)).ToArray(),
            >= 0xD0 and <= 0xD2 => ReadText(ReadSize(marker - 0xD0)),
            >= 0xD4 and <= 0xD6 => ReadList(ReadSize(marker - 0xD4)),
            >= 0xD8 and <= 0xDA => ReadMap(ReadSize(marker - 0xD8)),
            _ => throw new InvalidDataException($"Unknown PackStream marker {marker:X2}."),
        };
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private int ReadSize(int power) =>
        power switch
        {
            0 => Take(1)[0],
            1 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            _ => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
        };

    private string ReadText(int count) => Encoding.UTF8.GetString(Take(count));

    private object?[] ReadList(int count)
    {
        var list = new object?[count];
        for (int i = 0; i < count; i++)
        {
            list[i] = Read();
        }
        return list;
    }

    private Dictionary<string, object?> ReadMap(int count)
    {
        var map = new Dictionary<string, object?>(count, StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            string key = (string)Read()!;
            map[key] = Read();
        }
        return map;
    }

    private object?[] ReadStructure(int count)
    {
        Take(1);
        return ReadList(count);
    }
}
