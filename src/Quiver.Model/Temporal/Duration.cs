namespace Quiver.Model.Temporal;

/// <summary>An amount of time in units that do not convert into each other, except seconds and nanoseconds.</summary>
/// <param name="Months">Months.</param>
/// <param name="Days">Days.</param>
/// <param name="Seconds">Seconds.</param>
/// <param name="Nanoseconds">Nanoseconds within the second, 0 to 999,999,999.</param>
public readonly record struct Duration(long Months, long Days, long Seconds, int Nanoseconds)
    : IComparable<Duration>
{
    /// <summary>By average length (a month of 30.436875 days, a day of 24 hours), then by months, days and seconds.</summary>
    public int CompareTo(Duration other)
    {
        int comparison = AverageSeconds.CompareTo(other.AverageSeconds);
        if (comparison == 0)
        {
            comparison = Nanoseconds.CompareTo(other.Nanoseconds);
        }
        if (comparison == 0)
        {
            comparison = Months.CompareTo(other.Months);
        }
        return comparison != 0 ? comparison : Days.CompareTo(other.Days);
    }

    private Int128 AverageSeconds =>
        (Int128)Months * TemporalLimits.SecondsPerAverageMonth
        + (Int128)Days * TemporalLimits.SecondsPerDay
        + Seconds;

    /// <summary>The duration as toString() gives it: <c>P1Y2M3DT4H5M6.5S</c>.</summary>
    public override string ToString() => TemporalText.Format(this);
}
