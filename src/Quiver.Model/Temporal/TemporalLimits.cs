namespace Quiver.Model.Temporal;

/// <summary>The ranges of dates, times and offsets, and the sizes of the units that convert exactly.</summary>
public static class TemporalLimits
{
    /// <summary>The first year.</summary>
    public const int MinYear = -999_999_999;

    /// <summary>The last year.</summary>
    public const int MaxYear = 999_999_999;

    /// <summary>The first day of <see cref="MinYear"/>.</summary>
    public const long MinEpochDay = -365_243_219_162;

    /// <summary>The last day of <see cref="MaxYear"/>.</summary>
    public const long MaxEpochDay = 365_241_780_471;

    /// <summary>The first second of a wall clock.</summary>
    public const long MinEpochSecond = MinEpochDay * SecondsPerDay;

    /// <summary>The last second of a wall clock.</summary>
    public const long MaxEpochSecond = (MaxEpochDay + 1) * SecondsPerDay - 1;

    /// <summary>The largest offset from UTC, east or west: 18 hours.</summary>
    public const int MaxOffsetSeconds = 18 * SecondsPerHour;

    /// <summary>Nanoseconds in a second.</summary>
    public const int NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Seconds in a minute.</summary>
    public const int SecondsPerMinute = 60;

    /// <summary>Seconds in an hour.</summary>
    public const int SecondsPerHour = 3600;

    /// <summary>Seconds in a day of 24 hours.</summary>
    public const int SecondsPerDay = 86_400;

    /// <summary>Nanoseconds in a day of 24 hours.</summary>
    public const long NanosecondsPerDay = SecondsPerDay * (long)NanosecondsPerSecond;

    /// <summary>Seconds in the average month of 30.436875 days.</summary>
    public const long SecondsPerAverageMonth = 2_629_746;

    /// <summary>Whether an offset from UTC is within ±18 hours.</summary>
    public static bool IsOffset(long offsetSeconds) =>
        offsetSeconds is >= -MaxOffsetSeconds and <= MaxOffsetSeconds;

    /// <summary>Whether a number of nanoseconds is less than a second.</summary>
    public static bool IsNanosecond(long nanosecond) =>
        nanosecond is >= 0 and < NanosecondsPerSecond;
}
