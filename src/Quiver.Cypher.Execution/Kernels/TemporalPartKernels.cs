using Quiver.Model.Columns;
using Quiver.Model.Temporal;

namespace Quiver.Cypher.Execution.Kernels;

/// <summary>Parts of dates and date-times that are integers, a column at once: what <see cref="TemporalComponents"/> gives for each value.</summary>
internal static class TemporalPartKernels
{
    private const long PerSecond = TemporalLimits.NanosecondsPerSecond;
    private const long PerDay = TemporalLimits.NanosecondsPerDay;

    /// <summary>Reads a part of each value; false, and nothing is read, where values of the kind have no such part or it is no integer.</summary>
    /// <param name="kind">The kind of the words: only dates and date-times have parts.</param>
    /// <param name="part">The part's name.</param>
    /// <param name="words">The values.</param>
    /// <param name="parts">Where to; as long as the words.</param>
    public static bool TryRead(
        VectorKind kind,
        string part,
        ReadOnlySpan<long> words,
        Span<long> parts
    ) =>
        kind switch
        {
            VectorKind.Date => TryReadOfDates(part, words, parts),
            VectorKind.LocalDateTime => TryReadOfDateTimes(part, words, parts),
            VectorKind.ZonedDateTime => TryReadOfDateTimes(part, words, parts)
                || TryReadOfInstants(part, words, parts),
            _ => false,
        };

    private static bool TryReadOfDates(string part, ReadOnlySpan<long> days, Span<long> parts)
    {
        switch (part)
        {
            case "year":
                for (int row = 0; row < parts.Length; row++)
                {
                    parts[row] = new LocalDate(days[row]).Year;
                }
                return true;
            case "month":
                for (int row = 0; row < parts.Length; row++)
                {
                    parts[row] = new LocalDate(days[row]).Month;
                }
                return true;
            case "day":
                for (int row = 0; row < parts.Length; row++)
                {
                    parts[row] = new LocalDate(days[row]).Day;
                }
                return true;
            case "dayOfWeek" or "weekDay":
                for (int row = 0; row < parts.Length; row++)
                {
                    parts[row] = new LocalDate(days[row]).DayOfWeek;
                }
                return true;
            default:
                return TryReadOfSpans(part, days, parts);
        }
    }

    // Of quarters, years and weeks.
    private static bool TryReadOfSpans(string part, ReadOnlySpan<long> days, Span<long> parts)
    {
        switch (part)
        {
            case "quarter":
                for (int row = 0; row < parts.Length; row++)
                {
                    parts[row] = new LocalDate(days[row]).Quarter;
                }
                return true;
            case "dayOfQuarter" or "quarterDay":
                for (int row = 0; row < parts.Length; row++)
                {
                    parts[row] = new LocalDate(days[row]).DayOfQuarter;
                }
                return true;
            case "ordinalDay":
                for (int row = 0; row < parts.Length; row++)
                {
                    parts[row] = new LocalDate(days[row]).OrdinalDay;
                }
                return true;
            case "week":
                for (int row = 0; row < parts.Length; row++)
                {
                    parts[row] = new LocalDate(days[row]).Week;
                }
                return true;
            case "weekYear":
                for (int row = 0; row < parts.Length; row++)
                {
                    parts[row] = new LocalDate(days[row]).WeekYear;
                }
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadOfDateTimes(string part, ReadOnlySpan<long> words, Span<long> parts)
    {
        if (Divisors(part) is var (divisor, modulus) && divisor > 0)
        {
            for (int row = 0; row < parts.Length; row++)
            {
                long ofDay = words[row] - (FloorDivide(words[row], PerDay) * PerDay);
                parts[row] = ofDay / divisor % modulus;
            }
            return true;
        }
        for (int row = 0; row < parts.Length; row++)
        {
            parts[row] = FloorDivide(words[row], PerDay);
        }
        return TryReadOfDates(part, parts, parts);
    }

    /// <summary>What the nanoseconds of a day are divided by, and what is then left of how many; 0 for other parts.</summary>
    private static (long Divisor, long Modulus) Divisors(string part) =>
        part switch
        {
            "hour" => (TemporalLimits.SecondsPerHour * PerSecond, 24),
            "minute" => (TemporalLimits.SecondsPerMinute * PerSecond, 60),
            "second" => (PerSecond, 60),
            "millisecond" => (1_000_000, 1000),
            "microsecond" => (1000, 1_000_000),
            "nanosecond" => (1, PerSecond),
            _ => default,
        };

    private static bool TryReadOfInstants(string part, ReadOnlySpan<long> words, Span<long> parts)
    {
        long divisor = part switch
        {
            "epochSeconds" => PerSecond,
            "epochMillis" => 1_000_000,
            _ => 0,
        };
        if (divisor == 0)
        {
            return false;
        }
        for (int row = 0; row < parts.Length; row++)
        {
            parts[row] = FloorDivide(words[row], divisor);
        }
        return true;
    }

    private static long FloorDivide(long dividend, long divisor)
    {
        long quotient = dividend / divisor;
        return quotient * divisor > dividend ? quotient - 1 : quotient;
    }
}
