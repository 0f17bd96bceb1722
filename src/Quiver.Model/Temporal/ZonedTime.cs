using static Quiver.Model.Temporal.TemporalLimits;

namespace Quiver.Model.Temporal;

/// <summary>A time of day with an offset from UTC.</summary>
/// <param name="Time">The wall-clock time.</param>
/// <param name="OffsetSeconds">Seconds east of UTC, within ±18 hours.</param>
public readonly record struct ZonedTime(LocalTime Time, int OffsetSeconds) : IComparable<ZonedTime>
{
    /// <summary>Nanoseconds since midnight UTC; negative or beyond a day where the offset moves the time over midnight.</summary>
    public long UtcNanosecond => Time.NanosecondOfDay - OffsetSeconds * (long)NanosecondsPerSecond;

    /// <summary>The time with an offset; false when the offset is out of range.</summary>
    public static bool TryCreate(LocalTime time, long offsetSeconds, out ZonedTime zoned)
    {
        bool isOffset = IsOffset(offsetSeconds);
        zoned = new(time, isOffset ? (int)offsetSeconds : 0);
        return isOffset;
    }

    /// <summary>The same moment of the day at another offset.</summary>
    public ZonedTime AtSameInstant(int offsetSeconds)
    {
        long nanosecond = UtcNanosecond + offsetSeconds * (long)NanosecondsPerSecond;
        return new(new(Calendar.FloorModulo(nanosecond, NanosecondsPerDay)), offsetSeconds);
    }

    /// <summary>By the moment of the day, then by the wall clock.</summary>
    public int CompareTo(ZonedTime other)
    {
        int comparison = UtcNanosecond.CompareTo(other.UtcNanosecond);
        return comparison != 0 ? comparison : Time.CompareTo(other.Time);
    }

    /// <summary>The time as toString() gives it: <c>12:31:14.5+01:00</c>.</summary>
    public override string ToString() => TemporalText.Format(this);
}
