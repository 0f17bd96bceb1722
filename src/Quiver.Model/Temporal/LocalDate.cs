namespace Quiver.Model.Temporal;

/// <summary>A calendar date in the proleptic ISO calendar, years ±999,999,999.</summary>
/// <param name="EpochDay">Days since 1970-01-01.</param>
public readonly record struct LocalDate(long EpochDay)
{
    /// <summary>The date of a day number.</summary>
    public static LocalDate FromEpochDay(long epochDay) => new(epochDay);
}
