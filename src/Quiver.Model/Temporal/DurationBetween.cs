using Quiver.Foundation;
using Quiver.Model.Values;
using static Quiver.Model.Temporal.TemporalLimits;

namespace Quiver.Model.Temporal;

/// <summary>duration.between, inMonths, inDays and inSeconds of two instants of any kinds.</summary>
/// <remarks>
/// What one instant lacks it takes from the other: the date, the zone; a missing time is midnight. Months and days are counted
/// on the wall clock of the first's zone, seconds between the instants. The values must be dates, times or date-times.
/// </remarks>
public static class DurationBetween
{
    private const int MonthsPerYear = 12;

    /// <summary>Months, then days, then seconds between the instants; months and days only where both have a date.</summary>
    public static Duration Between(Value from, Value to)
    {
        Align(from, to, out var start, out var end);
        if (!HasDate(from.Kind) || !HasDate(to.Kind))
        {
            return SecondsBetween(start, end);
        }
        long months = MonthsUntil(start.Local, end.Local);
        start = Move(start, new Duration(months, 0, 0, 0));
        long days = DaysUntil(start.Local, end.Local);
        start = Move(start, new Duration(0, days, 0, 0));
        var seconds = SecondsBetween(start, end);
        return seconds with { Months = months, Days = days };
    }

    /// <summary>Whole months between the instants; nothing where one has no date.</summary>
    public static Duration InMonths(Value from, Value to)
    {
        if (!HasDate(from.Kind) || !HasDate(to.Kind))
        {
            return default;
        }
        Align(from, to, out var start, out var end);
        return new(MonthsUntil(start.Local, end.Local), 0, 0, 0);
    }

    /// <summary>Whole days between the instants; nothing where one has no date.</summary>
    public static Duration InDays(Value from, Value to)
    {
        if (!HasDate(from.Kind) || !HasDate(to.Kind))
        {
            return default;
        }
        Align(from, to, out var start, out var end);
        return new(0, DaysUntil(start.Local, end.Local), 0, 0);
    }

    /// <summary>Seconds and nanoseconds between the instants.</summary>
    public static Duration InSeconds(Value from, Value to)
    {
        Align(from, to, out var start, out var end);
        return SecondsBetween(start, end);
    }

    private static bool IsInstant(ValueKind kind) =>
        HasDate(kind) || kind is ValueKind.LocalTime or ValueKind.ZonedTime;

    private static bool HasDate(ValueKind kind) =>
        kind is ValueKind.Date or ValueKind.LocalDateTime or ValueKind.ZonedDateTime;

    private static void Align(Value from, Value to, out ZonedDateTime start, out ZonedDateTime end)
    {
        Invariant.Assert(IsInstant(from.Kind) && IsInstant(to.Kind));
        var date = DateOf(from) ?? DateOf(to) ?? default(LocalDate);
        var otherDate = DateOf(to) ?? date;
        var zone = ZoneOf(from) ?? ZoneOf(to) ?? TemporalZone.Utc;
        var otherZone = ZoneOf(to) ?? zone;
        start = Complete(from, date, zone);
        end = Complete(to, otherDate, otherZone);
        end = end.AtSameInstant(zone);
    }

    private static LocalDate? DateOf(Value value) =>
        value.Kind switch
        {
            ValueKind.Date => value.AsDate(),
            ValueKind.LocalDateTime => value.AsLocalDateTime().Date,
            ValueKind.ZonedDateTime => value.AsZonedDateTime().Local.Date,
            _ => null,
        };

    private static LocalTime TimeOf(Value value) =>
        value.Kind switch
        {
            ValueKind.LocalTime => value.AsLocalTime(),
            ValueKind.ZonedTime => value.AsZonedTime().Time,
            ValueKind.LocalDateTime => value.AsLocalDateTime().Time,
            ValueKind.ZonedDateTime => value.AsZonedDateTime().Local.Time,
            _ => default,
        };

    private static TemporalZone? ZoneOf(Value value) =>
        value.Kind switch
        {
            ValueKind.ZonedTime => new TemporalZone(value.AsZonedTime().OffsetSeconds, null),
            ValueKind.ZonedDateTime => value.AsZonedDateTime().TemporalZone,
            _ => null,
        };

    private static ZonedDateTime Complete(Value value, LocalDate date, TemporalZone zone) =>
        value.Kind == ValueKind.ZonedDateTime
            ? value.AsZonedDateTime()
            : ZonedDateTime.FromLocal(new(date, TimeOf(value)), zone);

    // The end is on the other side of a whole month or day when its time of day has not come yet.
    private static LocalDate LastWholeDay(LocalDateTime start, LocalDateTime end)
    {
        int dates = end.Date.CompareTo(start.Date);
        int times = end.Time.CompareTo(start.Time);
        bool isPartial = dates != 0 && times != 0 && Math.Sign(dates) != Math.Sign(times);
        return isPartial ? new(end.Date.EpochDay - Math.Sign(dates)) : end.Date;
    }

    private static long MonthsUntil(LocalDateTime start, LocalDateTime end)
    {
        var (year, month, day) = start.Date;
        var (endYear, endMonth, endDay) = LastWholeDay(start, end);
        long months = (endYear - (long)year) * MonthsPerYear + (endMonth - month);
        // 32 is more than a month has days, so the division drops a month that is not whole yet.
        return (months * 32 + (endDay - day)) / 32;
    }

    private static long DaysUntil(LocalDateTime start, LocalDateTime end) =>
        LastWholeDay(start, end).EpochDay - start.Date.EpochDay;

    // Moving towards the end cannot leave the calendar.
    private static ZonedDateTime Move(ZonedDateTime start, Duration duration) =>
        start.TryAdd(duration, out var moved) ? moved : start;

    private static Duration SecondsBetween(ZonedDateTime start, ZonedDateTime end)
    {
        int nanoseconds = end.Nanosecond - start.Nanosecond;
        long seconds = end.EpochSecond - start.EpochSecond;
        return nanoseconds < 0
            ? new(0, 0, seconds - 1, nanoseconds + NanosecondsPerSecond)
            : new(0, 0, seconds, nanoseconds);
    }
}
