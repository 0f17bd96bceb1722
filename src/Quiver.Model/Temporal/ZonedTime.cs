namespace Quiver.Model.Temporal;

/// <summary>A time of day with an offset from UTC.</summary>
/// <param name="Time">The wall-clock time.</param>
/// <param name="OffsetSeconds">Seconds east of UTC, within ±18 hours.</param>
public readonly record struct ZonedTime(LocalTime Time, int OffsetSeconds);
