using static Quiver.Model.Temporal.TemporalLimits;

namespace Quiver.Model.Temporal;

/// <summary>Adds durations to instants: months first, with the day clipped to the month's length, then days, then seconds.</summary>
/// <remarks>
/// Units that an instant does not have are left out: a date takes whole days of the seconds, a time nothing but seconds.
/// With a named zone, months and days move the wall clock, seconds the instant. All give false when the result leaves
/// the supported years. To subtract, add the negated duration.
/// </remarks>
public static class TemporalArithmetic
{
    private const int MonthsPerYear = 12;

    /// <summary>A date plus a duration.</summary>
    public static bool TryAdd(this LocalDate date, Duration duration, out LocalDate sum)
    {
        sum = default;
        long wholeDays = duration.Seconds / SecondsPerDay;
        return TryAddMonths(date, duration.Months, out var moved)
            && TryAddDays(moved, duration.Days, out moved)
            && TryAddDays(moved, wholeDays, out sum);
    }

    /// <summary>A time of day plus a duration, going round at midnight.</summary>
    public static LocalTime Add(this LocalTime time, Duration duration)
    {
        long nanoseconds =
            duration.Seconds % SecondsPerDay * NanosecondsPerSecond + duration.Nanoseconds;
        return new(Calendar.FloorModulo(time.NanosecondOfDay + nanoseconds, NanosecondsPerDay));
    }

    /// <summary>A time of day plus a duration, going round at midnight; the offset stays.</summary>
    public static ZonedTime Add(this ZonedTime time, Duration duration) =>
        new(time.Time.Add(duration), time.OffsetSeconds);

    /// <summary>A date and time plus a duration.</summary>
    public static bool TryAdd(this LocalDateTime dateTime, Duration duration, out LocalDateTime sum)
    {
        sum = default;
        return TryAddDateUnits(dateTime, duration, out var moved)
            && TryAddSeconds(
                moved.EpochSecond,
                moved.Nanosecond,
                duration,
                out long second,
                out int nanosecond
            )
            && LocalDateTime.TryCreate(second, nanosecond, out sum);
    }

    /// <summary>A zoned date and time plus a duration.</summary>
    public static bool TryAdd(this ZonedDateTime dateTime, Duration duration, out ZonedDateTime sum)
    {
        sum = dateTime;
        var zone = dateTime.TemporalZone;
        if (duration.Months != 0 || duration.Days != 0)
        {
            if (!TryAddDateUnits(dateTime.Local, duration, out var moved))
            {
                return false;
            }
            sum = ZonedDateTime.FromLocal(moved, zone, dateTime.OffsetSeconds);
        }
        if (
            !TryAddSeconds(
                sum.EpochSecond,
                sum.Nanosecond,
                duration,
                out long second,
                out int nanosecond
            )
        )
        {
            return false;
        }
        // Before the zone is asked, since an instant far outside the calendar has no offset.
        if (
            second < MinEpochSecond - MaxOffsetSeconds
            || second > MaxEpochSecond + MaxOffsetSeconds
        )
        {
            return false;
        }
        sum = ZonedDateTime.FromInstant(second, nanosecond, zone);
        return LocalDateTime.TryCreate(second + sum.OffsetSeconds, nanosecond, out _);
    }

    /// <summary>A date moved by months, its day clipped to the length of the month.</summary>
    internal static bool TryAddMonths(LocalDate date, long months, out LocalDate sum)
    {
        sum = date;
        if (months == 0)
        {
            return true;
        }
        if (Math.Abs((decimal)months) > 2L * MonthsPerYear * MaxYear + MonthsPerYear)
        {
            return false;
        }
        var (year, month, day) = date;
        long total = year * (long)MonthsPerYear + (month - 1) + months;
        long newYear = Calendar.FloorDivide(total, MonthsPerYear);
        int newMonth = (int)Calendar.FloorModulo(total, MonthsPerYear) + 1;
        int clipped = Math.Min(day, Calendar.DaysInMonth(newYear, newMonth));
        return LocalDate.TryCreate(newYear, newMonth, clipped, out sum);
    }

    internal static bool TryAddDays(LocalDate date, long days, out LocalDate sum)
    {
        var moved = (Int128)date.EpochDay + days;
        bool fits = moved >= MinEpochDay && moved <= MaxEpochDay;
        sum = fits ? new((long)moved) : default;
        return fits;
    }

    private static bool TryAddDateUnits(
        LocalDateTime dateTime,
        Duration duration,
        out LocalDateTime sum
    )
    {
        bool fits =
            TryAddMonths(dateTime.Date, duration.Months, out var date)
            & TryAddDays(date, duration.Days, out date);
        sum = fits ? new(date, dateTime.Time) : default;
        return fits;
    }

    private static bool TryAddSeconds(
        long epochSecond,
        int nanosecond,
        Duration duration,
        out long newSecond,
        out int newNanosecond
    )
    {
        int nanoseconds = nanosecond + duration.Nanoseconds;
        int carry = nanoseconds >= NanosecondsPerSecond ? 1 : 0;
        newNanosecond = nanoseconds - carry * NanosecondsPerSecond;
        var second = (Int128)epochSecond + duration.Seconds + carry;
        bool fits = second >= long.MinValue && second <= long.MaxValue;
        newSecond = fits ? (long)second : 0;
        return fits;
    }
}
