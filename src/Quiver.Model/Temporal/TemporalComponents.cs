using Quiver.Model.Values;
using static Quiver.Model.Temporal.TemporalLimits;

namespace Quiver.Model.Temporal;

/// <summary>The parts of temporal values by the names that Cypher gives them: <c>d.year</c>, <c>d.epochMillis</c>, <c>d.minutesOfHour</c>.</summary>
/// <remarks>Parts of a second are cumulative: a microsecond counts the milliseconds too. A part that does not fit 64 bits is the user's error.</remarks>
public static class TemporalComponents
{
    /// <summary>A part of a temporal value; false when a value of its kind has no part of that name.</summary>
    public static bool TryGet(Value value, string name, out Value component)
    {
        component = Value.Null;
        switch (value.Kind)
        {
            case ValueKind.Date:
                return TryGetOfDate(value.AsDate(), name, out component);
            case ValueKind.LocalTime:
                return TryGetOfTime(value.AsLocalTime(), name, out component);
            case ValueKind.ZonedTime:
                var time = value.AsZonedTime();
                return TryGetOfTime(time.Time, name, out component)
                    || TryGetOfZone(
                        new(time.OffsetSeconds, null),
                        time.OffsetSeconds,
                        name,
                        out component
                    );
            case ValueKind.LocalDateTime:
                var local = value.AsLocalDateTime();
                return TryGetOfDate(local.Date, name, out component)
                    || TryGetOfTime(local.Time, name, out component);
            case ValueKind.ZonedDateTime:
                return TryGetOfZonedDateTime(value.AsZonedDateTime(), name, out component);
            case ValueKind.Duration:
                return TryGetOfDuration(value.AsDuration(), name, out component);
            default:
                return false;
        }
    }

    private static bool TryGetOfZonedDateTime(ZonedDateTime value, string name, out Value component)
    {
        switch (name)
        {
            case "epochSeconds":
                component = Value.Integer(value.EpochSecond);
                return true;
            case "epochMillis":
                // Years beyond ±292 million have more milliseconds than 64 bits hold.
                component = ToInteger(
                    (Int128)value.EpochSecond * 1000 + value.Nanosecond / 1_000_000
                );
                return true;
            default:
                var local = value.Local;
                return TryGetOfDate(local.Date, name, out component)
                    || TryGetOfTime(local.Time, name, out component)
                    || TryGetOfZone(value.TemporalZone, value.OffsetSeconds, name, out component);
        }
    }

    private static bool TryGetOfDate(LocalDate date, string name, out Value component)
    {
        long? part = name switch
        {
            "year" => date.Year,
            "quarter" => date.Quarter,
            "month" => date.Month,
            "week" => date.Week,
            "weekYear" => date.WeekYear,
            "dayOfQuarter" or "quarterDay" => date.DayOfQuarter,
            "day" => date.Day,
            "ordinalDay" => date.OrdinalDay,
            "dayOfWeek" or "weekDay" => date.DayOfWeek,
            _ => null,
        };
        return TryWrap(part, out component);
    }

    private static bool TryGetOfTime(LocalTime time, string name, out Value component)
    {
        long? part = name switch
        {
            "hour" => time.Hour,
            "minute" => time.Minute,
            "second" => time.Second,
            "millisecond" => time.Nanosecond / 1_000_000,
            "microsecond" => time.Nanosecond / 1000,
            "nanosecond" => time.Nanosecond,
            _ => null,
        };
        return TryWrap(part, out component);
    }

    private static bool TryGetOfZone(
        TemporalZone zone,
        int offsetSeconds,
        string name,
        out Value component
    )
    {
        component = name switch
        {
            "timezone" => Value.String(zone.ToString()),
            "offset" => Value.String(new TemporalZone(offsetSeconds, null).ToString()),
            "offsetMinutes" => Value.Integer(offsetSeconds / SecondsPerMinute),
            "offsetSeconds" => Value.Integer(offsetSeconds),
            _ => Value.Null,
        };
        return !component.IsNull;
    }

    private static bool TryGetOfDuration(Duration duration, string name, out Value component)
    {
        Int128? part =
            PartOfDays(duration, name)
            ?? PartOfSeconds(duration, name)
            ?? PartOfFraction(duration, name);
        component = part is Int128 number ? ToInteger(number) : Value.Null;
        return part is not null;
    }

    private static Value ToInteger(Int128 number) =>
        number >= long.MinValue && number <= long.MaxValue
            ? Value.Integer((long)number)
            : throw TemporalErrors.Overflow(ValueKind.Integer);

    private static Int128? PartOfDays(Duration duration, string name) =>
        name switch
        {
            "years" => duration.Months / 12,
            "quarters" => duration.Months / 3,
            "months" => duration.Months,
            "weeks" => duration.Days / 7,
            "days" => duration.Days,
            "quartersOfYear" => duration.Months / 3 % 4,
            "monthsOfYear" => duration.Months % 12,
            "monthsOfQuarter" => duration.Months % 3,
            "daysOfWeek" => duration.Days % 7,
            _ => null,
        };

    private static Int128? PartOfSeconds(Duration duration, string name) =>
        name switch
        {
            "hours" => duration.Seconds / SecondsPerHour,
            "minutes" => duration.Seconds / SecondsPerMinute,
            "seconds" => duration.Seconds,
            "minutesOfHour" => duration.Seconds / SecondsPerMinute % 60,
            "secondsOfMinute" => duration.Seconds % SecondsPerMinute,
            _ => null,
        };

    private static Int128? PartOfFraction(Duration duration, string name) =>
        name switch
        {
            "milliseconds" => (Int128)duration.Seconds * 1000 + duration.Nanoseconds / 1_000_000,
            "microseconds" => (Int128)duration.Seconds * 1_000_000 + duration.Nanoseconds / 1000,
            "nanoseconds" => (Int128)duration.Seconds * NanosecondsPerSecond + duration.Nanoseconds,
            "millisecondsOfSecond" => duration.Nanoseconds / 1_000_000,
            "microsecondsOfSecond" => duration.Nanoseconds / 1000,
            "nanosecondsOfSecond" => duration.Nanoseconds,
            _ => null,
        };

    private static bool TryWrap(long? part, out Value component)
    {
        component = part is long number ? Value.Integer(number) : Value.Null;
        return part is not null;
    }
}
