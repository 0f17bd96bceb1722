using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Quiver.Benchmarks.Bolt;

/// <summary>Reads PackStream values: maps as dictionaries, lists as arrays, structures as arrays of their fields.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    /// <summary>Reads the head of a structure.</summary>
    /// <returns>Its tag.</returns>
    public byte Structure()
    {
        _at++;
        return _bytes[_at++];
    }

    /// <summary>What a failure's metadata says.</summary>
    public string FailureText() =>
        _at < _bytes.Length && Value() is Dictionary<string, object?> failure
            ? $"{failure.GetValueOrDefault("code")}: {failure.GetValueOrDefault("message")}"
            : "the request was ignored";

    public object? Value()
    {
        byte marker = _bytes[_at++];
        return marker switch
        {
            < 0x80 => (long)marker,
            >= 0xF0 => (long)(sbyte)marker,
            < 0x90 => Text(marker & 0x0F),
            < 0xA0 => List(marker & 0x0F),
            < 0xB0 => Map(marker & 0x0F),
            < 0xC0 => StructureFields(marker & 0x0F),
            0xC0 => null,
            0xC1 => BinaryPrimitives.ReadDoubleBigEndian(Take(sizeof(double))),
            0xC2 => false,
            0xC3 => true,
            >= 0xC8 and <= 0xCB => Number(1 << (marker - 0xC8)),
            >= 0xCC and <= 0xCE => Take(Size(marker - 0xCC)).ToArray(),
            >= 0xD0 and <= 0xD2 => Text(Size(marker - 0xD0)),
            >= 0xD4 and <= 0xD6 => List(Size(marker - 0xD4)),
            >= 0xD8 and <= 0xDA => Map(Size(marker - 0xD8)),
            _ => throw new BenchmarkException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Unknown PackStream marker {marker:X2}."
                )
            ),
        };
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _bytes.Slice(_at, count);
        _at += count;
        return taken;
    }

    private long Number(int size) =>
        size switch
        {
            1 => (sbyte)Take(1)[0],
            2 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            4 => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            _ => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
        };

    /// <summary>A size of 1, 2 or 4 bytes.</summary>
    private int Size(int power) =>
        power switch
        {
            0 => Take(1)[0],
            1 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            _ => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
        };

    private string Text(int count) => Encoding.UTF8.GetString(Take(count));

    private object?[] List(int count)
    {
        object?[] list = new object?[count];
        for (int k = 0; k < count; k++)
        {
            list[k] = Value();
        }
        return list;
    }

    private Dictionary<string, object?> Map(int count)
    {
        var map = new Dictionary<string, object?>(count, StringComparer.Ordinal);
        for (int k = 0; k < count; k++)
        {
            string key = (string)Value()!;
            map[key] = Value();
        }
        return map;
    }

    private object?[] StructureFields(int count)
    {
        _at++;
        return List(count);
    }
}
