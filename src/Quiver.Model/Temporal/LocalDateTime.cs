using static Quiver.Model.Temporal.TemporalLimits;

namespace Quiver.Model.Temporal;

/// <summary>A date and time without a zone.</summary>
/// <param name="EpochSecond">Seconds since 1970-01-01T00:00:00 on the wall clock.</param>
/// <param name="Nanosecond">Nanoseconds within the second, 0 to 999,999,999.</param>
public readonly record struct LocalDateTime(long EpochSecond, int Nanosecond)
    : IComparable<LocalDateTime>
{
    /// <summary>The date and time of two parts.</summary>
    public LocalDateTime(LocalDate date, LocalTime time)
        : this(date.EpochDay * SecondsPerDay + time.SecondOfDay, time.Nanosecond) { }

    /// <summary>The date.</summary>
    public LocalDate Date => new(Calendar.FloorDivide(EpochSecond, SecondsPerDay));

    /// <summary>The time of day.</summary>
    public LocalTime Time =>
        new(Calendar.FloorModulo(EpochSecond, SecondsPerDay) * NanosecondsPerSecond + Nanosecond);

    /// <summary>The date and time of its parts; false when out of range.</summary>
    public static bool TryCreate(long epochSecond, long nanosecond, out LocalDateTime dateTime)
    {
        bool isValid =
            epochSecond is >= MinEpochSecond and <= MaxEpochSecond && IsNanosecond(nanosecond);
        dateTime = isValid ? new(epochSecond, (int)nanosecond) : default;
        return isValid;
    }

    /// <inheritdoc/>
    public int CompareTo(LocalDateTime other)
    {
        int comparison = EpochSecond.CompareTo(other.EpochSecond);
        return comparison != 0 ? comparison : Nanosecond.CompareTo(other.Nanosecond);
    }

    /// <summary>The date and time as toString() gives it: <c>2015-07-21T21:40:32.142</c>.</summary>
    public override string ToString() => TemporalText.Format(this);
}
