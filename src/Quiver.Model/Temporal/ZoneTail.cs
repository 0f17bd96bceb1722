namespace Quiver.Model.Temporal;

/// <summary>The rule by which a zone's clocks go on for ever: one offset, or two with the days of the year when they change.</summary>
/// <remarks>The TZ variable of POSIX with RFC 8536's wider hours: <c>CET-1CEST,M3.5.0,M10.5.0/3</c>. Immutable.</remarks>
internal sealed class ZoneTail
{
    private const int DefaultChange = 2 * TemporalLimits.SecondsPerHour;

    private readonly int _standardOffset;

    private readonly int _summerOffset;

    private readonly ZoneChange? _toSummer;

    private readonly ZoneChange? _toStandard;

    private ZoneTail(
        int standardOffset,
        int summerOffset,
        ZoneChange? toSummer,
        ZoneChange? toStandard
    )
    {
        _standardOffset = standardOffset;
        _summerOffset = summerOffset;
        _toSummer = toSummer;
        _toStandard = toStandard;
    }

    /// <summary>Reads a rule; null when there is none or it is not of the form.</summary>
    public static ZoneTail? TryParse(string rule)
    {
        var rest = rule.AsSpan();
        if (!TryTakeName(ref rest) || !TryTakeTime(ref rest, out int standard))
        {
            return null;
        }
        // POSIX counts westwards.
        int standardOffset = -standard;
        if (rest.IsEmpty)
        {
            return Checked(new(standardOffset, standardOffset, null, null));
        }
        if (!TryTakeName(ref rest))
        {
            return null;
        }
        int summerOffset = standardOffset + TemporalLimits.SecondsPerHour;
        if (!rest.StartsWith(","))
        {
            if (!TryTakeTime(ref rest, out int summer))
            {
                return null;
            }
            summerOffset = -summer;
        }
        return
            TryTakeChange(ref rest, out var toSummer)
            && TryTakeChange(ref rest, out var toStandard)
            && rest.IsEmpty
            ? Checked(new(standardOffset, summerOffset, toSummer, toStandard))
            : null;
    }

    /// <summary>The offset in seconds that holds at an instant.</summary>
    public int OffsetAt(long epochSecond)
    {
        if (_toSummer is not { } toSummer || _toStandard is not { } toStandard)
        {
            return _standardOffset;
        }
        long day = Calendar.FloorDivide(
            epochSecond + _standardOffset,
            TemporalLimits.SecondsPerDay
        );
        Calendar.FromEpochDay(day, out int year, out _, out _);
        long summerStart = toSummer.LocalSecondIn(year) - _standardOffset;
        long summerEnd = toStandard.LocalSecondIn(year) - _summerOffset;
        bool isSummer =
            summerStart < summerEnd
                ? epochSecond >= summerStart && epochSecond < summerEnd
                : epochSecond >= summerStart || epochSecond < summerEnd;
        return isSummer ? _summerOffset : _standardOffset;
    }

    private static ZoneTail? Checked(ZoneTail tail) =>
        TemporalLimits.IsOffset(tail._standardOffset) && TemporalLimits.IsOffset(tail._summerOffset)
            ? tail
            : null;

    // Letters, or anything between angles.
    private static bool TryTakeName(ref ReadOnlySpan<char> rest)
    {
        int length = 0;
        if (rest.StartsWith("<"))
        {
            length = rest.IndexOf('>') + 1;
        }
        else
        {
            while (length < rest.Length && char.IsAsciiLetter(rest[length]))
            {
                length++;
            }
        }
        rest = rest[length..];
        return length > 0;
    }

    // [+-]h[h[h]][:mm[:ss]] as seconds.
    private static bool TryTakeTime(ref ReadOnlySpan<char> rest, out int seconds)
    {
        seconds = 0;
        bool isNegative = rest.StartsWith("-");
        if (isNegative || rest.StartsWith("+"))
        {
            rest = rest[1..];
        }
        if (!TryTakeNumber(ref rest, out int hours))
        {
            return false;
        }
        int minutes = 0;
        int remainder = 0;
        if (rest.StartsWith(":"))
        {
            rest = rest[1..];
            if (!TryTakeNumber(ref rest, out minutes))
            {
                return false;
            }
        }
        if (rest.StartsWith(":"))
        {
            rest = rest[1..];
            if (!TryTakeNumber(ref rest, out remainder))
            {
                return false;
            }
        }
        int total =
            hours * TemporalLimits.SecondsPerHour
            + minutes * TemporalLimits.SecondsPerMinute
            + remainder;
        seconds = isNegative ? -total : total;
        return true;
    }

    // ,Mm.w.d  ,Jn  ,n  each with an optional /time.
    private static bool TryTakeChange(ref ReadOnlySpan<char> rest, out ZoneChange? change)
    {
        change = null;
        if (!rest.StartsWith(","))
        {
            return false;
        }
        rest = rest[1..];
        char form = rest.IsEmpty ? ' ' : rest[0];
        if (form is 'M' or 'J')
        {
            rest = rest[1..];
        }
        int week = 0;
        int weekday = 0;
        if (!TryTakeNumber(ref rest, out int number))
        {
            return false;
        }
        if (form == 'M' && !(TryTakePart(ref rest, out week) && TryTakePart(ref rest, out weekday)))
        {
            return false;
        }
        int second = DefaultChange;
        if (rest.StartsWith("/"))
        {
            rest = rest[1..];
            if (!TryTakeTime(ref rest, out second))
            {
                return false;
            }
        }
        change = new ZoneChange(form, number, week, weekday, second);
        return change.Value.IsValid;
    }

    private static bool TryTakePart(ref ReadOnlySpan<char> rest, out int number)
    {
        number = 0;
        if (!rest.StartsWith("."))
        {
            return false;
        }
        rest = rest[1..];
        return TryTakeNumber(ref rest, out number);
    }

    private static bool TryTakeNumber(ref ReadOnlySpan<char> rest, out int number)
    {
        const int mostDigits = 3;
        number = 0;
        int length = 0;
        while (length < rest.Length && length < mostDigits && char.IsAsciiDigit(rest[length]))
        {
            number = number * 10 + (rest[length] - '0');
            length++;
        }
        rest = rest[length..];
        return length > 0;
    }
}
