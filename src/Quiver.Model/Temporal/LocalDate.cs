namespace Quiver.Model.Temporal;

/// <summary>A calendar date in the proleptic ISO calendar, years ±999,999,999.</summary>
/// <param name="EpochDay">Days since 1970-01-01.</param>
public readonly record struct LocalDate(long EpochDay) : IComparable<LocalDate>
{
    /// <summary>The year.</summary>
    public int Year
    {
        get
        {
            Calendar.FromEpochDay(EpochDay, out int year, out _, out _);
            return year;
        }
    }

    /// <summary>The month, 1 to 12.</summary>
    public int Month
    {
        get
        {
            Calendar.FromEpochDay(EpochDay, out _, out int month, out _);
            return month;
        }
    }

    /// <summary>The day of the month, from 1.</summary>
    public int Day
    {
        get
        {
            Calendar.FromEpochDay(EpochDay, out _, out _, out int day);
            return day;
        }
    }

    /// <summary>The quarter, 1 to 4.</summary>
    public int Quarter => (Month - 1) / 3 + 1;

    /// <summary>The day of the year, from 1.</summary>
    public int OrdinalDay => (int)(EpochDay - Calendar.ToEpochDay(Year, 1, 1)) + 1;

    /// <summary>The day of the quarter, from 1.</summary>
    public int DayOfQuarter =>
        (int)(EpochDay - Calendar.ToEpochDay(Year, (Quarter - 1) * 3 + 1, 1)) + 1;

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public int DayOfWeek => Calendar.DayOfWeek(EpochDay);

    /// <summary>The year that the date's ISO week belongs to: that of the week's Thursday.</summary>
    public int WeekYear
    {
        get
        {
            Calendar.FromEpochDay(EpochDay + 4 - DayOfWeek, out int year, out _, out _);
            return year;
        }
    }

    /// <summary>The ISO week, 1 to 53.</summary>
    public int Week => (int)((EpochDay - Calendar.FirstMondayOfWeekYear(WeekYear)) / 7) + 1;

    /// <summary>The date of a day number.</summary>
    public static LocalDate FromEpochDay(long epochDay) => new(epochDay);

    /// <summary>Whether a day number lies within the supported years.</summary>
    public static bool IsEpochDay(long epochDay) =>
        epochDay is >= TemporalLimits.MinEpochDay and <= TemporalLimits.MaxEpochDay;

    /// <summary>The date of a day number; false when it lies outside the supported years.</summary>
    public static bool TryFromEpochDay(long epochDay, out LocalDate date)
    {
        date = new(epochDay);
        return IsEpochDay(epochDay);
    }

    /// <summary>The date of a year, month and day; false when there is no such date.</summary>
    public static bool TryCreate(long year, long month, long day, out LocalDate date)
    {
        date = default;
        if (!IsYear(year) || month is < 1 or > 12 || day < 1)
        {
            return false;
        }
        if (day > Calendar.DaysInMonth(year, (int)month))
        {
            return false;
        }
        date = new(Calendar.ToEpochDay(year, (int)month, (int)day));
        return true;
    }

    /// <summary>The date of an ISO week year, week (1 to 53) and day of the week (1 to 7); false when there is no such date.</summary>
    public static bool TryCreateWeek(long weekYear, long week, long dayOfWeek, out LocalDate date)
    {
        date = default;
        if (!IsYear(weekYear) || week < 1 || dayOfWeek is < 1 or > 7)
        {
            return false;
        }
        if (week > Calendar.WeeksInYear(weekYear))
        {
            return false;
        }
        long monday = Calendar.FirstMondayOfWeekYear(weekYear) + (week - 1) * 7;
        return TryFromEpochDay(monday + dayOfWeek - 1, out date);
    }

    /// <summary>The date of a year, quarter (1 to 4) and day of the quarter (1 to 92); false when there is no such date.</summary>
    public static bool TryCreateQuarter(
        long year,
        long quarter,
        long dayOfQuarter,
        out LocalDate date
    )
    {
        date = default;
        if (!IsYear(year) || quarter is < 1 or > 4 || dayOfQuarter is < 1 or > 92)
        {
            return false;
        }
        int month = (int)(quarter - 1) * 3 + 1;
        date = new(Calendar.ToEpochDay(year, month, 1) + dayOfQuarter - 1);
        return date.Quarter == quarter;
    }

    /// <summary>The date of a year and day of the year (1 to 366); false when there is no such date.</summary>
    public static bool TryCreateOrdinal(long year, long ordinalDay, out LocalDate date)
    {
        date = default;
        if (!IsYear(year) || ordinalDay < 1 || ordinalDay > Calendar.DaysInYear(year))
        {
            return false;
        }
        date = new(Calendar.ToEpochDay(year, 1, 1) + ordinalDay - 1);
        return true;
    }

    /// <summary>Year, month and day at once, cheaper than one after the other.</summary>
    public void Deconstruct(out int year, out int month, out int day) =>
        Calendar.FromEpochDay(EpochDay, out year, out month, out day);

    /// <inheritdoc/>
    public int CompareTo(LocalDate other) => EpochDay.CompareTo(other.EpochDay);

    /// <summary>The date as toString() gives it: <c>2015-07-21</c>.</summary>
    public override string ToString() => TemporalText.Format(this);

    private static bool IsYear(long year) =>
        year is >= TemporalLimits.MinYear and <= TemporalLimits.MaxYear;
}
