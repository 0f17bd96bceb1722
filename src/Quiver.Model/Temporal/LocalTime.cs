using static Quiver.Model.Temporal.TemporalLimits;

namespace Quiver.Model.Temporal;

/// <summary>A time of day without a zone.</summary>
/// <param name="NanosecondOfDay">Nanoseconds since midnight, 0 to 86,399,999,999,999.</param>
public readonly record struct LocalTime(long NanosecondOfDay) : IComparable<LocalTime>
{
    /// <summary>The hour, 0 to 23.</summary>
    public int Hour => (int)(NanosecondOfDay / (SecondsPerHour * (long)NanosecondsPerSecond));

    /// <summary>The minute of the hour.</summary>
    public int Minute => SecondOfDay / SecondsPerMinute % 60;

    /// <summary>The second of the minute.</summary>
    public int Second => SecondOfDay % SecondsPerMinute;

    /// <summary>The nanoseconds within the second, 0 to 999,999,999.</summary>
    public int Nanosecond => (int)(NanosecondOfDay % NanosecondsPerSecond);

    /// <summary>Whole seconds since midnight.</summary>
    public int SecondOfDay => (int)(NanosecondOfDay / NanosecondsPerSecond);

    /// <summary>The time of so many nanoseconds since midnight.</summary>
    public static LocalTime FromNanosecondOfDay(long nanosecondOfDay) => new(nanosecondOfDay);

    /// <summary>Whether a number of nanoseconds is a time within a day.</summary>
    public static bool IsNanosecondOfDay(long nanosecondOfDay) =>
        nanosecondOfDay is >= 0 and < NanosecondsPerDay;

    /// <summary>The time of hour, minute, second and nanosecond; false when one is out of range.</summary>
    public static bool TryCreate(
        long hour,
        long minute,
        long second,
        long nanosecond,
        out LocalTime time
    )
    {
        time = default;
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }
        if (!IsNanosecond(nanosecond))
        {
            return false;
        }
        long seconds = hour * SecondsPerHour + minute * SecondsPerMinute + second;
        time = new(seconds * NanosecondsPerSecond + nanosecond);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(LocalTime other) => NanosecondOfDay.CompareTo(other.NanosecondOfDay);

    /// <summary>The time as toString() gives it: <c>12:31:14.5</c>.</summary>
    public override string ToString() => TemporalText.Format(this);
}
