namespace Quiver.Model.Temporal;

/// <summary>An instant, with the offset it was written in and the named zone, if any.</summary>
/// <param name="EpochSecond">UTC seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Nanosecond">Nanoseconds within the second, 0 to 999,999,999.</param>
/// <param name="OffsetSeconds">Seconds east of UTC, within ±18 hours.</param>
/// <param name="Zone">The tz database's name of the zone, or null for a plain offset.</param>
public readonly record struct ZonedDateTime(
    long EpochSecond,
    int Nanosecond,
    int OffsetSeconds,
    string? Zone
);
