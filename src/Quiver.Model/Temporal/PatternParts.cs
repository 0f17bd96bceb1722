namespace Quiver.Model.Temporal;

/// <summary>What a text said of a date and time that was read by a pattern; null for what it did not say.</summary>
public sealed class PatternParts
{
    /// <summary>The year.</summary>
    public long? Year { get; set; }

    /// <summary>The year of the week, for which a pattern's <c>Y</c> stands.</summary>
    public long? WeekYear { get; set; }

    /// <summary>The month of the year, from 1.</summary>
    public long? Month { get; set; }

    /// <summary>The day of the month, from 1.</summary>
    public long? Day { get; set; }

    /// <summary>The day of the year, from 1.</summary>
    public long? OrdinalDay { get; set; }

    /// <summary>The hour of the day, or of its half where <see cref="IsAfternoon"/> is said.</summary>
    public long? Hour { get; set; }

    /// <summary>Whether the hour is one after noon.</summary>
    public bool? IsAfternoon { get; set; }

    /// <summary>The minute of the hour.</summary>
    public long? Minute { get; set; }

    /// <summary>The second of the minute.</summary>
    public long? Second { get; set; }

    /// <summary>The nanosecond of the second.</summary>
    public long? Nanosecond { get; set; }

    /// <summary>The zone.</summary>
    public TemporalZone? Zone { get; set; }

    /// <summary>The date and time, in a zone where none was said; what was not said is the first of its kind, the year 1970.</summary>
    public bool TryResolve(TemporalZone zone, out ZonedDateTime result)
    {
        result = default;
        long year = Year ?? WeekYear ?? 1970;
        bool isDate = OrdinalDay is { } ordinal
            ? LocalDate.TryCreateOrdinal(year, ordinal, out var date)
            : LocalDate.TryCreate(year, Month ?? 1, Day ?? 1, out date);
        long hour = IsAfternoon is { } isAfternoon
            ? ((Hour ?? 0) % 12) + (isAfternoon ? 12 : 0)
            : (Hour ?? 0) % 24;
        if (
            !isDate
            || !LocalTime.TryCreate(hour, Minute ?? 0, Second ?? 0, Nanosecond ?? 0, out var time)
        )
        {
            return false;
        }
        result = ZonedDateTime.FromLocal(new LocalDateTime(date, time), Zone ?? zone);
        return true;
    }
}
