using System.Text;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Model.Tests.Temporal;

public sealed class TemporalParserTests
{
    private const int Rounds = 20_000;

    [Fact]
    public void Every_temporal_value_reads_back_from_its_text()
    {
        var random = Seeded.Random(out int seed);
        for (int i = 0; i < Rounds; i++)
        {
            var date = SampleTemporals.Date(random);
            var time = SampleTemporals.Time(random);
            Value[] values =
            [
                Value.Date(date),
                Value.LocalTime(time),
                Value.ZonedTime(new(time, SampleTemporals.Offset(random))),
                Value.LocalDateTime(new(date, time)),
                Value.ZonedDateTime(
                    SampleTemporals.ZonedDateTime(random, SampleTemporals.InnerDate(random))
                ),
                Value.Duration(SampleTemporals.Duration(random)),
                Value.Duration(new(random.NextInt64(), -random.NextInt64(), random.NextInt64(), 1)),
            ];
            foreach (var value in values)
            {
                string text = ValueText.ToText(value);
                var read = TckExpression.Parse(value.Kind, text);
                bool same = ValueEquality.Compare(value, read) == Ternary.True;
                Assert.True(same, $"{text} read as {read} (seed {seed})");
            }
        }
    }

    [Fact]
    public void All_forms_of_a_date_name_the_same_day()
    {
        var random = Seeded.Random(out int seed);
        for (int i = 0; i < Rounds; i++)
        {
            var date = new LocalDate(random.NextInt64(-300_000, 600_000));
            if (date.Year is < 0 or > 9999 || date.WeekYear is < 0 or > 9999)
            {
                continue;
            }
            string[] forms =
            [
                $"{date.Year:D4}-{date.Month:D2}-{date.Day:D2}",
                $"{date.Year:D4}{date.Month:D2}{date.Day:D2}",
                $"{date.Year:D4}-{date.Month}-{date.Day}",
                $"+{date.Year:D5}-{date.Month:D2}-{date.Day:D2}",
                $"{date.Year:D4}-{date.OrdinalDay:D3}",
                $"{date.Year:D4}{date.OrdinalDay:D3}",
                $"{date.WeekYear:D4}-W{date.Week:D2}-{date.DayOfWeek}",
                $"{date.WeekYear:D4}W{date.Week:D2}{date.DayOfWeek}",
                $"{date.Year:D4}-Q{date.Quarter}-{date.DayOfQuarter:D2}",
                $"{date.Year:D4}Q{date.Quarter}{date.DayOfQuarter:D2}",
            ];
            foreach (string form in forms)
            {
                bool isRead = TemporalParser.TryParse(Utf8(form), out LocalDate read, out _);
                Assert.True(isRead && read == date, $"{form} is {date} (seed {seed})");
            }
        }
    }

    [Theory]
    [InlineData("2015", "2015-01-01")]
    [InlineData("201507", "2015-07-01")]
    [InlineData("2015-07", "2015-07-01")]
    [InlineData("2015-7", "2015-07-01")]
    [InlineData("1985-4-20", "1985-04-20")]
    [InlineData("2015-W30", "2015-07-20")]
    [InlineData("2015W30", "2015-07-20")]
    [InlineData("2015-Q2", "2015-04-01")]
    [InlineData("2015-Q2-60", "2015-05-30")]
    [InlineData("2015Q260", "2015-05-30")]
    [InlineData("-0001-01-01", "-0001-01-01")]
    [InlineData("-1", "-0001-01-01")]
    [InlineData("+12345-06-07", "+12345-06-07")]
    [InlineData("-999999999-01-01", "-999999999-01-01")]
    [InlineData("+999999999-12-31", "+999999999-12-31")]
    public void Dates_are_read_in_every_form(string text, string expected)
    {
        Assert.True(TemporalParser.TryParse(Utf8(text), out LocalDate date, out _));
        Assert.Equal(expected, date.ToString());
    }

    [Theory]
    [InlineData("21:40:32.142", "21:40:32.142")]
    [InlineData("214032.142", "21:40:32.142")]
    [InlineData("21:40", "21:40:00")]
    [InlineData("2140", "21:40:00")]
    [InlineData("21", "21:00:00")]
    [InlineData("2:41:34", "02:41:34")]
    [InlineData("00:00:00.000000001", "00:00:00.000000001")]
    public void Times_are_read_in_every_form(string text, string expected)
    {
        Assert.True(TemporalParser.TryParse(Utf8(text), out LocalTime time, out _));
        Assert.Equal(expected, time.ToString());
    }

    [Theory]
    [InlineData("2015-07-21T21:40:32.142+0100", "2015-07-21T21:40:32.142+01:00")]
    [InlineData("2015-07-21T21:40", "2015-07-21T21:40:00Z")]
    [InlineData("2015-07-21", "2015-07-21T00:00:00Z")]
    [InlineData("2015-07-21T21Z", "2015-07-21T21:00:00Z")]
    [InlineData(
        "2015-07-21T21:40:32.142[Europe/London]",
        "2015-07-21T21:40:32.142+01:00[Europe/London]"
    )]
    [InlineData("2018-05-10T10:30[Europe/Berlin]", "2018-05-10T10:30:00+02:00[Europe/Berlin]")]
    [InlineData(
        "2015-07-21T21:40+02:00[Europe/Berlin]",
        "2015-07-21T21:40:00+02:00[Europe/Berlin]"
    )]
    [InlineData(
        "2017-10-29T02:30+02:00[Europe/Berlin]",
        "2017-10-29T02:30:00+02:00[Europe/Berlin]"
    )]
    [InlineData(
        "2017-10-29T02:30+01:00[Europe/Berlin]",
        "2017-10-29T02:30:00+01:00[Europe/Berlin]"
    )]
    [InlineData("2015-07-21T21:40-00:30:15", "2015-07-21T21:40:00-00:30:15")]
    public void Zoned_date_times_are_read_in_every_form(string text, string expected)
    {
        bool isRead = TemporalParser.TryParse(
            Utf8(text),
            TemporalZone.Utc,
            out var dateTime,
            out var problem
        );
        Assert.True(isRead, problem.ToString());
        Assert.Equal(expected, dateTime.ToString());
    }

    [Fact]
    public void The_default_zone_holds_where_the_text_has_none()
    {
        var berlin = new TemporalZone(0, "Europe/Berlin");
        Assert.True(TemporalParser.TryParse("2015-07-21T10"u8, berlin, out var dateTime, out _));
        Assert.Equal("2015-07-21T10:00:00+02:00[Europe/Berlin]", dateTime.ToString());
        Assert.True(TemporalParser.TryParse("10:15"u8, 3600, out ZonedTime time, out _));
        Assert.Equal("10:15:00+01:00", time.ToString());
        Assert.True(TemporalParser.TryParse("10:15Z"u8, 3600, out time, out _));
        Assert.Equal("10:15:00Z", time.ToString());
    }

    [Theory]
    [InlineData("P14DT16H12M", "P14DT16H12M")]
    [InlineData("P1Y2M3W4DT5H6M7.8S", "P1Y2M25DT5H6M7.8S")]
    [InlineData("P-1YT4H20M", "P-1YT4H20M")]
    [InlineData("P3MT13H37M", "P3MT13H37M")]
    [InlineData("-P1Y2MT-3S", "P-1Y-2MT3S")]
    [InlineData("PT-0.000000001S", "PT-0.000000001S")]
    [InlineData("PT0S", "PT0S")]
    [InlineData("P0.5Y", "P6M")]
    [InlineData("P0.75M", "P22DT19H51M49.5S")]
    [InlineData("P20120202T143721.545", "P2012Y2M2DT14H37M21.545S")]
    [InlineData("P2012-02-02", "P2012Y2M2D")]
    [InlineData("PT9223372036854775807S", "PT2562047788015215H30M7S")]
    public void Durations_are_read_in_every_form(string text, string expected)
    {
        Assert.True(TemporalParser.TryParse(Utf8(text), out Duration duration, out _));
        Assert.Equal(expected, duration.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("20150")]
    [InlineData("2015-")]
    [InlineData("2015-07-")]
    [InlineData("2015-07-211")]
    [InlineData("2015-0721")]
    [InlineData("2015-07-21 ")]
    [InlineData(" 2015-07-21")]
    [InlineData("2015-W")]
    [InlineData("2015-W30-")]
    [InlineData("2015W3022")]
    [InlineData("2015-Q")]
    [InlineData("+")]
    [InlineData("+1234567890-01-01")]
    [InlineData("15-07-21")]
    [InlineData("2015-07-21T10:00")]
    [InlineData("２０１５")]
    public void Text_in_no_form_of_a_date_is_a_syntax_problem(string text)
    {
        Assert.False(TemporalParser.TryParse(Utf8(text), out LocalDate _, out var problem));
        Assert.Equal(TemporalProblem.Syntax, problem);
    }

    [Theory]
    [InlineData("2015-02-29")]
    [InlineData("2015-13")]
    [InlineData("2015-00-01")]
    [InlineData("2015-366")]
    [InlineData("2015-W54-1")]
    [InlineData("2015-W30-8")]
    [InlineData("2015-Q5-01")]
    [InlineData("2015-Q1-91")]
    public void Dates_that_do_not_exist_are_a_range_problem(string text)
    {
        Assert.False(TemporalParser.TryParse(Utf8(text), out LocalDate _, out var problem));
        Assert.Equal(TemporalProblem.Range, problem);
    }

    [Theory]
    [InlineData("24:00", TemporalProblem.Range)]
    [InlineData("23:60", TemporalProblem.Range)]
    [InlineData("23:59:60", TemporalProblem.Range)]
    [InlineData("235", TemporalProblem.Syntax)]
    [InlineData("23:", TemporalProblem.Syntax)]
    [InlineData("23:59:", TemporalProblem.Syntax)]
    [InlineData("23:59.5", TemporalProblem.Syntax)]
    [InlineData("23:59:59.", TemporalProblem.Syntax)]
    [InlineData("23:59:59.1234567890", TemporalProblem.Syntax)]
    public void Wrong_times_are_refused_with_the_reason(string text, TemporalProblem expected)
    {
        Assert.False(TemporalParser.TryParse(Utf8(text), out LocalTime _, out var problem));
        Assert.Equal(expected, problem);
    }

    [Theory]
    [InlineData("2015-07-21T10:00[Europe/Nowhere]", TemporalProblem.UnknownZone)]
    [InlineData("2015-07-21T10:00[../../etc/passwd]", TemporalProblem.UnknownZone)]
    [InlineData("2015-07-21T10:00[]", TemporalProblem.UnknownZone)]
    [InlineData("2015-07-21T10:00[Europe/Berlin", TemporalProblem.Syntax)]
    [InlineData("2015-07-21T10:00+01:00[Europe/Berlin]", TemporalProblem.OffsetNotOfZone)]
    [InlineData("2015-07-21T10:00+18:01", TemporalProblem.Range)]
    [InlineData("2015-07-21T10:00+01:60", TemporalProblem.Range)]
    [InlineData("2015-07-21T10:00+", TemporalProblem.Syntax)]
    [InlineData("2015-07-21T10:00Zulu", TemporalProblem.Syntax)]
    [InlineData("2015-07-21T", TemporalProblem.Syntax)]
    public void Wrong_zones_are_refused_with_the_reason(string text, TemporalProblem expected)
    {
        Assert.False(TemporalParser.TryParse(Utf8(text), TemporalZone.Utc, out _, out var problem));
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void A_time_without_a_date_takes_no_named_zone()
    {
        bool isRead = TemporalParser.TryParse(
            "10:00[Europe/Berlin]"u8,
            0,
            out ZonedTime _,
            out var problem
        );
        Assert.False(isRead);
        Assert.Equal(TemporalProblem.NamedZoneInTime, problem);
    }

    [Theory]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("1Y")]
    [InlineData("P1")]
    [InlineData("P1.5Y2M")]
    [InlineData("P1D2M")]
    [InlineData("P1Y1Y")]
    [InlineData("PT1D")]
    [InlineData("P1H")]
    [InlineData("P--1D")]
    [InlineData("P1.D")]
    [InlineData("P2012-2-02")]
    public void Text_in_no_form_of_a_duration_is_a_syntax_problem(string text)
    {
        Assert.False(TemporalParser.TryParse(Utf8(text), out Duration _, out var problem));
        Assert.Equal(TemporalProblem.Syntax, problem);
    }

    [Theory]
    [InlineData("P9223372036854775808D")]
    [InlineData("P9223372036854775807Y")]
    [InlineData("PT9999999999999999999H")]
    [InlineData("P2012-13-02")]
    public void Durations_beyond_64_bits_are_a_range_problem(string text)
    {
        Assert.False(TemporalParser.TryParse(Utf8(text), out Duration _, out var problem));
        Assert.Equal(TemporalProblem.Range, problem);
    }

    [Fact]
    public void Text_of_any_kind_never_throws_and_always_has_a_reason()
    {
        var random = Seeded.Random(out _);
        const string alphabet = "0123456789-+:.,TWQZPYMDHS[]/EuropBerlin 2015";
        for (int i = 0; i < 200_000; i++)
        {
            char[] text = new char[random.Next(24)];
            for (int at = 0; at < text.Length; at++)
            {
                text[at] = alphabet[random.Next(alphabet.Length)];
            }
            byte[] utf8 = Utf8(new string(text));
            AssertReason(TemporalParser.TryParse(utf8, out LocalDate _, out var problem), problem);
            AssertReason(TemporalParser.TryParse(utf8, out LocalTime _, out problem), problem);
            AssertReason(TemporalParser.TryParse(utf8, 0, out ZonedTime _, out problem), problem);
            AssertReason(TemporalParser.TryParse(utf8, out Duration _, out problem), problem);
            AssertReason(
                TemporalParser.TryParse(utf8, TemporalZone.Utc, out _, out problem),
                problem
            );
        }
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        byte[] date = Utf8("2015-W30-2");
        byte[] time = Utf8("21:40:32.142+0100");
        byte[] dateTime = Utf8("2015-07-21T21:40:32.142+01:00");
        byte[] duration = Utf8("P1Y2M3DT4H5M6.7S");
        long allocated = long.MaxValue;
        for (int i = 0; i < 200; i++)
        {
            // What the runtime itself allocates, on first use and when it compiles anew, is not in every round.
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool isRead =
                TemporalParser.TryParse(date, out LocalDate _, out _)
                & TemporalParser.TryParse(time, 0, out ZonedTime _, out _)
                & TemporalParser.TryParse(dateTime, TemporalZone.Utc, out _, out _)
                & TemporalParser.TryParse(duration, out Duration _, out _);
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.True(isRead);
        }
        Assert.Equal(0, allocated);
    }

    private static void AssertReason(bool isRead, TemporalProblem problem) =>
        Assert.Equal(isRead, problem == TemporalProblem.None);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
