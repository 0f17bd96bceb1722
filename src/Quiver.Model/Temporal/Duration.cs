namespace Quiver.Model.Temporal;

/// <summary>An amount of time in units that do not convert into each other, except seconds and nanoseconds.</summary>
/// <param name="Months">Months.</param>
/// <param name="Days">Days.</param>
/// <param name="Seconds">Seconds.</param>
/// <param name="Nanoseconds">Nanoseconds within the second, 0 to 999,999,999.</param>
public readonly record struct Duration(long Months, long Days, long Seconds, int Nanoseconds);
