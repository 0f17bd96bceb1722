using System.Text;
using Quiver.Bolt.Session;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Bolt.PackStream;

/// <summary>Makes temporal values from the fields of their structures; every range is checked.</summary>
internal static class TemporalFields
{
    public static Value Date(long epochDay) =>
        LocalDate.TryFromEpochDay(epochDay, out var date)
            ? Value.Date(date)
            : throw BoltErrors.ValueOutOfRange("a date");

    public static Value LocalTime(long nanosecondOfDay) =>
        Model.Temporal.LocalTime.IsNanosecondOfDay(nanosecondOfDay)
            ? Value.LocalTime(Model.Temporal.LocalTime.FromNanosecondOfDay(nanosecondOfDay))
            : throw BoltErrors.ValueOutOfRange("a local time");

    public static Value Time(long nanosecondOfDay, long offsetSeconds) =>
        Model.Temporal.LocalTime.IsNanosecondOfDay(nanosecondOfDay)
        && ZonedTime.TryCreate(
            Model.Temporal.LocalTime.FromNanosecondOfDay(nanosecondOfDay),
            offsetSeconds,
            out var time
        )
            ? Value.ZonedTime(time)
            : throw BoltErrors.ValueOutOfRange("a time");

    public static Value LocalDateTime(long epochSecond, long nanosecond) =>
        Value.LocalDateTime(Wall(epochSecond, nanosecond));

    /// <summary>A date-time with an offset.</summary>
    /// <param name="seconds">UTC seconds when <paramref name="utc"/>, else seconds on the wall clock.</param>
    /// <param name="nanosecond">Nanoseconds within the second.</param>
    /// <param name="offsetSeconds">Seconds east of UTC.</param>
    /// <param name="utc">Which seconds are meant.</param>
    public static Value DateTime(long seconds, long nanosecond, long offsetSeconds, bool utc)
    {
        if (!TemporalLimits.IsOffset(offsetSeconds))
        {
            throw BoltErrors.ValueOutOfRange("a datetime");
        }
        var wall = Wall(utc ? Shift(seconds, offsetSeconds) : seconds, nanosecond);
        return ZonedDateTime.TryCreate(wall, offsetSeconds, out var dateTime)
            ? Value.ZonedDateTime(dateTime)
            : throw BoltErrors.ValueOutOfRange("a datetime");
    }

    /// <summary>A date-time in a named zone.</summary>
    /// <param name="seconds">UTC seconds when <paramref name="utc"/>, else seconds on the wall clock.</param>
    /// <param name="nanosecond">Nanoseconds within the second.</param>
    /// <param name="zone">The zone's name in the tz database.</param>
    /// <param name="utc">Which seconds are meant.</param>
    public static Value DateTime(long seconds, long nanosecond, string zone, bool utc)
    {
        if (!TimeZones.TryFind(Encoding.UTF8.GetBytes(zone), out string? name))
        {
            throw BoltErrors.UnknownTimeZone(zone);
        }
        Wall(seconds, nanosecond);
        int offset = utc
            ? TimeZones.OffsetAt(name, seconds)
            : TimeZones.OffsetOfLocal(name, seconds);
        long epochSecond = utc ? seconds : seconds - offset;
        Wall(Shift(epochSecond, offset), nanosecond);
        return Value.ZonedDateTime(new ZonedDateTime(epochSecond, (int)nanosecond, offset, name));
    }

    private static LocalDateTime Wall(long epochSecond, long nanosecond) =>
        Model.Temporal.LocalDateTime.TryCreate(epochSecond, nanosecond, out var dateTime)
            ? dateTime
            : throw BoltErrors.ValueOutOfRange("a datetime");

    private static long Shift(long seconds, long offsetSeconds) =>
        seconds is >= TemporalLimits.MinEpochSecond and <= TemporalLimits.MaxEpochSecond
            ? seconds + offsetSeconds
            : throw BoltErrors.ValueOutOfRange("a datetime");
}
