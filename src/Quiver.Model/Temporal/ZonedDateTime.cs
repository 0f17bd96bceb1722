using static Quiver.Model.Temporal.TemporalLimits;

namespace Quiver.Model.Temporal;

/// <summary>An instant, with the offset it was written in and the named zone, if any.</summary>
/// <param name="EpochSecond">UTC seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Nanosecond">Nanoseconds within the second, 0 to 999,999,999.</param>
/// <param name="OffsetSeconds">Seconds east of UTC, within ±18 hours.</param>
/// <param name="Zone">The tz database's name of the zone, or null for a plain offset.</param>
/// <remarks>Equal are two that agree in all four: the same instant in another zone is another value.</remarks>
public readonly record struct ZonedDateTime(
    long EpochSecond,
    int Nanosecond,
    int OffsetSeconds,
    string? Zone
) : IComparable<ZonedDateTime>
{
    /// <summary>The wall clock's date and time.</summary>
    public LocalDateTime Local => new(EpochSecond + OffsetSeconds, Nanosecond);

    /// <summary>A date and time at a fixed offset; false when the offset is out of range.</summary>
    public static bool TryCreate(LocalDateTime local, long offsetSeconds, out ZonedDateTime zoned)
    {
        bool isOffset = IsOffset(offsetSeconds);
        zoned = isOffset
            ? new(local.EpochSecond - offsetSeconds, local.Nanosecond, (int)offsetSeconds, null)
            : default;
        return isOffset;
    }

    /// <summary>The zone: named, or the fixed offset.</summary>
    public TemporalZone TemporalZone => new(Zone is null ? OffsetSeconds : 0, Zone);

    /// <summary>The value of a wall-clock time in a zone.</summary>
    /// <param name="local">What the clocks show. Where they are put forward over it, it moves forward by the gap.</param>
    /// <param name="zone">A fixed offset or a named zone.</param>
    /// <param name="preferredOffset">The offset to keep where clocks are put back and two are valid; else the earlier one holds.</param>
    public static ZonedDateTime FromLocal(
        LocalDateTime local,
        TemporalZone zone,
        int? preferredOffset = null
    )
    {
        if (zone.Name is null)
        {
            long instant = local.EpochSecond - zone.OffsetSeconds;
            return new(instant, local.Nanosecond, zone.OffsetSeconds, null);
        }
        int offset = TimeZones.OffsetOfLocal(zone.Name, local.EpochSecond, preferredOffset);
        return FromInstant(local.EpochSecond - offset, local.Nanosecond, zone);
    }

    /// <summary>The value of an instant in a zone.</summary>
    public static ZonedDateTime FromInstant(long epochSecond, int nanosecond, TemporalZone zone) =>
        new(epochSecond, nanosecond, zone.OffsetAt(epochSecond), zone.Name);

    /// <summary>The same instant in another zone.</summary>
    public ZonedDateTime AtSameInstant(TemporalZone zone) =>
        FromInstant(EpochSecond, Nanosecond, zone);

    /// <summary>By the instant, then by the wall clock, then by the zone's name; a plain offset comes first.</summary>
    public int CompareTo(ZonedDateTime other)
    {
        int comparison = EpochSecond.CompareTo(other.EpochSecond);
        if (comparison == 0)
        {
            comparison = Nanosecond.CompareTo(other.Nanosecond);
        }
        if (comparison == 0)
        {
            comparison = OffsetSeconds.CompareTo(other.OffsetSeconds);
        }
        return comparison != 0 ? comparison : string.CompareOrdinal(Zone, other.Zone);
    }

    /// <summary>The value as toString() gives it: <c>2015-07-21T21:40:32.142+02:00[Europe/Stockholm]</c>.</summary>
    public override string ToString() => TemporalText.Format(this);
}
