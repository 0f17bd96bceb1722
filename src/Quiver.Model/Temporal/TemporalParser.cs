namespace Quiver.Model.Temporal;

/// <summary>Reads temporal values from text in all of Cypher's literal forms. Never throws; allocates nothing unless noted.</summary>
/// <remarks>
/// The forms are ISO 8601's, with or without separators: dates by month (<c>2015-07-21</c>), week (<c>2015-W30-2</c>), quarter
/// (<c>2015-Q2-60</c>) or day of the year (<c>2015-202</c>), signed years of up to nine digits; times from hours to
/// nanoseconds; offsets and <c>[Zone]</c>. Surrounding white space is not accepted.
/// </remarks>
public static class TemporalParser
{
    /// <summary>Reads a date.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        out LocalDate date,
        out TemporalProblem problem
    )
    {
        var scanner = new TemporalScanner(utf8);
        return scanner.TryReadDate(out date, out problem) && IsWhole(scanner, ref problem);
    }

    /// <summary>Reads a time of day without an offset.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        out LocalTime time,
        out TemporalProblem problem
    )
    {
        var scanner = new TemporalScanner(utf8);
        return scanner.TryReadTime(out time, out problem) && IsWhole(scanner, ref problem);
    }

    /// <summary>Reads a time of day with an offset; without one the default holds.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        int defaultOffsetSeconds,
        out ZonedTime time,
        out TemporalProblem problem
    )
    {
        time = default;
        var scanner = new TemporalScanner(utf8);
        if (!scanner.TryReadTime(out var local, out problem))
        {
            return false;
        }
        int offset = defaultOffsetSeconds;
        if (!scanner.IsAtEnd)
        {
            if (scanner.IsAt('['))
            {
                problem = TemporalProblem.NamedZoneInTime;
                return false;
            }
            if (!scanner.TryReadOffset(out offset, out problem))
            {
                return false;
            }
        }
        time = new(local, offset);
        return IsWhole(scanner, ref problem);
    }

    /// <summary>Reads a date and time without a zone; a date alone means midnight.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        out LocalDateTime dateTime,
        out TemporalProblem problem
    )
    {
        var scanner = new TemporalScanner(utf8);
        return TryReadDateTime(ref scanner, out dateTime, out problem)
            && IsWhole(scanner, ref problem);
    }

    /// <summary>Reads a date and time with offset, <c>[Zone]</c> or both; without either the default holds. A name of a zone costs a small allocation.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        TemporalZone defaultZone,
        out ZonedDateTime dateTime,
        out TemporalProblem problem
    )
    {
        dateTime = default;
        var scanner = new TemporalScanner(utf8);
        if (!TryReadDateTime(ref scanner, out var local, out problem))
        {
            return false;
        }
        if (scanner.IsAtEnd)
        {
            dateTime = ZonedDateTime.FromLocal(local, defaultZone);
            return true;
        }
        int? offset = null;
        if (!scanner.IsAt('['))
        {
            if (!scanner.TryReadOffset(out int offsetSeconds, out problem))
            {
                return false;
            }
            offset = offsetSeconds;
        }
        string? name = null;
        if (!scanner.IsAtEnd && !scanner.TryReadBracketedZone(out name, out problem))
        {
            return false;
        }
        if (!IsWhole(scanner, ref problem))
        {
            return false;
        }
        if (
            name is not null
            && offset is int given
            && !TimeZones.IsOffsetOfLocal(name, local.EpochSecond, given)
        )
        {
            problem = TemporalProblem.OffsetNotOfZone;
            return false;
        }
        dateTime = ZonedDateTime.FromLocal(
            local,
            new(name is null ? offset!.Value : 0, name),
            offset
        );
        return true;
    }

    /// <summary>Reads a duration: <c>P1Y2M3W4DT5H6M7.8S</c>, signs and a fraction of the last unit allowed, or <c>P2012-02-02T14:37:21.545</c>.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        out Duration duration,
        out TemporalProblem problem
    )
    {
        var scanner = new DurationScanner(utf8);
        return scanner.TryRead(out duration, out problem);
    }

    private static bool TryReadDateTime(
        ref TemporalScanner scanner,
        out LocalDateTime dateTime,
        out TemporalProblem problem
    )
    {
        dateTime = default;
        if (!scanner.TryReadDate(out var date, out problem))
        {
            return false;
        }
        var time = default(LocalTime);
        if (scanner.TryTake('T') && !scanner.TryReadTime(out time, out problem))
        {
            return false;
        }
        dateTime = new(date, time);
        return true;
    }

    private static bool IsWhole(TemporalScanner scanner, ref TemporalProblem problem)
    {
        if (!scanner.IsAtEnd)
        {
            problem = TemporalProblem.Syntax;
        }
        return scanner.IsAtEnd;
    }
}
