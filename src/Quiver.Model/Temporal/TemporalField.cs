namespace Quiver.Model.Temporal;

/// <summary>The numeric keys of the maps that temporal values are made from.</summary>
internal enum TemporalField
{
    Year,
    Quarter,
    DayOfQuarter,
    Month,
    Day,
    Week,
    DayOfWeek,
    OrdinalDay,
    Hour,
    Minute,
    Second,
    Millisecond,
    Microsecond,
    Nanosecond,
    EpochSeconds,
    EpochMillis,
}
