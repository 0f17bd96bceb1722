using System.Diagnostics;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Temporal;

/// <summary>An instant of a clock as a temporal value of any kind.</summary>
internal static class InstantClock
{
    private const long TicksPerSecond = TimeSpan.TicksPerSecond;
    private const int NanosecondsPerTick = 100;

    /// <summary>The instant as a zone's clocks show it.</summary>
    public static Value Of(ValueKind kind, DateTimeOffset instant, TemporalZone zone)
    {
        long ticks = instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        long second = Math.DivRem(ticks, TicksPerSecond, out long rest);
        if (rest < 0)
        {
            second--;
            rest += TicksPerSecond;
        }
        var zoned = ZonedDateTime.FromInstant(second, (int)rest * NanosecondsPerTick, zone);
        return kind switch
        {
            ValueKind.Date => Value.Date(zoned.Local.Date),
            ValueKind.LocalTime => Value.LocalTime(zoned.Local.Time),
            ValueKind.ZonedTime => Value.ZonedTime(
                new ZonedTime(zoned.Local.Time, zoned.OffsetSeconds)
            ),
            ValueKind.LocalDateTime => Value.LocalDateTime(zoned.Local),
            ValueKind.ZonedDateTime => Value.ZonedDateTime(zoned),
            _ => throw new UnreachableException(),
        };
    }
}
