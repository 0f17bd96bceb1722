namespace Quiver.Model.Temporal;

/// <summary>A time of day without a zone.</summary>
/// <param name="NanosecondOfDay">Nanoseconds since midnight, 0 to 86,399,999,999,999.</param>
public readonly record struct LocalTime(long NanosecondOfDay)
{
    /// <summary>The time of so many nanoseconds since midnight.</summary>
    public static LocalTime FromNanosecondOfDay(long nanosecondOfDay) => new(nanosecondOfDay);
}
