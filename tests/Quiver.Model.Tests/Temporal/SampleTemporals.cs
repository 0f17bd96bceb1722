using Quiver.Model.Temporal;

namespace Quiver.Model.Tests.Temporal;

/// <summary>Temporal values over the whole range, near today and at the edges in like measure.</summary>
internal static class SampleTemporals
{
    private static readonly int[] Nanoseconds = [0, 1, 999_999_999, 500_000_000, 1000, 120_000_000];

    internal static readonly string[] Zones =
    [
        "Europe/Stockholm",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "UTC",
    ];

    internal static LocalDate Date(Random random) =>
        random.Next(4) switch
        {
            0 => new(random.NextInt64(-200_000, 200_000)),
            1 => new(TemporalLimits.MinEpochDay + random.Next(1000)),
            2 => new(TemporalLimits.MaxEpochDay - random.Next(1000)),
            _ => new(random.NextInt64(TemporalLimits.MinEpochDay, TemporalLimits.MaxEpochDay + 1)),
        };

    /// <summary>A date at least 100,000 years from the edges of the range.</summary>
    internal static LocalDate InnerDate(Random random)
    {
        const long margin = 40_000_000;
        return random.Next(2) == 0
            ? new(random.NextInt64(-200_000, 200_000))
            : new(
                random.NextInt64(
                    TemporalLimits.MinEpochDay + margin,
                    TemporalLimits.MaxEpochDay - margin
                )
            );
    }

    internal static int Nanosecond(Random random) =>
        random.Next(2) == 0
            ? Nanoseconds[random.Next(Nanoseconds.Length)]
            : random.Next(TemporalLimits.NanosecondsPerSecond);

    internal static LocalTime Time(Random random) =>
        new(
            random.Next(TemporalLimits.SecondsPerDay) * (long)TemporalLimits.NanosecondsPerSecond
                + Nanosecond(random)
        );

    internal static int Offset(Random random) =>
        random.Next(3) switch
        {
            0 => 0,
            1 => random.Next(-18, 19) * 3600,
            _ => random.Next(-TemporalLimits.MaxOffsetSeconds, TemporalLimits.MaxOffsetSeconds + 1),
        };

    internal static ZonedDateTime ZonedDateTime(Random random, LocalDate date)
    {
        var local = new LocalDateTime(date, Time(random));
        var zone =
            random.Next(2) == 0
                ? new TemporalZone(Offset(random), null)
                : new TemporalZone(0, Zones[random.Next(Zones.Length)]);
        return Model.Temporal.ZonedDateTime.FromLocal(local, zone);
    }

    internal static Duration Duration(Random random)
    {
        long months = random.Next(3) == 0 ? 0 : random.Next(-5000, 5000);
        long days = random.Next(3) == 0 ? 0 : random.Next(-50_000, 50_000);
        long seconds = random.Next(3) == 0 ? 0 : random.NextInt64(-1_000_000_000, 1_000_000_000);
        return new(months, days, seconds, Nanosecond(random));
    }
}
