using System.Text.Unicode;
using Quiver.Bolt.Session;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Bolt.PackStream;

/// <summary>Reads Cypher values from PackStream: parameters and the maps of requests.</summary>
internal static class ValueReader
{
    /// <summary>Lists and maps nested deeper than this are refused.</summary>
    public const int MaxDepth = 500;

    /// <summary>Reads one value.</summary>
    /// <param name="reader">Stands at the value; stands behind it afterwards.</param>
    /// <param name="utc">Whether zoned date-times use the UTC structures on this connection.</param>
    /// <exception cref="PackStreamException">The bytes are no PackStream: the connection ends.</exception>
    /// <exception cref="Model.Status.CypherException">A well-formed value that cannot be a parameter.</exception>
    public static Value Read(ref PackStreamReader reader, bool utc) => Read(ref reader, utc, 0);

    /// <summary>Reads a map.</summary>
    public static MapValue ReadMap(ref PackStreamReader reader, bool utc) =>
        ReadMap(ref reader, utc, 0);

    private static Value Read(ref PackStreamReader reader, bool utc, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new PackStreamException($"Values are nested deeper than {MaxDepth} levels.");
        }
        byte marker = reader.PeekMarker();
        switch (marker)
        {
            case Marker.Null:
                reader.TryReadNull();
                return Value.Null;
            case Marker.True or Marker.False:
                return Value.Boolean(reader.ReadBoolean());
            case Marker.Float64:
                return Value.Float(reader.ReadFloat());
            case <= 0x7F or >= 0xF0 or (>= Marker.Int8 and <= Marker.Int64):
                return Value.Integer(reader.ReadInteger());
            case >= Marker.Bytes8 and <= Marker.Bytes32:
                return Value.Bytes(reader.ReadBytes().ToArray());
            case (>= Marker.TinyString and < Marker.TinyList)
            or (>= Marker.String8 and <= Marker.String32):
                return ReadText(ref reader);
            case (>= Marker.TinyList and < Marker.TinyMap)
            or (>= Marker.List8 and <= Marker.List32):
                return ReadList(ref reader, utc, depth);
            case (>= Marker.TinyMap and < Marker.TinyStruct)
            or (>= Marker.Map8 and <= Marker.Map32):
                return Value.Map(ReadMap(ref reader, utc, depth));
            case >= Marker.TinyStruct and < Marker.Null:
                return ReadStructure(ref reader, utc);
            default:
                throw new PackStreamException($"0x{marker:X2} begins no value.");
        }
    }

    private static Value ReadText(ref PackStreamReader reader)
    {
        var utf8 = reader.ReadUtf8();
        return Utf8.IsValid(utf8)
            ? Value.Utf8(utf8)
            : throw new PackStreamException("Text is not valid UTF-8.");
    }

    private static Value ReadList(ref PackStreamReader reader, bool utc, int depth)
    {
        var elements = new Value[reader.ReadListHead()];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = Read(ref reader, utc, depth + 1);
        }
        return Value.List(elements);
    }

    private static MapValue ReadMap(ref PackStreamReader reader, bool utc, int depth)
    {
        int count = reader.ReadMapHead();
        if (count == 0)
        {
            return MapValue.Empty;
        }
        var names = KeyNames.Current;
        var entries = new KeyValuePair<string, Value>[count];
        for (int i = 0; i < count; i++)
        {
            string key = reader.ReadKey(names);
            entries[i] = new(key, Read(ref reader, utc, depth + 1));
        }
        return MapValue.Owning(entries);
    }

    private static Value ReadStructure(ref PackStreamReader reader, bool utc)
    {
        byte tag = reader.ReadStructure(out int fieldCount);
        return tag switch
        {
            StructureTag.Date when fieldCount == 1 => TemporalFields.Date(reader.ReadInteger()),
            StructureTag.LocalTime when fieldCount == 1 => TemporalFields.LocalTime(
                reader.ReadInteger()
            ),
            StructureTag.Time when fieldCount == 2 => TemporalFields.Time(
                reader.ReadInteger(),
                reader.ReadInteger()
            ),
            StructureTag.LocalDateTime when fieldCount == 2 => TemporalFields.LocalDateTime(
                reader.ReadInteger(),
                reader.ReadInteger()
            ),
            StructureTag.DateTime
            or StructureTag.LegacyDateTime
                when fieldCount == 3 && utc == (tag == StructureTag.DateTime) =>
                TemporalFields.DateTime(
                    reader.ReadInteger(),
                    reader.ReadInteger(),
                    reader.ReadInteger(),
                    utc
                ),
            StructureTag.DateTimeZoneId
            or StructureTag.LegacyDateTimeZoneId
                when fieldCount == 3 && utc == (tag == StructureTag.DateTimeZoneId) =>
                TemporalFields.DateTime(
                    reader.ReadInteger(),
                    reader.ReadInteger(),
                    reader.ReadString(),
                    utc
                ),
            StructureTag.Duration when fieldCount == 4 => ReadDuration(ref reader),
            StructureTag.Point2D when fieldCount == 3 => ReadPoint(ref reader, false),
            StructureTag.Point3D when fieldCount == 4 => ReadPoint(ref reader, true),
            StructureTag.Vector when fieldCount == VectorFields.Count => VectorFields.Read(
                ref reader
            ),
            _ => throw BoltErrors.StructureNotSupported(tag, fieldCount),
        };
    }

    private static Value ReadDuration(ref PackStreamReader reader)
    {
        long months = reader.ReadInteger();
        long days = reader.ReadInteger();
        long seconds = reader.ReadInteger();
        long nanoseconds = reader.ReadInteger();
        const long NanosecondsPerSecond = 1_000_000_000;
        long carry = Math.DivRem(nanoseconds, NanosecondsPerSecond, out long rest);
        if (rest < 0)
        {
            rest += NanosecondsPerSecond;
            carry--;
        }
        try
        {
            return Value.Duration(new Duration(months, days, checked(seconds + carry), (int)rest));
        }
        catch (OverflowException)
        {
            throw BoltErrors.ValueOutOfRange("a duration");
        }
    }

    private static Value ReadPoint(ref PackStreamReader reader, bool is3D)
    {
        long srid = reader.ReadInteger();
        double x = reader.ReadFloat();
        double y = reader.ReadFloat();
        double z = is3D ? reader.ReadFloat() : 0;
        bool known = PointSystems.IsSrid(srid) && is3D == (srid is 4979 or 9157);
        string? problem = $"the SRID {srid} does not exist with {(is3D ? 3 : 2)} dimensions";
        var point = known ? PointSystems.TryCreate((int)srid, x, y, z, out problem) : null;
        return point is not null
            ? Value.Point(point)
            : throw BoltErrors.ValueOutOfRange($"a point ({problem})");
    }
}
