using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using Quiver.Model.Temporal;

namespace Quiver.Model.Values;

/// <summary>Reads the form that <see cref="ValueBinary"/> draws and believes nothing in it.</summary>
internal ref struct ValueBinaryReader(ReadOnlySpan<byte> source)
{
    internal const int MaximumVarintBytes = 10;

    private const int MaximumZoneNameBytes = 256;

    private ReadOnlySpan<byte> _rest = source;

    internal readonly ReadOnlySpan<byte> Rest => _rest;

    internal Value ReadValue(int depth) => ReadContent((ValueKind)ReadByte(), depth);

    private Value ReadContent(ValueKind kind, int depth)
    {
        switch (kind)
        {
            case ValueKind.Null:
                return Value.Null;
            case ValueKind.Boolean:
                byte truth = ReadByte();
                Require(truth <= 1, "a boolean");
                return Value.Boolean(truth == 1);
            case ValueKind.Integer:
                return Value.Integer(ReadSigned());
            case ValueKind.Float:
                return Value.Float(ReadDouble());
            case ValueKind.String:
                return Value.Utf8(ReadBytes());
            case ValueKind.Bytes:
                return Value.Bytes(ReadBytes().ToArray());
            case ValueKind.List:
                return ReadList(depth);
            case ValueKind.Point:
                return ReadPoint();
            case ValueKind.Vector:
                var vector = VectorValue.TryFromData(ReadByte(), ReadBytes());
                Require(vector is not null, "a vector");
                return Value.Vector(vector!);
            default:
                return ReadTemporal(kind);
        }
    }

    private Value ReadTemporal(ValueKind kind)
    {
        switch (kind)
        {
            case ValueKind.Date:
                Require(LocalDate.TryFromEpochDay(ReadSigned(), out var date), "a date");
                return Value.Date(date);
            case ValueKind.LocalTime:
                return Value.LocalTime(ReadLocalTime());
            case ValueKind.ZonedTime:
                var time = ReadLocalTime();
                Require(ZonedTime.TryCreate(time, ReadSigned(), out var zonedTime), "an offset");
                return Value.ZonedTime(zonedTime);
            case ValueKind.LocalDateTime:
                return Value.LocalDateTime(ReadLocalDateTime());
            case ValueKind.ZonedDateTime:
                return ReadZonedDateTime();
            case ValueKind.Duration:
                long months = ReadSigned();
                long days = ReadSigned();
                long seconds = ReadSigned();
                return Value.Duration(new(months, days, seconds, ReadNanosecond()));
            default:
                throw new FormatException($"{(byte)kind} is not the kind of a stored value.");
        }
    }

    private Value ReadList(int depth)
    {
        Require(depth < ValueBinary.MaximumDepth, "a list of allowed depth");
        ulong count = ReadUnsigned();
        if (count == 0)
        {
            return Value.List(ListValue.Empty);
        }
        var kind = (ValueKind)ReadByte();
        // Every element takes at least a byte, so a lie about the count cannot make us allocate much.
        Require(count <= (ulong)_rest.Length, "a list's count");
        var elements = new Value[(int)count];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] =
                kind == ValueKind.Null ? ReadValue(depth + 1) : ReadContent(kind, depth + 1);
        }
        return Value.List(elements);
    }

    private Value ReadPoint()
    {
        long srid = ReadSigned();
        Require(PointSystems.IsSrid(srid), "a coordinate reference system");
        var point = new PointValue((int)srid, ReadDouble(), ReadDouble(), 0);
        return Value.Point(point.Is3D ? point with { Z = ReadDouble() } : point);
    }

    private LocalTime ReadLocalTime()
    {
        ulong nanosecond = ReadUnsigned();
        Require(nanosecond < (ulong)TemporalLimits.NanosecondsPerDay, "a time");
        return new((long)nanosecond);
    }

    private LocalDateTime ReadLocalDateTime()
    {
        long second = ReadSigned();
        Require(LocalDateTime.TryCreate(second, ReadNanosecond(), out var local), "a date-time");
        return local;
    }

    private Value ReadZonedDateTime()
    {
        long second = ReadSigned();
        int nanosecond = ReadNanosecond();
        long offset = ReadSigned();
        Require(TemporalLimits.IsOffset(offset), "an offset");
        Require(
            second is >= long.MinValue / 2 and <= long.MaxValue / 2
                && LocalDateTime.TryCreate(second + offset, nanosecond, out _),
            "a date-time"
        );
        var name = ReadBytes();
        Require(name.Length <= MaximumZoneNameBytes && Utf8.IsValid(name), "a zone's name");
        string? zone = name.IsEmpty ? null : Encoding.UTF8.GetString(name);
        return Value.ZonedDateTime(new(second, nanosecond, (int)offset, zone));
    }

    private int ReadNanosecond()
    {
        ulong nanosecond = ReadUnsigned();
        Require(nanosecond < TemporalLimits.NanosecondsPerSecond, "nanoseconds");
        return (int)nanosecond;
    }

    private ReadOnlySpan<byte> ReadBytes()
    {
        ulong length = ReadUnsigned();
        Require(length <= (ulong)_rest.Length, "a length");
        return Take((int)length);
    }

    private double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    private long ReadSigned()
    {
        ulong zigzag = ReadUnsigned();
        return (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
    }

    private ulong ReadUnsigned()
    {
        var rest = _rest;
        ulong number = 0;
        int most = Math.Min(rest.Length, MaximumVarintBytes);
        for (int i = 0; i < most; i++)
        {
            byte part = rest[i];
            number |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                // The tenth byte holds the 64th bit only, and a zero at the end would be a longer form than needed.
                Require(i < MaximumVarintBytes - 1 || part <= 1, "a number");
                Require(part != 0 || i == 0, "a number in its shortest form");
                _rest = rest[(i + 1)..];
                return number;
            }
        }
        throw new FormatException(
            most < MaximumVarintBytes
                ? "A stored value ends too early."
                : "A stored value is damaged where a number should stand."
        );
    }

    private byte ReadByte() => Take(1)[0];

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw new FormatException("A stored value ends too early.");
        }
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new FormatException($"A stored value is damaged where {what} should stand.");
        }
    }
}
