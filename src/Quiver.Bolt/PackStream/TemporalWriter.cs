using System.Diagnostics;
using Quiver.Model.Values;

namespace Quiver.Bolt.PackStream;

/// <summary>Writes temporal values and points as PackStream structures.</summary>
internal static class TemporalWriter
{
    /// <summary>Writes a value of a temporal kind or a point.</summary>
    /// <param name="writer">Where.</param>
    /// <param name="value">The value.</param>
    /// <param name="utc">Whether zoned date-times use the UTC structures.</param>
    public static void Write(PackStreamWriter writer, Value value, bool utc)
    {
        switch (value.Kind)
        {
            case ValueKind.Date:
                writer.BeginStructure(StructureTag.Date, 1);
                writer.WriteInteger(value.AsDate().EpochDay);
                break;
            case ValueKind.LocalTime:
                writer.BeginStructure(StructureTag.LocalTime, 1);
                writer.WriteInteger(value.AsLocalTime().NanosecondOfDay);
                break;
            case ValueKind.ZonedTime:
                writer.BeginStructure(StructureTag.Time, 2);
                writer.WriteInteger(value.AsZonedTime().Time.NanosecondOfDay);
                writer.WriteInteger(value.AsZonedTime().OffsetSeconds);
                break;
            case ValueKind.LocalDateTime:
                writer.BeginStructure(StructureTag.LocalDateTime, 2);
                writer.WriteInteger(value.AsLocalDateTime().EpochSecond);
                writer.WriteInteger(value.AsLocalDateTime().Nanosecond);
                break;
            case ValueKind.ZonedDateTime:
                WriteZonedDateTime(writer, value, utc);
                break;
            case ValueKind.Duration:
                var duration = value.AsDuration();
                writer.BeginStructure(StructureTag.Duration, 4);
                writer.WriteInteger(duration.Months);
                writer.WriteInteger(duration.Days);
                writer.WriteInteger(duration.Seconds);
                writer.WriteInteger(duration.Nanoseconds);
                break;
            case ValueKind.Point:
                WritePoint(writer, value.AsPoint());
                break;
            default:
                throw new UnreachableException($"A {value.Kind} has no structure.");
        }
    }

    private static void WriteZonedDateTime(PackStreamWriter writer, Value value, bool utc)
    {
        var dateTime = value.AsZonedDateTime();
        long seconds = utc ? dateTime.EpochSecond : dateTime.EpochSecond + dateTime.OffsetSeconds;
        if (dateTime.Zone is null)
        {
            writer.BeginStructure(utc ? StructureTag.DateTime : StructureTag.LegacyDateTime, 3);
        }
        else
        {
            writer.BeginStructure(
                utc ? StructureTag.DateTimeZoneId : StructureTag.LegacyDateTimeZoneId,
                3
            );
        }
        writer.WriteInteger(seconds);
        writer.WriteInteger(dateTime.Nanosecond);
        if (dateTime.Zone is null)
        {
            writer.WriteInteger(dateTime.OffsetSeconds);
        }
        else
        {
            writer.WriteString(dateTime.Zone);
        }
    }

    private static void WritePoint(PackStreamWriter writer, PointValue point)
    {
        writer.BeginStructure(
            point.Is3D ? StructureTag.Point3D : StructureTag.Point2D,
            point.Is3D ? 4 : 3
        );
        writer.WriteInteger(point.Srid);
        writer.WriteFloat(point.X);
        writer.WriteFloat(point.Y);
        if (point.Is3D)
        {
            writer.WriteFloat(point.Z);
        }
    }
}
