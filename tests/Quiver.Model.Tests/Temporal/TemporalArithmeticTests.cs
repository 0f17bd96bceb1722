using Quiver.Model.Status;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Model.Tests.Temporal;

public sealed class TemporalArithmeticTests
{
    private const int Rounds = 20_000;

    [Fact]
    public void Months_and_days_agree_with_the_base_library_where_it_reaches()
    {
        var random = Seeded.Random(out int seed);
        for (int i = 0; i < Rounds; i++)
        {
            var start = new DateOnly(
                random.Next(1000, 9000),
                random.Next(1, 13),
                random.Next(1, 29)
            ).AddDays(random.Next(4));
            int months = random.Next(-3000, 3000);
            int days = random.Next(-30_000, 30_000);
            var expected = start.AddMonths(months).AddDays(days);
            Assert.True(LocalDate.TryCreate(start.Year, start.Month, start.Day, out var date));
            Assert.True(date.TryAdd(new Duration(months, days, 0, 0), out var sum));
            bool same =
                (sum.Year, sum.Month, sum.Day) == (expected.Year, expected.Month, expected.Day);
            Assert.True(same, $"{date} + {months} months + {days} days is {sum} (seed {seed})");
        }
    }

    [Fact]
    public void What_lies_between_two_instants_leads_from_one_to_the_other()
    {
        var random = Seeded.Random(out int seed);
        for (int i = 0; i < Rounds; i++)
        {
            var from = SampleTemporals.ZonedDateTime(random, SampleTemporals.InnerDate(random));
            var to = SampleTemporals.ZonedDateTime(random, SampleTemporals.InnerDate(random));
            long near = from.EpochSecond + random.Next(-99_999_999, 99_999_999);
            to = i % 2 == 0 ? to : ZonedDateTime.FromInstant(near, to.Nanosecond, to.TemporalZone);
            string pair = $"{from} to {to} (seed {seed})";

            var seconds = DurationBetween.InSeconds(
                Value.ZonedDateTime(from),
                Value.ZonedDateTime(to)
            );
            Assert.True(from.TryAdd(seconds, out var reached), pair);
            Assert.True(
                (reached.EpochSecond, reached.Nanosecond) == (to.EpochSecond, to.Nanosecond),
                pair
            );

            var between = DurationBetween.Between(
                Value.ZonedDateTime(from),
                Value.ZonedDateTime(to)
            );
            Assert.True(Reach(from, between, out reached), pair);
            Assert.True(
                (reached.EpochSecond, reached.Nanosecond) == (to.EpochSecond, to.Nanosecond),
                pair
            );
        }
    }

    [Fact]
    public void Between_local_date_times_all_parts_point_the_same_way_and_none_reaches_a_larger_unit()
    {
        var random = Seeded.Random(out int seed);
        for (int i = 0; i < Rounds; i++)
        {
            var from = new LocalDateTime(
                SampleTemporals.Date(random),
                SampleTemporals.Time(random)
            );
            var to = new LocalDateTime(SampleTemporals.Date(random), SampleTemporals.Time(random));
            string pair = $"{from} to {to} (seed {seed})";
            var between = DurationBetween.Between(
                Value.LocalDateTime(from),
                Value.LocalDateTime(to)
            );
            Assert.True(from.TryAdd(between, out var reached) && reached == to, pair);
            int sign = Math.Sign(to.CompareTo(from));
            Assert.True(between.Months * sign >= 0 && between.Days * sign >= 0, pair);
            Assert.True(Math.Abs(between.Days) <= 31, pair);
            Assert.True(Math.Abs(between.Seconds) <= TemporalLimits.SecondsPerDay, pair);
            var days = DurationBetween.InDays(Value.LocalDateTime(from), Value.LocalDateTime(to));
            long elapsed = to.EpochSecond - from.EpochSecond;
            Assert.True(Math.Abs(days.Days - elapsed / TemporalLimits.SecondsPerDay) <= 1, pair);
        }
    }

    [Fact]
    public void Durations_form_a_group_under_addition()
    {
        var random = Seeded.Random(out _);
        for (int i = 0; i < Rounds; i++)
        {
            var a = SampleTemporals.Duration(random);
            var b = SampleTemporals.Duration(random);
            Assert.True(a.TryAdd(b, out var sum));
            Assert.True(b.TryAdd(a, out var same));
            Assert.Equal(sum, same);
            Assert.True(sum.TrySubtract(b, out var back));
            Assert.Equal(a, back);
            Assert.True(a.TryNegate(out var negated));
            Assert.True(a.TryAdd(negated, out var zero));
            Assert.Equal(default, zero);
            Assert.True(a.TryAdd(a, out var twice));
            Assert.True(a.TryMultiply(2, out var product));
            Assert.Equal(twice, product);
            Assert.True(twice.TryDivide(2.0, out var half));
            Assert.Equal(a, half);
            Assert.True(a.TryMultiply(2.0, out product));
            Assert.Equal(twice, product);
            Assert.InRange(sum.Nanoseconds, 0, 999_999_999);
        }
    }

    [Fact]
    public void A_time_goes_round_at_midnight_and_takes_seconds_only()
    {
        var random = Seeded.Random(out _);
        for (int i = 0; i < Rounds; i++)
        {
            var time = SampleTemporals.Time(random);
            var duration = SampleTemporals.Duration(random);
            var sum = time.Add(duration);
            var moved =
                (Int128)time.NanosecondOfDay
                + (Int128)duration.Seconds * TemporalLimits.NanosecondsPerSecond
                + duration.Nanoseconds;
            var day = (Int128)TemporalLimits.NanosecondsPerDay;
            Assert.Equal((long)((moved % day + day) % day), sum.NanosecondOfDay);
        }
    }

    [Theory]
    [InlineData("2011-01-31", "P1M", "2011-02-28")]
    [InlineData("2012-02-29", "P1Y", "2013-02-28")]
    [InlineData("2012-01-31", "P1M1D", "2012-03-01")]
    [InlineData("2012-01-01", "PT47H", "2012-01-02")]
    [InlineData("2012-01-01", "PT-47H", "2011-12-31")]
    public void Dates_clip_the_day_and_take_whole_days_of_the_seconds(
        string date,
        string duration,
        string expected
    )
    {
        var start = TckExpression.Parse(ValueKind.Date, date).AsDate();
        var amount = TckExpression.Parse(ValueKind.Duration, duration).AsDuration();
        Assert.True(start.TryAdd(amount, out var sum));
        Assert.Equal(expected, sum.ToString());
    }

    [Theory]
    // A day keeps the wall clock over the change of the clocks; 24 hours keep the instant's distance.
    [InlineData(
        "2017-10-28T12:00[Europe/Stockholm]",
        "P1D",
        "2017-10-29T12:00:00+01:00[Europe/Stockholm]"
    )]
    [InlineData(
        "2017-10-28T12:00[Europe/Stockholm]",
        "PT24H",
        "2017-10-29T11:00:00+01:00[Europe/Stockholm]"
    )]
    [InlineData(
        "2017-03-25T02:30[Europe/Stockholm]",
        "P1D",
        "2017-03-26T03:30:00+02:00[Europe/Stockholm]"
    )]
    [InlineData(
        "2016-10-29T02:30[Europe/Stockholm]",
        "P1Y",
        "2017-10-29T02:30:00+02:00[Europe/Stockholm]"
    )]
    [InlineData(
        "2017-11-29T02:30[Europe/Stockholm]",
        "P-1M",
        "2017-10-29T02:30:00+01:00[Europe/Stockholm]"
    )]
    public void Zoned_date_times_move_the_wall_clock_by_days_and_the_instant_by_seconds(
        string dateTime,
        string duration,
        string expected
    )
    {
        var start = TckExpression.Parse(ValueKind.ZonedDateTime, dateTime).AsZonedDateTime();
        var amount = TckExpression.Parse(ValueKind.Duration, duration).AsDuration();
        Assert.True(start.TryAdd(amount, out var sum));
        Assert.Equal(expected, sum.ToString());
    }

    [Fact]
    public void Results_outside_the_calendar_or_64_bits_are_refused()
    {
        Duration[] huge =
        [
            new(long.MaxValue, 0, 0, 0),
            new(long.MinValue, 0, 0, 0),
            new(0, long.MaxValue, 0, 0),
            new(0, long.MinValue, 0, 0),
            new(0, 0, long.MaxValue, 0),
            new(0, 0, long.MinValue, 0),
        ];
        var dateTime = new LocalDateTime(0, 999_999_999);
        var zoned = ZonedDateTime.FromLocal(dateTime, new(0, "Europe/Stockholm"));
        foreach (var duration in huge)
        {
            Assert.False(dateTime.TryAdd(duration, out _));
            Assert.False(zoned.TryAdd(duration, out _));
            if (duration.Seconds == 0)
            {
                Assert.False(dateTime.Date.TryAdd(duration, out _));
            }
            Assert.False(duration.TryMultiply(long.MaxValue, out _));
            Assert.False(duration.TryMultiply(1e300, out _));
            Assert.False(duration.TryDivide(1e-300, out _));
            Assert.True(duration.TryMultiply(0, out var zero) && zero == default);
        }
        Assert.False(huge[1].TryNegate(out _));
        Assert.False(huge[0].TryAdd(huge[0], out _));
        Assert.False(new Duration(1, 0, 0, 0).TryDivide(0, out _));
        Assert.False(new Duration(1, 0, 0, 0).TryMultiply(double.NaN, out _));
        Assert.False(new Duration(1, 0, 0, 0).TryMultiply(double.PositiveInfinity, out _));
        var last = new LocalDate(TemporalLimits.MaxEpochDay);
        Assert.False(last.TryAdd(new Duration(0, 1, 0, 0), out _));
    }

    [Fact]
    public void Truncation_gives_the_start_of_the_unit_that_holds_the_value()
    {
        var random = Seeded.Random(out int seed);
        foreach (var unit in Enum.GetValues<TemporalUnit>())
        {
            for (int i = 0; i < 2000; i++)
            {
                var value = new LocalDateTime(
                    SampleTemporals.Date(random),
                    SampleTemporals.Time(random)
                );
                if (!value.TryTruncate(unit, out var start))
                {
                    // Only the first years have a unit that starts before the calendar.
                    Assert.True(value.Date.EpochDay < TemporalLimits.MinEpochDay + 400_000);
                    continue;
                }
                string at = $"{value} to {unit} (seed {seed})";
                Assert.True(start.CompareTo(value) <= 0, at);
                Assert.True(start.TryTruncate(unit, out var again) && again == start, at);
                bool hasNext = start.TryAdd(SizeOf(unit, start), out var next);
                Assert.True(!hasNext || next.CompareTo(value) > 0, at);
            }
        }
    }

    [Fact]
    public void Unknown_fields_missing_coarser_ones_and_wrong_types_are_the_users_errors()
    {
        AssertRefused(ValueKind.Date, ("year", Value.Integer(2015)), ("day", Value.Integer(1)));
        AssertRefused(ValueKind.Date, ("month", Value.Integer(1)));
        AssertRefused(ValueKind.Date, ("year", Value.Integer(2015)), ("colour", Value.Integer(1)));
        AssertRefused(ValueKind.Date, ("year", Value.Float(2015)));
        AssertRefused(ValueKind.Date, ("year", Value.Integer(2015)), ("hour", Value.Integer(1)));
        AssertRefused(ValueKind.Date, ("year", Value.Integer(2015)), ("month", Value.Integer(13)));
        AssertRefused(
            ValueKind.Date,
            ("year", Value.Integer(2015)),
            ("week", Value.Integer(1)),
            ("month", Value.Integer(1))
        );
        AssertRefused(ValueKind.LocalTime, ("minute", Value.Integer(1)));
        AssertRefused(ValueKind.LocalTime, ("hour", Value.Integer(24)));
        AssertRefused(
            ValueKind.LocalTime,
            ("hour", Value.Integer(1)),
            ("timezone", Value.String("Z"))
        );
        AssertRefused(
            ValueKind.ZonedTime,
            ("hour", Value.Integer(1)),
            ("timezone", Value.String("Europe/Paris"))
        );
        AssertRefused(
            ValueKind.ZonedDateTime,
            ("year", Value.Integer(2015)),
            ("timezone", Value.String("Mars"))
        );
        AssertRefused(
            ValueKind.LocalDateTime,
            ("year", Value.Integer(2015)),
            ("hour", Value.Integer(1))
        );
        Assert.True(Build(ValueKind.Date, ("year", Value.Null)).IsNull);
    }

    [Fact]
    public void Components_beyond_64_bits_are_an_arithmetic_error()
    {
        var far = new ZonedDateTime(TemporalLimits.MaxEpochSecond, 0, 0, null);
        var error = Assert.Throws<CypherException>(() =>
            TemporalComponents.TryGet(Value.ZonedDateTime(far), "epochMillis", out _)
        );
        Assert.Equal(StatusCodes.ArithmeticError, error.Status);
        Assert.False(TemporalComponents.TryGet(Value.ZonedDateTime(far), "colour", out _));
        var before = Value.ZonedDateTime(new(-1, 999_000_000, 0, null));
        Assert.True(TemporalComponents.TryGet(before, "epochMillis", out var millis));
        Assert.Equal(-1, millis.AsInteger());
    }

    // Between adds months, days and seconds one after the other, asking the zone each time.
    private static bool Reach(ZonedDateTime from, Duration between, out ZonedDateTime reached) =>
        from.TryAdd(new Duration(between.Months, 0, 0, 0), out reached)
        && reached.TryAdd(new Duration(0, between.Days, 0, 0), out reached)
        && reached.TryAdd(new Duration(0, 0, between.Seconds, between.Nanoseconds), out reached);

    private static Duration SizeOf(TemporalUnit unit, LocalDateTime start) =>
        unit switch
        {
            TemporalUnit.Millennium => new(12_000, 0, 0, 0),
            TemporalUnit.Century => new(1200, 0, 0, 0),
            TemporalUnit.Decade => new(120, 0, 0, 0),
            TemporalUnit.Year => new(12, 0, 0, 0),
            TemporalUnit.WeekYear => new(
                0,
                7 * (LocalDate.TryCreateWeek(start.Date.WeekYear, 53, 1, out _) ? 53 : 52),
                0,
                0
            ),
            TemporalUnit.Quarter => new(3, 0, 0, 0),
            TemporalUnit.Month => new(1, 0, 0, 0),
            TemporalUnit.Week => new(0, 7, 0, 0),
            TemporalUnit.Day => new(0, 1, 0, 0),
            TemporalUnit.Hour => new(0, 0, 3600, 0),
            TemporalUnit.Minute => new(0, 0, 60, 0),
            TemporalUnit.Second => new(0, 0, 1, 0),
            TemporalUnit.Millisecond => new(0, 0, 0, 1_000_000),
            _ => new(0, 0, 0, 1000),
        };

    private static Value Build(ValueKind kind, params (string Key, Value Value)[] fields) =>
        TemporalBuilder.Build(
            kind,
            new MapValue(fields.Select(static f => KeyValuePair.Create(f.Key, f.Value))),
            TemporalZone.Utc
        );

    private static void AssertRefused(ValueKind kind, params (string Key, Value Value)[] fields)
    {
        var error = Assert.Throws<CypherException>(() => Build(kind, fields));
        Assert.StartsWith(
            "Neo.ClientError.Statement.",
            error.Status.Code,
            StringComparison.Ordinal
        );
    }
}
