using Quiver.Model.Temporal;

namespace Quiver.Model.Tests.Temporal;

public sealed class TimeZonesTests
{
    [Theory]
    // Clocks go forward at 02:00: the time moves on by the hour that is missing.
    [InlineData(
        "Europe/Stockholm",
        "2017-03-26T02:30:00",
        "2017-03-26T03:30:00+02:00[Europe/Stockholm]"
    )]
    [InlineData(
        "Europe/Stockholm",
        "2017-03-26T01:59:59",
        "2017-03-26T01:59:59+01:00[Europe/Stockholm]"
    )]
    [InlineData(
        "Europe/Stockholm",
        "2017-03-26T03:00:00",
        "2017-03-26T03:00:00+02:00[Europe/Stockholm]"
    )]
    // Clocks go back at 03:00: of the two offsets the earlier one holds.
    [InlineData(
        "Europe/Stockholm",
        "2017-10-29T02:30:00",
        "2017-10-29T02:30:00+02:00[Europe/Stockholm]"
    )]
    [InlineData(
        "Europe/Stockholm",
        "2017-10-29T03:00:00",
        "2017-10-29T03:00:00+01:00[Europe/Stockholm]"
    )]
    [InlineData(
        "America/New_York",
        "2024-03-10T02:30:00",
        "2024-03-10T03:30:00-04:00[America/New_York]"
    )]
    // Half an hour of summer time.
    [InlineData(
        "Australia/Lord_Howe",
        "2024-10-06T02:15:00",
        "2024-10-06T02:45:00+11:00[Australia/Lord_Howe]"
    )]
    // Samoa left out the whole of 30 December 2011.
    [InlineData("Pacific/Apia", "2011-12-30T12:00:00", "2011-12-31T12:00:00+14:00[Pacific/Apia]")]
    [InlineData(
        "Asia/Kathmandu",
        "2024-01-01T00:00:00",
        "2024-01-01T00:00:00+05:45[Asia/Kathmandu]"
    )]
    // Beyond the years that the machine's clock knows, the rules go on.
    [InlineData(
        "Europe/Stockholm",
        "+12017-07-01T00:00:00",
        "+12017-07-01T00:00:00+02:00[Europe/Stockholm]"
    )]
    [InlineData(
        "Europe/Stockholm",
        "+12017-01-01T00:00:00",
        "+12017-01-01T00:00:00+01:00[Europe/Stockholm]"
    )]
    [InlineData("UTC", "-5000-01-01T00:00:00", "-5000-01-01T00:00:00Z[UTC]")]
    // Local mean time, to the second; Berlin's where Stockholm's was merged into it.
    [InlineData(
        "Europe/Berlin",
        "1818-07-21T21:40:32",
        "1818-07-21T21:40:32+00:53:28[Europe/Berlin]"
    )]
    [InlineData(
        "Europe/Stockholm",
        "1818-07-21T21:40:32",
        "1818-07-21T21:40:32+00:53:28[Europe/Stockholm]"
    )]
    [InlineData(
        "Europe/Paris",
        "1900-01-01T00:00:00",
        "1900-01-01T00:00:00+00:09:21[Europe/Paris]"
    )]
    [InlineData(
        "Europe/Berlin",
        "-999999999-01-01T00:00:00",
        "-999999999-01-01T00:00:00+00:53:28[Europe/Berlin]"
    )]
    // Double summer time.
    [InlineData("Europe/London", "1941-07-01T12:00:00", "1941-07-01T12:00:00+02:00[Europe/London]")]
    // Summer over the turn of the year, by rule for ever.
    [InlineData(
        "Pacific/Auckland",
        "+999999999-01-15T00:00:00",
        "+999999999-01-15T00:00:00+13:00[Pacific/Auckland]"
    )]
    [InlineData(
        "Pacific/Auckland",
        "+999999999-07-15T00:00:00",
        "+999999999-07-15T00:00:00+12:00[Pacific/Auckland]"
    )]
    public void Wall_clock_times_are_resolved_as_java_time_resolves_them(
        string zone,
        string local,
        string expected
    )
    {
        byte[] utf8 = System.Text.Encoding.ASCII.GetBytes(local);
        Assert.True(TemporalParser.TryParse(utf8, out LocalDateTime dateTime, out _));
        var zoned = ZonedDateTime.FromLocal(dateTime, new(0, zone));
        Assert.Equal(expected, zoned.ToString());
    }

    [Fact]
    public void A_local_time_that_exists_keeps_its_wall_clock()
    {
        var random = Seeded.Random(out int seed);
        for (int i = 0; i < 20_000; i++)
        {
            string zone = SampleTemporals.Zones[random.Next(SampleTemporals.Zones.Length)];
            long second = random.NextInt64(-3_000_000_000, 6_000_000_000);
            int offset = TimeZones.OffsetAt(zone, second);
            var local = new LocalDateTime(second + offset, 0);
            string at = $"{local} in {zone} (seed {seed})";
            var zoned = ZonedDateTime.FromLocal(local, new(0, zone));
            Assert.True(zoned.Local == local, at);
            // With the offset preferred the very instant is found again, also where clocks go back.
            Assert.True(
                ZonedDateTime.FromLocal(local, new(0, zone), offset).EpochSecond == second,
                at
            );
            Assert.True(
                TimeZones.IsOffsetOfLocal(zone, local.EpochSecond, zoned.OffsetSeconds),
                at
            );
        }
    }

    [Fact]
    public void Offsets_agree_with_the_base_library_since_1973()
    {
        // Before, the base library rounds offsets to minutes and packagers' histories differ.
        var random = Seeded.Random(out int seed);
        var zones = TimeZoneInfo
            .GetSystemTimeZones()
            .Where(static z => TimeZones.TryFind(System.Text.Encoding.UTF8.GetBytes(z.Id), out _))
            .ToList();
        Assert.True(zones.Count > 200);
        foreach (var zone in zones)
        {
            for (int i = 0; i < 50; i++)
            {
                long second = random.NextInt64(94_694_400, 2_100_000_000);
                var instant = DateTimeOffset.FromUnixTimeSeconds(second);
                Assert.True(
                    (int)zone.GetUtcOffset(instant).TotalSeconds
                        == TimeZones.OffsetAt(zone.Id, second),
                    $"{zone.Id} at {instant} (seed {seed})"
                );
            }
        }
    }

    [Theory]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2017-03-26T00:59:59", 3600)]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2017-03-26T01:00:00", 7200)]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2017-10-29T00:59:59", 7200)]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2017-10-29T01:00:00", 3600)]
    [InlineData("<+0330>-3:30", "2017-10-29T01:00:00", 12600)]
    [InlineData("IST-1GMT0,M10.5.0,M3.5.0/1", "2017-07-01T00:00:00", 3600)]
    [InlineData("IST-1GMT0,M10.5.0,M3.5.0/1", "2017-12-01T00:00:00", 0)]
    [InlineData("EET-2EEST,M3.4.4/50,M10.4.4/50", "2024-07-01T00:00:00", 10800)]
    [InlineData("XXX3YYY,J60,300", "2024-02-29T12:00:00", -10800)]
    [InlineData("XXX3YYY,J60,300", "2024-03-01T12:00:00", -7200)]
    [InlineData("EST5EDT4,0/0,J365/25", "2024-12-31T23:00:00", -14400)]
    public void A_rule_holds_for_ever(string rule, string instant, int offset)
    {
        byte[] utf8 = System.Text.Encoding.ASCII.GetBytes(instant);
        Assert.True(TemporalParser.TryParse(utf8, out LocalDateTime dateTime, out _));
        Assert.Equal(offset, ZoneTail.TryParse(rule)!.OffsetAt(dateTime.EpochSecond));
    }

    [Theory]
    [InlineData("")]
    [InlineData("CET")]
    [InlineData("CET-1CEST")]
    [InlineData("CET-1CEST,M3.5.0")]
    [InlineData("CET-1CEST,M13.5.0,M10.5.0")]
    [InlineData("CET-1CEST,M3.6.0,M10.5.0")]
    [InlineData("CET-1CEST,M3.5.7,M10.5.0")]
    [InlineData("CET-1CEST,J0,J5")]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3x")]
    [InlineData("CET-99")]
    [InlineData("<CET-1")]
    public void What_is_no_rule_is_none(string rule) => Assert.Null(ZoneTail.TryParse(rule));

    [Fact]
    public void Damaged_files_are_no_zones_and_never_fail_otherwise()
    {
        byte[] file = File.ReadAllBytes("/usr/share/zoneinfo/Europe/Berlin");
        Assert.NotNull(ZoneRules.TryRead(file));
        var random = Seeded.Random(out _);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] damaged = file.AsSpan(0, random.Next(file.Length + 1)).ToArray();
            for (int n = random.Next(4); n > 0 && damaged.Length > 0; n--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }
            ZoneRules.TryRead(damaged)?.OffsetAt(random.NextInt64());
        }
        Assert.Null(ZoneRules.TryRead(file.AsSpan(0, file.Length / 2)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Europe/Nowhere")]
    [InlineData("localtime")]
    [InlineData("right/UTC")]
    [InlineData("Europe")]
    [InlineData("../UTC")]
    [InlineData("/usr/share/zoneinfo/UTC")]
    [InlineData("Europe/../UTC")]
    [InlineData("Europe\\Berlin")]
    [InlineData("Üetliberg")]
    [InlineData("A234567890123456789012345678901234567890123456789012345678901234567890")]
    public void Names_that_are_no_zone_are_unknown(string name)
    {
        Assert.False(TimeZones.TryFind(System.Text.Encoding.UTF8.GetBytes(name), out _));
    }

    [Theory]
    [InlineData("Z", "Z")]
    [InlineData("+01:00", "+01:00")]
    [InlineData("-0130", "-01:30")]
    [InlineData("+18", "+18:00")]
    [InlineData("Europe/Paris", "Europe/Paris")]
    public void Zones_are_read_as_offset_or_name(string text, string expected)
    {
        byte[] utf8 = System.Text.Encoding.ASCII.GetBytes(text);
        Assert.True(TemporalZone.TryParse(utf8, out var zone, out var problem));
        Assert.Equal(TemporalProblem.None, problem);
        Assert.Equal(expected, zone.ToString());
    }

    [Theory]
    [InlineData("+19:00", TemporalProblem.Range)]
    [InlineData("Mars/Olympus", TemporalProblem.UnknownZone)]
    [InlineData("Zz", TemporalProblem.Syntax)]
    public void Wrong_zones_are_refused_with_the_reason(string text, TemporalProblem expected)
    {
        byte[] utf8 = System.Text.Encoding.ASCII.GetBytes(text);
        Assert.False(TemporalZone.TryParse(utf8, out _, out var problem));
        Assert.Equal(expected, problem);
    }
}
