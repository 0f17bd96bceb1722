using System.Globalization;
using System.Text;
using Quiver.Model.Values;

namespace Quiver.Model.Temporal;

/// <summary>
/// Temporal values as text by a pattern of letters, as Java's <c>DateTimeFormatter</c> reads it, in English: <c>yyyy-MM-dd</c>,
/// <c>EEEE d MMMM</c>, <c>h:mm a</c>. Of durations: years, months of the year, days, hours, minutes, seconds and what is smaller.
/// </summary>
public static class TemporalFormat
{
    /// <summary>The longest pattern, in UTF-16 code units.</summary>
    public const int MaxPatternLength = 1000;

    private const int MaxRun = 20;

    /// <summary>Formats a value; null when the pattern is wrong or asks for what the value has not.</summary>
    /// <param name="value">A temporal value.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="problem">What is wrong, for the user.</param>
    public static string? Format(Value value, string pattern, out string problem)
    {
        problem = $"it is longer than {MaxPatternLength} characters";
        if (pattern.Length > MaxPatternLength)
        {
            return null;
        }
        var text = new StringBuilder();
        for (int i = 0; i < pattern.Length; )
        {
            char letter = pattern[i];
            if (letter == '\'')
            {
                i = Quoted(pattern, i + 1, text);
                if (i < 0)
                {
                    problem = "a quotation mark is not closed";
                    return null;
                }
                continue;
            }
            int end = i + 1;
            while (end < pattern.Length && pattern[end] == letter)
            {
                end++;
            }
            int count = end - i;
            bool isWritten = char.IsAsciiLetter(letter)
                ? count <= MaxRun && TryWrite(value, letter, count, text)
                : Literally(letter, count, text);
            if (!isWritten)
            {
                problem = $"'{pattern[i..end]}' is nothing that the value has";
                return null;
            }
            i = end;
        }
        return text.ToString();
    }

    // What stands between quotation marks; two of them are one. Gives the index behind, or -1.
    private static int Quoted(string pattern, int start, StringBuilder text)
    {
        if (start < pattern.Length && pattern[start] == '\'')
        {
            text.Append('\'');
            return start + 1;
        }
        for (int i = start; i < pattern.Length; i++)
        {
            if (pattern[i] != '\'')
            {
                text.Append(pattern[i]);
            }
            else if (i + 1 < pattern.Length && pattern[i + 1] == '\'')
            {
                text.Append('\'');
                i++;
            }
            else
            {
                return i + 1;
            }
        }
        return -1;
    }

    private static bool Literally(char sign, int count, StringBuilder text)
    {
        text.Append(sign, count);
        return sign is not ('[' or ']' or '{' or '}' or '#');
    }

    private static bool TryWrite(Value value, char letter, int count, StringBuilder text) =>
        value.Kind == ValueKind.Duration
            ? TryWriteOfDuration(value, letter, count, text)
            : TryWriteOfDate(value, letter, count, text)
                || TryWriteOfTime(value, letter, count, text)
                || TryWriteOfZone(value, letter, count, text);

    private static bool TryWriteOfDuration(
        Value value,
        char letter,
        int count,
        StringBuilder text
    ) =>
        letter switch
        {
            'y' or 'Y' or 'u' => Number(value, "years", count, text),
            'M' or 'L' => Number(value, "monthsOfYear", count, text),
            'd' or 'D' => Number(value, "days", count, text),
            'h' or 'H' => Number(value, "hours", count, text),
            'm' => Number(value, "minutesOfHour", count, text),
            's' => Number(value, "secondsOfMinute", count, text),
            'S' => Fraction(value, "nanosecondsOfSecond", count, text),
            'n' => Number(value, "nanosecondsOfSecond", count, text),
            _ => false,
        };

    private static bool TryWriteOfDate(Value value, char letter, int count, StringBuilder text) =>
        letter switch
        {
            'y' or 'u' => Year(value, "year", count, text),
            'Y' => Year(value, "weekYear", count, text),
            'G' => Name(value, "year", text, y => Era(y, count)),
            'D' => Number(value, "ordinalDay", count, text),
            'M' or 'L' when count <= 2 => Number(value, "month", count, text),
            'M' or 'L' => Name(value, "month", text, m => Month((int)m, count)),
            'd' => Number(value, "day", count, text),
            'Q' or 'q' when count <= 2 => Number(value, "quarter", count, text),
            'Q' or 'q' => Name(value, "quarter", text, q => Quarter((int)q, count)),
            'w' => Number(value, "week", count, text),
            'E' => Name(value, "dayOfWeek", text, d => Day((int)d, count)),
            _ => false,
        };

    private static bool TryWriteOfTime(Value value, char letter, int count, StringBuilder text) =>
        letter switch
        {
            'a' => Name(value, "hour", text, static h => h < 12 ? "AM" : "PM"),
            'h' => Number(value, "hour", count, text, static h => ((h + 11) % 12) + 1),
            'K' => Number(value, "hour", count, text, static h => h % 12),
            'k' => Number(value, "hour", count, text, static h => h == 0 ? 24 : h),
            'H' => Number(value, "hour", count, text),
            'm' => Number(value, "minute", count, text),
            's' => Number(value, "second", count, text),
            'S' => Fraction(value, "nanosecond", count, text),
            'n' => Number(value, "nanosecond", count, text),
            'A' => Number(value, "hour", count, text, _ => NanosecondOfDay(value) / 1_000_000),
            'N' => Number(value, "hour", count, text, _ => NanosecondOfDay(value)),
            _ => false,
        };

    private static bool TryWriteOfZone(Value value, char letter, int count, StringBuilder text)
    {
        if (letter is 'V' && count == 2 && TemporalComponents.TryGet(value, "timezone", out var id))
        {
            text.Append(id.AsString());
            return true;
        }
        if (!TemporalComponents.TryGet(value, "offsetSeconds", out var offset))
        {
            return false;
        }
        int seconds = (int)offset.AsInteger();
        string? written = (letter, count) switch
        {
            ('X', <= 5) => seconds == 0 ? "Z" : Offset(seconds, count),
            ('x', <= 5) => Offset(seconds, count),
            ('Z', <= 3) => Offset(seconds, 2),
            ('Z', 4) or ('O', 4) => seconds == 0 ? "GMT" : "GMT" + Offset(seconds, 3),
            ('Z', 5) => seconds == 0 ? "Z" : Offset(seconds, 5),
            ('O', 1) => seconds == 0 ? "GMT" : "GMT" + Short(seconds),
            _ => null,
        };
        text.Append(written);
        return written is not null;
    }

    // +02 or +0230; +0230; +02:30; +023015; +02:30:15.
    private static string Offset(int seconds, int count)
    {
        int size = Math.Abs(seconds);
        string separator = count is 3 or 5 ? ":" : "";
        var text = new StringBuilder(seconds < 0 ? "-" : "+");
        text.Append(CultureInfo.InvariantCulture, $"{size / 3600:00}");
        if (count > 1 || size % 3600 >= 60)
        {
            text.Append(CultureInfo.InvariantCulture, $"{separator}{size / 60 % 60:00}");
        }
        if (count >= 4 && size % 60 != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{separator}{size % 60:00}");
        }
        return text.ToString();
    }

    // GMT+2, GMT+2:30.
    private static string Short(int seconds)
    {
        int size = Math.Abs(seconds);
        string minutes =
            size % 3600 == 0
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $":{size / 60 % 60:00}");
        string sign = seconds < 0 ? "-" : "+";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{size / 3600}{minutes}");
    }

    private static long NanosecondOfDay(Value value)
    {
        TemporalComponents.TryGet(value, "hour", out var hour);
        TemporalComponents.TryGet(value, "minute", out var minute);
        TemporalComponents.TryGet(value, "second", out var second);
        TemporalComponents.TryGet(value, "nanosecond", out var nanosecond);
        long seconds = (((hour.AsInteger() * 60) + minute.AsInteger()) * 60) + second.AsInteger();
        return (seconds * TemporalLimits.NanosecondsPerSecond) + nanosecond.AsInteger();
    }

    private static bool Number(
        Value value,
        string component,
        int count,
        StringBuilder text,
        Func<long, long>? change = null
    )
    {
        if (!TemporalComponents.TryGet(value, component, out var part))
        {
            return false;
        }
        long number = change is null ? part.AsInteger() : change(part.AsInteger());
        text.Append(number < 0 ? "-" : "");
        string digits = Int128.Abs(number).ToString(CultureInfo.InvariantCulture);
        text.Append(digits.PadLeft(count, '0'));
        return true;
    }

    private static bool Year(Value value, string component, int count, StringBuilder text) =>
        count == 2
            ? Number(value, component, count, text, static y => ((y % 100) + 100) % 100)
            : Number(value, component, count, text);

    private static bool Fraction(Value value, string component, int count, StringBuilder text)
    {
        const int MaxDigits = 9;
        if (count > MaxDigits || !TemporalComponents.TryGet(value, component, out var part))
        {
            return false;
        }
        string digits = part.AsInteger().ToString("D9", CultureInfo.InvariantCulture);
        text.Append(digits.AsSpan(0, count));
        return true;
    }

    private static bool Name(
        Value value,
        string component,
        StringBuilder text,
        Func<long, string?> name
    )
    {
        if (
            !TemporalComponents.TryGet(value, component, out var part)
            || name(part.AsInteger()) is not { } written
        )
        {
            return false;
        }
        text.Append(written);
        return true;
    }

    private static string? Era(long year, int count) =>
        count switch
        {
            <= 3 => year > 0 ? "AD" : "BC",
            4 => year > 0 ? "Anno Domini" : "Before Christ",
            5 => year > 0 ? "A" : "B",
            _ => null,
        };

    private static string? Month(int month, int count) =>
        Sized(CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[month - 1], count);

    private static string? Day(int day, int count) =>
        Sized(CultureInfo.InvariantCulture.DateTimeFormat.DayNames[day % 7], count);

    private static string? Sized(string name, int count) =>
        count switch
        {
            <= 3 => name[..3],
            4 => name,
            5 => name[..1],
            _ => null,
        };

    private static string? Quarter(int quarter, int count) =>
        count switch
        {
            3 => string.Create(CultureInfo.InvariantCulture, $"Q{quarter}"),
            4 => quarter switch
            {
                1 => "1st quarter",
                2 => "2nd quarter",
                3 => "3rd quarter",
                _ => "4th quarter",
            },
            5 => quarter.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
}
