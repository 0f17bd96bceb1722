namespace Quiver.Model.Temporal;

/// <summary>A date and time without a zone.</summary>
/// <param name="EpochSecond">Seconds since 1970-01-01T00:00:00 on the wall clock.</param>
/// <param name="Nanosecond">Nanoseconds within the second, 0 to 999,999,999.</param>
public readonly record struct LocalDateTime(long EpochSecond, int Nanosecond);
