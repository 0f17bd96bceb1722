using Quiver.Model.Temporal;

namespace Quiver.Model.Tests.Temporal;

public sealed class LocalDateTests
{
    private static readonly int[] MonthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    // A calendar that only ever counts one day on: 2,400 years on either side of the year 1.
    [Fact]
    public void Every_part_agrees_with_a_calendar_that_counts_days()
    {
        Assert.True(LocalDate.TryCreate(-2400, 1, 1, out var first));
        long epochDay = first.EpochDay;
        // 2400-01-01 is a Saturday, and the calendar repeats every 400 years.
        int dayOfWeek = 6;
        int week = 52;
        int weekYear = -2401;
        for (int year = -2400; year < 2400; year++)
        {
            bool isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            int ordinalDay = 0;
            int dayOfQuarter = 0;
            for (int month = 1; month <= 12; month++)
            {
                dayOfQuarter = month % 3 == 1 ? 0 : dayOfQuarter;
                int length = MonthLengths[month - 1] + (isLeap && month == 2 ? 1 : 0);
                for (int day = 1; day <= length; day++)
                {
                    ordinalDay++;
                    dayOfQuarter++;
                    if (dayOfWeek == 1)
                    {
                        // The week belongs to the year that has its Thursday.
                        int daysLeft = length - day + (month == 12 ? 0 : 31);
                        bool isNewYear = daysLeft < 3 || (month == 1 && day <= 4);
                        week = isNewYear ? 1 : week + 1;
                        weekYear = isNewYear && month == 12 ? year + 1 : year;
                    }
                    var date = new LocalDate(epochDay++);
                    bool isRight =
                        (date.Year, date.Month, date.Day) == (year, month, day)
                        && (date.OrdinalDay, date.DayOfQuarter) == (ordinalDay, dayOfQuarter)
                        && (date.WeekYear, date.Week) == (weekYear, week)
                        && date.DayOfWeek == dayOfWeek;
                    if (!isRight)
                    {
                        Assert.Fail(
                            $"{date} should be {year}-{month}-{day}, {weekYear}-W{week}-{dayOfWeek}"
                        );
                    }
                    dayOfWeek = dayOfWeek % 7 + 1;
                }
                Assert.False(LocalDate.TryCreate(year, month, length + 1, out _));
            }
            Assert.False(LocalDate.TryCreateOrdinal(year, ordinalDay + 1, out _));
        }
    }

    [Fact]
    public void Parts_make_the_date_again_over_the_whole_range()
    {
        var random = Seeded.Random(out int seed);
        for (int i = 0; i < 100_000; i++)
        {
            var date = SampleTemporals.Date(random);
            var (year, month, day) = date;
            string at = $"{date} (seed {seed})";
            Assert.True(LocalDate.TryCreate(year, month, day, out var same) && same == date, at);
            Assert.True(
                LocalDate.TryCreateOrdinal(year, date.OrdinalDay, out same) && same == date,
                at
            );
            Assert.True(
                LocalDate.TryCreateQuarter(year, date.Quarter, date.DayOfQuarter, out same)
                    && same == date,
                at
            );
            if (Math.Abs(date.WeekYear) <= TemporalLimits.MaxYear)
            {
                Assert.True(
                    LocalDate.TryCreateWeek(date.WeekYear, date.Week, date.DayOfWeek, out same)
                        && same == date,
                    at
                );
            }
        }
    }

    [Theory]
    [InlineData(-146_097L * 3)]
    [InlineData(0)]
    [InlineData(TemporalLimits.MinEpochDay)]
    [InlineData(TemporalLimits.MaxEpochDay - 146_097)]
    public void Each_day_of_four_hundred_years_follows_the_one_before(long first)
    {
        var before = LocalDate.FromEpochDay(first);
        Assert.True(LocalDate.TryCreate(before.Year, before.Month, before.Day, out var same));
        Assert.Equal(first, same.EpochDay);
        for (long day = first + 1; day <= first + 146_097; day++)
        {
            var date = LocalDate.FromEpochDay(day);
            bool isNextDay =
                date.Year == before.Year
                && date.Month == before.Month
                && date.Day == before.Day + 1;
            bool isNextMonth =
                date.Day == 1
                && date.Month == before.Month % 12 + 1
                && date.Year == before.Year + (before.Month == 12 ? 1 : 0)
                && !LocalDate.TryCreate(before.Year, before.Month, before.Day + 1, out _);
            Assert.True(isNextDay || isNextMonth, $"{before} is followed by {date}");
            before = date;
        }
    }

    [Fact]
    public void The_range_ends_at_plus_and_minus_999999999_years()
    {
        Assert.True(LocalDate.TryCreate(TemporalLimits.MinYear, 1, 1, out var first));
        Assert.Equal(TemporalLimits.MinEpochDay, first.EpochDay);
        Assert.True(LocalDate.TryCreate(TemporalLimits.MaxYear, 12, 31, out var last));
        Assert.Equal(TemporalLimits.MaxEpochDay, last.EpochDay);
        Assert.False(LocalDate.TryCreate(TemporalLimits.MaxYear + 1L, 1, 1, out _));
        Assert.False(LocalDate.TryFromEpochDay(TemporalLimits.MaxEpochDay + 1, out _));
        Assert.False(LocalDate.TryFromEpochDay(TemporalLimits.MinEpochDay - 1, out _));
        Assert.False(LocalDate.TryCreateWeek(TemporalLimits.MaxYear, 54, 1, out _));
    }

    [Theory]
    [InlineData(2015, 2, 29)]
    [InlineData(1900, 2, 29)]
    [InlineData(2015, 0, 1)]
    [InlineData(2015, 13, 1)]
    [InlineData(2015, 1, 0)]
    [InlineData(2015, 4, 31)]
    [InlineData(long.MaxValue, 1, 1)]
    [InlineData(2015, long.MaxValue, 1)]
    [InlineData(2015, 1, long.MaxValue)]
    public void Dates_that_do_not_exist_are_refused(long year, long month, long day)
    {
        Assert.False(LocalDate.TryCreate(year, month, day, out _));
    }

    [Theory]
    [InlineData(2015, 53, true)]
    [InlineData(2016, 53, false)]
    [InlineData(2020, 53, true)]
    [InlineData(2015, 54, false)]
    public void Only_long_years_have_a_week_53(int year, int week, bool exists)
    {
        Assert.Equal(exists, LocalDate.TryCreateWeek(year, week, 1, out _));
    }
}
