using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Quiver.Foundation;
using Quiver.Model.Columns;
using Quiver.Model.Temporal;

namespace Quiver.Model.Values;

/// <summary>The binary form of property values in store files and log records: kind byte, then the content; self-delimiting, versioned with the storage format.</summary>
/// <remarks>
/// <code>
/// value    = kind (1 byte, ValueKind) content
/// Null       nothing
/// Boolean    0 or 1 (1 byte)
/// Integer    signed
/// Float      8 bytes, IEEE 754, little-endian
/// String     unsigned length in bytes, then the bytes (UTF-8, not validated here)
/// Bytes      unsigned length, then the bytes
/// List       unsigned count; if it is not 0: element kind (1 byte), then either, for kind 0,
///            that many values, or that many contents of that kind
/// Date       signed days since 1970-01-01
/// LocalTime  unsigned nanoseconds of the day
/// ZonedTime  unsigned nanoseconds of the day, signed offset in seconds
/// LocalDateTime  signed seconds since 1970-01-01T00:00, unsigned nanoseconds
/// ZonedDateTime  signed UTC seconds, unsigned nanoseconds, signed offset in seconds,
///            unsigned length of the zone's name (0: none), then the name in UTF-8
/// Duration   signed months, days and seconds, unsigned nanoseconds
/// Point      signed srid, then x, y and, in three dimensions, z as 8 bytes each, little-endian
/// Vector     coordinate type (1 byte), unsigned length in bytes, then the coordinates, little-endian
///
/// unsigned = LEB128: 7 bits a byte, lowest first, top bit set in all but the last; shortest form only
/// signed   = unsigned of the zigzag form (0, -1, 1, -2, …)
/// </code>
/// Nodes, relationships, paths and maps are never stored. Version 1 of this form.
/// </remarks>
public static class ValueBinary
{
    /// <summary>The deepest list in a list that is written or read.</summary>
    public const int MaximumDepth = 64;

    /// <summary>Writes a storable value (no node, relationship, path or map).</summary>
    public static void Write(Value value, IBufferWriter<byte> writer)
    {
        WriteByte(writer, (byte)value.Kind);
        WriteContent(value, writer, 0);
    }

    /// <summary>Writes a string that is there as UTF-8.</summary>
    public static void WriteString(ReadOnlySpan<byte> utf8, IBufferWriter<byte> writer)
    {
        WriteByte(writer, (byte)ValueKind.String);
        WriteBytes(writer, utf8);
    }

    /// <summary>Reads one value and advances past it; throws <see cref="FormatException"/> on bytes that no writer wrote.</summary>
    public static Value Read(ref ReadOnlySpan<byte> source)
    {
        var reader = new ValueBinaryReader(source);
        var value = reader.ReadValue(0);
        source = reader.Rest;
        return value;
    }

    /// <summary>Reads a date-time that has a word (<see cref="ColumnWords"/>) without making a value of it; false for all other values, and for bytes that no writer wrote.</summary>
    /// <param name="source">Where the value begins.</param>
    /// <param name="kind">The kind of the vector that holds it.</param>
    /// <param name="word">Its word.</param>
    public static bool TryReadDateTime(
        ReadOnlySpan<byte> source,
        out VectorKind kind,
        out long word
    )
    {
        word = 0;
        bool isZoned = !source.IsEmpty && source[0] == (byte)ValueKind.ZonedDateTime;
        kind = isZoned ? VectorKind.ZonedDateTime : VectorKind.LocalDateTime;
        bool isDateTime =
            isZoned || (!source.IsEmpty && source[0] == (byte)ValueKind.LocalDateTime);
        int at = 1;
        return isDateTime
            && TryReadUnsigned(source, ref at, out ulong zigzag)
            && TryReadUnsigned(source, ref at, out ulong nanosecond)
            && nanosecond < TemporalLimits.NanosecondsPerSecond
            // An offset of 0, and no name of a zone.
            && (!isZoned || source[at..] is [0, 0, ..])
            && ColumnWords.TryOfInstant(
                (long)(zigzag >> 1) ^ -(long)(zigzag & 1),
                (int)nanosecond,
                out word
            );
    }

    // Nine bytes hold all numbers of a date-time that has a word.
    private static bool TryReadUnsigned(ReadOnlySpan<byte> source, ref int at, out ulong number)
    {
        number = 0;
        for (int shift = 0; shift < 63 && (uint)at < (uint)source.Length; shift += 7)
        {
            byte part = source[at++];
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return part != 0 || shift == 0;
            }
        }
        return false;
    }

    private static void WriteContent(in Value value, IBufferWriter<byte> writer, int depth)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                break;
            case ValueKind.Boolean:
                WriteByte(writer, (byte)value.Bits);
                break;
            case ValueKind.Integer:
            case ValueKind.Date:
                WriteSigned(writer, value.Bits);
                break;
            case ValueKind.Float:
                WriteDouble(writer, value.AsFloat());
                break;
            case ValueKind.String:
                WriteBytes(writer, value.AsUtf8());
                break;
            case ValueKind.Bytes:
                WriteBytes(writer, value.AsBytes());
                break;
            case ValueKind.List:
                WriteList(value.AsList(), writer, depth);
                break;
            case ValueKind.Point:
                WritePoint(value.AsPoint(), writer);
                break;
            case ValueKind.Vector:
                WriteByte(writer, (byte)value.AsVector().Type);
                WriteBytes(writer, value.AsVector().Data);
                break;
            default:
                WriteTemporal(value, writer);
                break;
        }
    }

    private static void WriteTemporal(in Value value, IBufferWriter<byte> writer)
    {
        switch (value.Kind)
        {
            case ValueKind.LocalTime:
                WriteUnsigned(writer, (ulong)value.Bits);
                break;
            case ValueKind.ZonedTime:
                var time = value.AsZonedTime();
                WriteUnsigned(writer, (ulong)time.Time.NanosecondOfDay);
                WriteSigned(writer, time.OffsetSeconds);
                break;
            case ValueKind.LocalDateTime:
                var local = value.AsLocalDateTime();
                WriteSigned(writer, local.EpochSecond);
                WriteUnsigned(writer, (ulong)local.Nanosecond);
                break;
            case ValueKind.ZonedDateTime:
                var zoned = value.AsZonedDateTime();
                WriteSigned(writer, zoned.EpochSecond);
                WriteUnsigned(writer, (ulong)zoned.Nanosecond);
                WriteSigned(writer, zoned.OffsetSeconds);
                WriteBytes(writer, zoned.Zone is null ? [] : Encoding.UTF8.GetBytes(zoned.Zone));
                break;
            default:
                Invariant.Assert(value.Kind == ValueKind.Duration);
                var duration = value.AsDuration();
                WriteSigned(writer, duration.Months);
                WriteSigned(writer, duration.Days);
                WriteSigned(writer, duration.Seconds);
                WriteUnsigned(writer, (ulong)duration.Nanoseconds);
                break;
        }
    }

    private static void WriteList(ListValue list, IBufferWriter<byte> writer, int depth)
    {
        Invariant.Assert(depth < MaximumDepth);
        WriteUnsigned(writer, (ulong)list.Count);
        if (list.Count == 0)
        {
            return;
        }
        var kind = CommonKind(list.AsSpan());
        WriteByte(writer, (byte)kind);
        foreach (ref readonly var element in list.AsSpan())
        {
            if (kind == ValueKind.Null)
            {
                WriteByte(writer, (byte)element.Kind);
            }
            WriteContent(element, writer, depth + 1);
        }
    }

    private static ValueKind CommonKind(ReadOnlySpan<Value> elements)
    {
        var kind = elements[0].Kind;
        foreach (ref readonly var element in elements)
        {
            if (element.Kind != kind)
            {
                return ValueKind.Null;
            }
        }
        return kind;
    }

    private static void WritePoint(PointValue point, IBufferWriter<byte> writer)
    {
        WriteSigned(writer, point.Srid);
        WriteDouble(writer, point.X);
        WriteDouble(writer, point.Y);
        if (point.Is3D)
        {
            WriteDouble(writer, point.Z);
        }
    }

    private static void WriteBytes(IBufferWriter<byte> writer, ReadOnlySpan<byte> bytes)
    {
        WriteUnsigned(writer, (ulong)bytes.Length);
        writer.Write(bytes);
    }

    private static void WriteDouble(IBufferWriter<byte> writer, double number)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(writer.GetSpan(sizeof(double)), number);
        writer.Advance(sizeof(double));
    }

    private static void WriteSigned(IBufferWriter<byte> writer, long number) =>
        WriteUnsigned(writer, (ulong)(number << 1 ^ number >> 63));

    private static void WriteUnsigned(IBufferWriter<byte> writer, ulong number)
    {
        var span = writer.GetSpan(ValueBinaryReader.MaximumVarintBytes);
        int count = 0;
        while (number >= 0x80)
        {
            span[count++] = (byte)(number | 0x80);
            number >>= 7;
        }
        span[count++] = (byte)number;
        writer.Advance(count);
    }

    private static void WriteByte(IBufferWriter<byte> writer, byte value)
    {
        writer.GetSpan(1)[0] = value;
        writer.Advance(1);
    }
}
