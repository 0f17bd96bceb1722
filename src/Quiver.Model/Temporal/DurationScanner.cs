using static Quiver.Model.Temporal.TemporalLimits;

namespace Quiver.Model.Temporal;

/// <summary>Reads durations from text, unit by unit or in the form of a date and time.</summary>
internal ref struct DurationScanner(ReadOnlySpan<byte> text)
{
    private const int MaximumDigits = 19;
    private const string UnitsOfDate = "YMWD";
    private const string UnitsOfTime = "HMS";

    private readonly ReadOnlySpan<byte> _text = text;
    private int _position;
    private decimal _months;
    private decimal _days;
    private decimal _seconds;

    private readonly bool IsAtEnd => _position == _text.Length;

    private readonly byte Current => _position < _text.Length ? _text[_position] : (byte)0;

    internal bool TryRead(out Duration duration, out TemporalProblem problem)
    {
        duration = default;
        problem = TemporalProblem.Syntax;
        bool isNegative = TakeSign();
        if (Current != 'P')
        {
            return false;
        }
        _position++;
        int start = _position;
        if (!TryReadUnits())
        {
            _position = start;
            if (!TryReadDateForm(out problem))
            {
                return false;
            }
        }
        if (isNegative)
        {
            _months = -_months;
            _days = -_days;
            _seconds = -_seconds;
        }
        bool fits = Duration.TryFromParts(_months, _days, _seconds, out duration);
        problem = fits ? TemporalProblem.None : TemporalProblem.Range;
        return fits;
    }

    private bool TryReadUnits()
    {
        _months = _days = _seconds = 0;
        bool any = false;
        bool isLast = false;
        int next = 0;
        string units = UnitsOfDate;
        while (!IsAtEnd)
        {
            if (isLast)
            {
                return false;
            }
            if (Current == 'T' && units == UnitsOfDate)
            {
                _position++;
                units = UnitsOfTime;
                next = 0;
                any = false;
                continue;
            }
            if (!TryReadAmount(out decimal amount, out isLast) || IsAtEnd)
            {
                return false;
            }
            int unit = units.IndexOf((char)_text[_position++], next);
            if (unit < 0)
            {
                return false;
            }
            Add(units == UnitsOfDate, units[unit], amount);
            next = unit + 1;
            any = true;
        }
        return any;
    }

    private void Add(bool isDateUnit, char unit, decimal amount)
    {
        switch (unit)
        {
            case 'Y':
                _months += amount * 12;
                break;
            case 'M' when isDateUnit:
                _months += amount;
                break;
            case 'W':
                _days += amount * 7;
                break;
            case 'D':
                _days += amount;
                break;
            case 'H':
                _seconds += amount * SecondsPerHour;
                break;
            case 'M':
                _seconds += amount * SecondsPerMinute;
                break;
            default:
                _seconds += amount;
                break;
        }
    }

    // A fraction may only stand before the last unit.
    private bool TryReadAmount(out decimal amount, out bool hasFraction)
    {
        amount = 0;
        hasFraction = false;
        bool isNegative = TakeSign();
        int digits = CountDigits();
        if (digits is 0 or > MaximumDigits)
        {
            return false;
        }
        for (int end = _position + digits; _position < end; _position++)
        {
            amount = amount * 10 + (_text[_position] - '0');
        }
        hasFraction = Current is (byte)'.' or (byte)',';
        if (hasFraction)
        {
            _position++;
            digits = CountDigits();
            if (digits is 0 or > 9)
            {
                return false;
            }
            decimal scale = 1;
            for (int end = _position + digits; _position < end; _position++)
            {
                scale /= 10;
                amount += (_text[_position] - '0') * scale;
            }
        }
        amount = isNegative ? -amount : amount;
        return true;
    }

    // YYYY-MM-DDTHH:MM:SS.sss or the same without separators.
    private bool TryReadDateForm(out TemporalProblem problem)
    {
        problem = TemporalProblem.Syntax;
        var scanner = new TemporalScanner(_text[_position..]);
        int digits = scanner.CountDigits();
        if (digits is not (4 or 8))
        {
            return false;
        }
        int years = scanner.TakeNumber(4);
        int months;
        int days;
        if (digits == 8)
        {
            months = scanner.TakeNumber(2);
            days = scanner.TakeNumber(2);
        }
        else if (!TryTakePart(ref scanner, out months) || !TryTakePart(ref scanner, out days))
        {
            return false;
        }
        var time = default(LocalTime);
        if (scanner.TryTake('T') && !scanner.TryReadTime(out time, out problem))
        {
            return false;
        }
        problem = TemporalProblem.Syntax;
        if (!scanner.IsAtEnd)
        {
            return false;
        }
        problem = TemporalProblem.Range;
        _months = years * 12 + months;
        _days = days;
        _seconds = time.NanosecondOfDay / (decimal)NanosecondsPerSecond;
        return months <= 12 && days <= 31;
    }

    private static bool TryTakePart(ref TemporalScanner scanner, out int number)
    {
        number = 0;
        if (!scanner.TryTake('-') || scanner.CountDigits() != 2)
        {
            return false;
        }
        number = scanner.TakeNumber(2);
        return true;
    }

    private bool TakeSign()
    {
        bool isNegative = Current == '-';
        if (isNegative || Current == '+')
        {
            _position++;
        }
        return isNegative;
    }

    private readonly int CountDigits()
    {
        int end = _position;
        while (end < _text.Length && char.IsAsciiDigit((char)_text[end]))
        {
            end++;
        }
        return end - _position;
    }
}
