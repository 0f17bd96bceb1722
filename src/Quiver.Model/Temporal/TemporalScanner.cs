using static Quiver.Model.Temporal.TemporalLimits;

namespace Quiver.Model.Temporal;

/// <summary>Reads dates, times, offsets and zones from UTF-8 text in Cypher's literal forms, which are those of ISO 8601.</summary>
/// <remarks>
/// Parts may have a single digit where separators stand around them (<c>1985-4-20</c>, <c>2:41:34</c>), as import files
/// have them. Every method says why it fails; on failure the position is undefined.
/// </remarks>
internal ref struct TemporalScanner(ReadOnlySpan<byte> text)
{
    private const int MaximumYearDigits = 9;
    private const int MaximumFractionDigits = 9;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _position;

    internal readonly bool IsAtEnd => _position == _text.Length;

    private readonly byte Current => _position < _text.Length ? _text[_position] : (byte)0;

    internal bool TryTake(char expected)
    {
        if (Current != expected || IsAtEnd)
        {
            return false;
        }
        _position++;
        return true;
    }

    /// <summary>A date in calendar, week, quarter or ordinal form, with or without hyphens.</summary>
    internal bool TryReadDate(out LocalDate date, out TemporalProblem problem)
    {
        date = default;
        problem = TemporalProblem.Syntax;
        if (Current is (byte)'+' or (byte)'-')
        {
            bool isNegative = Current == '-';
            _position++;
            int digits = CountDigits();
            if (digits is 0 or > MaximumYearDigits)
            {
                return false;
            }
            int year = TakeNumber(digits);
            return TryReadRestOfDate(isNegative ? -year : year, out date, out problem);
        }
        return CountDigits() switch
        {
            4 => TryReadRestOfDate(TakeNumber(4), out date, out problem),
            6 => Check(LocalDate.TryCreate(TakeNumber(4), TakeNumber(2), 1, out date), out problem),
            7 => Check(
                LocalDate.TryCreateOrdinal(TakeNumber(4), TakeNumber(3), out date),
                out problem
            ),
            8 => Check(
                LocalDate.TryCreate(TakeNumber(4), TakeNumber(2), TakeNumber(2), out date),
                out problem
            ),
            _ => false,
        };
    }

    /// <summary>A time of day with or without colons; seconds may have a fraction.</summary>
    internal bool TryReadTime(out LocalTime time, out TemporalProblem problem)
    {
        time = default;
        problem = TemporalProblem.Syntax;
        int digits = CountDigits();
        int hour;
        int minute = 0;
        int second = 0;
        bool hasSecond = false;
        if (digits is 1 or 2)
        {
            hour = TakeNumber(digits);
            if (TryTake(':'))
            {
                if (!TryTakeShort(out minute))
                {
                    return false;
                }
                hasSecond = TryTake(':');
                if (hasSecond && !TryTakeShort(out second))
                {
                    return false;
                }
            }
        }
        else if (digits is 4 or 6)
        {
            hour = TakeNumber(2);
            minute = TakeNumber(2);
            hasSecond = digits == 6;
            second = hasSecond ? TakeNumber(2) : 0;
        }
        else
        {
            return false;
        }
        int nanosecond = 0;
        if (hasSecond && TryTake('.') && !TryTakeFraction(out nanosecond))
        {
            return false;
        }
        return Check(LocalTime.TryCreate(hour, minute, second, nanosecond, out time), out problem);
    }

    /// <summary>Z, +01:00, +0100, +01 or with seconds.</summary>
    internal bool TryReadOffset(out int offsetSeconds, out TemporalProblem problem)
    {
        offsetSeconds = 0;
        problem = TemporalProblem.None;
        if (TryTake('Z'))
        {
            return true;
        }
        problem = TemporalProblem.Syntax;
        if (Current is not ((byte)'+' or (byte)'-'))
        {
            return false;
        }
        bool isNegative = Current == '-';
        _position++;
        if (!TryReadOffsetParts(out int hour, out int minute, out int second))
        {
            return false;
        }
        int total = hour * SecondsPerHour + minute * SecondsPerMinute + second;
        offsetSeconds = isNegative ? -total : total;
        return Check(minute < 60 && second < 60 && IsOffset(total), out problem);
    }

    /// <summary>A zone's name between square brackets.</summary>
    internal bool TryReadBracketedZone(out string? name, out TemporalProblem problem)
    {
        name = null;
        problem = TemporalProblem.Syntax;
        int end = _text[_position..].IndexOf((byte)']');
        if (!TryTake('[') || end < 0)
        {
            return false;
        }
        var inside = _text.Slice(_position, end - 1);
        _position += end;
        bool isKnown = TimeZones.TryFind(inside, out name);
        problem = isKnown ? TemporalProblem.None : TemporalProblem.UnknownZone;
        return isKnown;
    }

    internal readonly bool IsAt(char expected) => Current == expected;

    /// <summary>The number of digits that stand here.</summary>
    internal readonly int CountDigits()
    {
        int end = _position;
        while (end < _text.Length && char.IsAsciiDigit((char)_text[end]))
        {
            end++;
        }
        return end - _position;
    }

    /// <summary>Takes that many digits, at most 9, which must stand here.</summary>
    internal int TakeNumber(int digits)
    {
        int number = 0;
        for (int end = _position + digits; _position < end; _position++)
        {
            number = number * 10 + (_text[_position] - '0');
        }
        return number;
    }

    /// <summary>Takes up to nine digits of a fraction of a second as nanoseconds.</summary>
    internal bool TryTakeFraction(out int nanosecond)
    {
        nanosecond = 0;
        int digits = CountDigits();
        if (digits is 0 or > MaximumFractionDigits)
        {
            return false;
        }
        nanosecond = TakeNumber(digits);
        for (; digits < MaximumFractionDigits; digits++)
        {
            nanosecond *= 10;
        }
        return true;
    }

    private static bool Check(bool isInRange, out TemporalProblem problem)
    {
        problem = isInRange ? TemporalProblem.None : TemporalProblem.Range;
        return isInRange;
    }

    // What follows the year: nothing, -MM[-DD], -DDD, [-]Www[[-]D] or [-]Qq[[-]DD].
    private bool TryReadRestOfDate(int year, out LocalDate date, out TemporalProblem problem)
    {
        date = default;
        problem = TemporalProblem.Syntax;
        bool isExtended = TryTake('-');
        if (TryTake('W'))
        {
            return TryReadWeek(year, isExtended, out date, out problem);
        }
        if (TryTake('Q'))
        {
            return TryReadQuarter(year, isExtended, out date, out problem);
        }
        if (!isExtended)
        {
            return Check(LocalDate.TryCreate(year, 1, 1, out date), out problem);
        }
        int digits = CountDigits();
        if (digits == 3)
        {
            return Check(LocalDate.TryCreateOrdinal(year, TakeNumber(3), out date), out problem);
        }
        if (digits is not (1 or 2))
        {
            return false;
        }
        int month = TakeNumber(digits);
        int day = 1;
        if (TryTake('-') && !TryTakeShort(out day))
        {
            return false;
        }
        return Check(LocalDate.TryCreate(year, month, day, out date), out problem);
    }

    private bool TryReadWeek(
        int year,
        bool isExtended,
        out LocalDate date,
        out TemporalProblem problem
    )
    {
        date = default;
        problem = TemporalProblem.Syntax;
        int digits = CountDigits();
        if (digits < 1 || digits > (isExtended ? 2 : 3))
        {
            return false;
        }
        int week = TakeNumber(Math.Min(digits, 2));
        int day = 1;
        if (digits == 3)
        {
            day = TakeNumber(1);
        }
        else if (isExtended && TryTake('-') && !TryTakeDigits(1, 1, out day))
        {
            return false;
        }
        return Check(LocalDate.TryCreateWeek(year, week, day, out date), out problem);
    }

    private bool TryReadQuarter(
        int year,
        bool isExtended,
        out LocalDate date,
        out TemporalProblem problem
    )
    {
        date = default;
        problem = TemporalProblem.Syntax;
        int digits = CountDigits();
        if (digits < 1 || digits > (isExtended ? 1 : 3))
        {
            return false;
        }
        int quarter = TakeNumber(1);
        int day = 1;
        if (digits > 1)
        {
            day = TakeNumber(digits - 1);
        }
        else if (isExtended && TryTake('-') && !TryTakeShort(out day))
        {
            return false;
        }
        return Check(LocalDate.TryCreateQuarter(year, quarter, day, out date), out problem);
    }

    private bool TryReadOffsetParts(out int hour, out int minute, out int second)
    {
        hour = minute = second = 0;
        int digits = CountDigits();
        if (digits is 1 or 2)
        {
            hour = TakeNumber(digits);
            return !TryTake(':')
                || (TryTakeShort(out minute) && (!TryTake(':') || TryTakeShort(out second)));
        }
        if (digits is not (4 or 6))
        {
            return false;
        }
        hour = TakeNumber(2);
        minute = TakeNumber(2);
        second = digits == 6 ? TakeNumber(2) : 0;
        return true;
    }

    private bool TryTakeShort(out int number) => TryTakeDigits(1, 2, out number);

    private bool TryTakeDigits(int fewest, int most, out int number)
    {
        int digits = CountDigits();
        bool fits = digits >= fewest && digits <= most;
        number = fits ? TakeNumber(digits) : 0;
        return fits;
    }
}
