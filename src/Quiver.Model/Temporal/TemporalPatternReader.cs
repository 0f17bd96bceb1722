using System.Globalization;
using System.Text;

namespace Quiver.Model.Temporal;

/// <summary>
/// Reads dates and times by a pattern of letters, as Java's formatters do, in English: <c>yyyy-MM-dd HH:mm:ss</c>, <c>EEE, d MMM yyyy</c>, <c>h:mm a</c>, with offsets and zones
/// (<c>X</c>, <c>x</c>, <c>Z</c>, <c>z</c>, <c>VV</c>). What it writes is <see cref="TemporalFormat"/>'s.
/// </summary>
public sealed class TemporalPatternReader
{
    private const int FractionDigits = 9;
    private const int MaxNumberDigits = 10;

    private static readonly string[] s_months =
    [
        .. CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Where(static n => n.Length > 0),
    ];

    private static readonly string[] s_days =
    [
        .. CultureInfo.InvariantCulture.DateTimeFormat.DayNames,
    ];

    private static readonly string[] s_halves = ["AM", "PM"];

    private readonly string _text;
    private readonly PatternParts _parts = new();
    private int _at;

    private TemporalPatternReader(string text) => _text = text;

    /// <summary>Reads a text; null when it is not of the pattern, or the pattern has letters that cannot be read.</summary>
    public static PatternParts? Read(string text, string pattern)
    {
        var reader = new TemporalPatternReader(text);
        return
            pattern.Length <= TemporalFormat.MaxPatternLength
            && reader.ReadAll(pattern)
            && reader._at == text.Length
            ? reader._parts
            : null;
    }

    private bool ReadAll(string pattern)
    {
        for (int i = 0; i < pattern.Length; )
        {
            char letter = pattern[i];
            int end = i + 1;
            if (letter == '\'')
            {
                if (!TryReadQuoted(pattern, ref end))
                {
                    return false;
                }
                i = end;
                continue;
            }
            while (end < pattern.Length && pattern[end] == letter)
            {
                end++;
            }
            // Digits that follow without anything between belong to the next number.
            bool isBounded = end < pattern.Length && char.IsAsciiLetter(pattern[end]);
            bool isRead = char.IsAsciiLetter(letter)
                ? TryReadPart(letter, end - i, isBounded)
                : TryReadLiteral(pattern.AsSpan(i, end - i));
            if (!isRead)
            {
                return false;
            }
            i = end;
        }
        return true;
    }

    private bool TryReadLiteral(ReadOnlySpan<char> literal)
    {
        bool isThere = _text.AsSpan(_at).StartsWith(literal);
        _at += isThere ? literal.Length : 0;
        return isThere;
    }

    // What stands between quotation marks; two of them are one.
    private bool TryReadQuoted(string pattern, ref int at)
    {
        if (at < pattern.Length && pattern[at] == '\'')
        {
            at++;
            return TryReadLiteral("'");
        }
        int end = pattern.IndexOf('\'', at);
        if (end < 0 || !TryReadLiteral(pattern.AsSpan(at, end - at)))
        {
            return false;
        }
        at = end + 1;
        return true;
    }

    private bool TryReadPart(char letter, int count, bool isBounded)
    {
        int most = isBounded ? count : MaxNumberDigits;
        switch (letter)
        {
            case 'y' or 'u':
                return TryReadYear(count, most, static (parts, year) => parts.Year = year);
            case 'Y':
                return TryReadYear(count, most, static (parts, year) => parts.WeekYear = year);
            case 'M' or 'L' when count > 2:
                return TryReadName(s_months, count == 3, out int month)
                    && Set(_parts.Month = month + 1);
            case 'M' or 'L':
                return TryReadNumber(most, out long number) && Set(_parts.Month = number);
            case 'd':
                return TryReadNumber(most, out long day) && Set(_parts.Day = day);
            case 'D':
                return TryReadNumber(most, out long ordinal) && Set(_parts.OrdinalDay = ordinal);
            case 'E':
                return TryReadName(s_days, count <= 3, out _);
            case 'H' or 'k' or 'h' or 'K':
                return TryReadNumber(most, out long hour) && Set(_parts.Hour = hour);
            case 'a':
                bool isHalf = TryReadName(s_halves, isShort: false, out int half);
                _parts.IsAfternoon = half == 1;
                return isHalf;
            case 'm':
                return TryReadNumber(most, out long minute) && Set(_parts.Minute = minute);
            case 's':
                return TryReadNumber(most, out long second) && Set(_parts.Second = second);
            case 'S':
                return TryReadFraction(count);
            case 'n':
                return TryReadNumber(most, out long nanosecond)
                    && Set(_parts.Nanosecond = nanosecond);
            case 'X' or 'x' or 'Z' or 'z' or 'V' or 'O':
                return TryReadZone();
            default:
                return false;
        }
    }

    private static bool Set(long? part) => part is not null;

    private bool TryReadYear(int count, int most, Action<PatternParts, long> set)
    {
        const int Century = 100;
        const int FirstOfTwoDigits = 2000;
        int start = _at;
        if (!TryReadNumber(most, out long year))
        {
            return false;
        }
        set(_parts, count == 2 && _at - start == 2 ? FirstOfTwoDigits + (year % Century) : year);
        return true;
    }

    private bool TryReadNumber(int mostDigits, out long number)
    {
        int start = _at;
        number = 0;
        while (_at < _text.Length && _at - start < mostDigits && char.IsAsciiDigit(_text[_at]))
        {
            number = (number * 10) + (_text[_at++] - '0');
        }
        return _at > start;
    }

    private bool TryReadFraction(int digits)
    {
        int start = _at;
        if (digits > FractionDigits || !TryReadNumber(digits, out long number))
        {
            return false;
        }
        for (int i = _at - start; i < FractionDigits; i++)
        {
            number *= 10;
        }
        return Set(_parts.Nanosecond = number);
    }

    private bool TryReadName(string[] names, bool isShort, out int index)
    {
        const int ShortLength = 3;
        for (index = 0; index < names.Length; index++)
        {
            var name = names[index].AsSpan();
            name = isShort ? name[..ShortLength] : name;
            if (_text.AsSpan(_at).StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                _at += name.Length;
                return true;
            }
        }
        return false;
    }

    /// <summary>An offset, Z, GMT, UTC or the name of a zone: as far as the letters, digits and signs of such go.</summary>
    private bool TryReadZone()
    {
        int end = _at;
        while (
            end < _text.Length
            && (
                char.IsAsciiLetterOrDigit(_text[end])
                || _text[end] is '+' or '-' or ':' or '/' or '_'
            )
        )
        {
            end++;
        }
        string text = _text[_at..end];
        if (text is "GMT" or "UTC" or "Z" or "UT")
        {
            _parts.Zone = TemporalZone.Utc;
        }
        else if (
            TemporalZone.TryParse(
                Encoding.UTF8.GetBytes(
                    text.StartsWith("GMT", StringComparison.Ordinal) ? text[3..] : text
                ),
                out var zone,
                out _
            )
        )
        {
            _parts.Zone = zone;
        }
        else
        {
            return false;
        }
        _at = end;
        return true;
    }
}
