namespace Quiver.Model.Temporal;

/// <summary>The moment of every year when a zone's clocks change.</summary>
/// <param name="Form">M for a weekday of a month, J for a day of the year without 29 February, anything else for a day of the year from 0.</param>
/// <param name="Number">The month, or the day of the year.</param>
/// <param name="Week">Which of the month's weekdays, 5 for the last.</param>
/// <param name="Weekday">0 for Sunday.</param>
/// <param name="Second">Seconds after the day's midnight; may lie in other days.</param>
internal readonly record struct ZoneChange(char Form, int Number, int Week, int Weekday, int Second)
{
    private const int LastWeek = 5;

    /// <summary>Whether there is such a day.</summary>
    public bool IsValid =>
        Form switch
        {
            'M' => Number is >= 1 and <= 12 && Week is >= 1 and <= LastWeek && Weekday is <= 6,
            'J' => Number is >= 1 and <= 365,
            _ => Number <= 365,
        };

    /// <summary>The moment in a year, in seconds since 1970-01-01T00:00 on the wall clock before the change.</summary>
    public long LocalSecondIn(int year)
    {
        long day = Form switch
        {
            'M' => WeekdayOf(year),
            'J' => Calendar.ToEpochDay(year, 1, 1)
                + Number
                - 1
                + (Calendar.IsLeapYear(year) && Number > 59 ? 1 : 0),
            _ => Calendar.ToEpochDay(year, 1, 1) + Number,
        };
        return day * TemporalLimits.SecondsPerDay + Second;
    }

    private long WeekdayOf(int year)
    {
        long first = Calendar.ToEpochDay(year, Number, 1);
        // The calendar has Sunday as 7.
        int weekday = Weekday == 0 ? 7 : Weekday;
        int day = (weekday - Calendar.DayOfWeek(first) + 7) % 7 + (Week - 1) * 7;
        return first + (day < Calendar.DaysInMonth(year, Number) ? day : day - 7);
    }
}
