using static Quiver.Model.Temporal.TemporalLimits;

namespace Quiver.Model.Temporal;

/// <summary>Cuts temporal values down to the start of a unit.</summary>
public static class TemporalTruncation
{
    /// <summary>The unit of a name in any letter case, for example <c>weekYear</c>; false when there is none.</summary>
    public static bool TryParseUnit(string name, out TemporalUnit unit)
    {
        unit = default;
        // Enum.TryParse would also take numbers.
        return name.Length > 0
            && char.IsAsciiLetter(name[0])
            && Enum.TryParse(name, ignoreCase: true, out unit)
            && Enum.IsDefined(unit);
    }

    /// <summary>Whether the unit is a day or coarser, so that it can cut a date.</summary>
    public static bool IsDateUnit(this TemporalUnit unit) => unit <= TemporalUnit.Day;

    /// <summary>Whether the unit is a day or finer, so that it can cut a time of day.</summary>
    public static bool IsTimeUnit(this TemporalUnit unit) => unit >= TemporalUnit.Day;

    /// <summary>The first day of the unit that the date lies in; false when that lies before the supported years. Units below a day leave the date as it is.</summary>
    public static bool TryTruncate(this LocalDate date, TemporalUnit unit, out LocalDate start)
    {
        var (year, month, _) = date;
        switch (unit)
        {
            case TemporalUnit.Millennium:
                return TryStartOfYears(year, 1000, out start);
            case TemporalUnit.Century:
                return TryStartOfYears(year, 100, out start);
            case TemporalUnit.Decade:
                return TryStartOfYears(year, 10, out start);
            case TemporalUnit.Year:
                return TryStartOfYears(year, 1, out start);
            case TemporalUnit.WeekYear:
                long monday = Calendar.FirstMondayOfWeekYear(date.WeekYear);
                return LocalDate.TryFromEpochDay(monday, out start);
            case TemporalUnit.Quarter:
                return LocalDate.TryCreate(year, (month - 1) / 3 * 3 + 1, 1, out start);
            case TemporalUnit.Month:
                return LocalDate.TryCreate(year, month, 1, out start);
            case TemporalUnit.Week:
                return LocalDate.TryFromEpochDay(date.EpochDay - date.DayOfWeek + 1, out start);
            default:
                start = date;
                return true;
        }
    }

    /// <summary>The start of the unit that the time lies in; midnight for a day and coarser units.</summary>
    public static LocalTime Truncate(this LocalTime time, TemporalUnit unit)
    {
        long size = unit switch
        {
            TemporalUnit.Hour => SecondsPerHour * (long)NanosecondsPerSecond,
            TemporalUnit.Minute => SecondsPerMinute * (long)NanosecondsPerSecond,
            TemporalUnit.Second => NanosecondsPerSecond,
            TemporalUnit.Millisecond => NanosecondsPerSecond / 1000,
            TemporalUnit.Microsecond => NanosecondsPerSecond / 1_000_000,
            _ => NanosecondsPerDay,
        };
        return new(time.NanosecondOfDay / size * size);
    }

    /// <summary>The start of the unit that the date and time lie in; false when that lies before the supported years.</summary>
    public static bool TryTruncate(
        this LocalDateTime dateTime,
        TemporalUnit unit,
        out LocalDateTime start
    )
    {
        bool fits = dateTime.Date.TryTruncate(unit, out var date);
        start = fits ? new(date, dateTime.Time.Truncate(unit)) : default;
        return fits;
    }

    private static bool TryStartOfYears(int year, int count, out LocalDate start) =>
        LocalDate.TryCreate(Calendar.FloorDivide(year, count) * count, 1, 1, out start);
}
