using System.Globalization;
using System.Text;
using static Quiver.Model.Temporal.TemporalLimits;

namespace Quiver.Model.Temporal;

/// <summary>Writes temporal values as toString() gives them: ISO 8601 with seconds and as few digits of the fraction as hold it.</summary>
internal static class TemporalText
{
    private const int MonthsPerYear = 12;

    internal static string Format(LocalDate date)
    {
        var text = new StringBuilder(10);
        Append(text, date);
        return text.ToString();
    }

    internal static string Format(LocalTime time)
    {
        var text = new StringBuilder(18);
        Append(text, time);
        return text.ToString();
    }

    internal static string Format(ZonedTime time)
    {
        var text = new StringBuilder(24);
        Append(text, time.Time);
        AppendOffset(text, time.OffsetSeconds);
        return text.ToString();
    }

    internal static string Format(LocalDateTime dateTime)
    {
        var text = new StringBuilder(29);
        Append(text, dateTime);
        return text.ToString();
    }

    internal static string Format(ZonedDateTime dateTime)
    {
        var text = new StringBuilder(50);
        Append(text, dateTime.Local);
        AppendOffset(text, dateTime.OffsetSeconds);
        if (dateTime.Zone is not null)
        {
            text.Append('[').Append(dateTime.Zone).Append(']');
        }
        return text.ToString();
    }

    internal static string Format(Duration duration)
    {
        if (duration == default)
        {
            return "PT0S";
        }
        var text = new StringBuilder("P", 24);
        AppendUnit(text, duration.Months / MonthsPerYear, 'Y');
        AppendUnit(text, duration.Months % MonthsPerYear, 'M');
        AppendUnit(text, duration.Days, 'D');
        if (duration.Seconds != 0 || duration.Nanoseconds != 0)
        {
            AppendTime(text.Append('T'), duration.Seconds, duration.Nanoseconds);
        }
        return text.ToString();
    }

    internal static void AppendOffset(StringBuilder text, int offsetSeconds)
    {
        if (offsetSeconds == 0)
        {
            text.Append('Z');
            return;
        }
        int absolute = Math.Abs(offsetSeconds);
        text.Append(offsetSeconds < 0 ? '-' : '+');
        AppendPadded(text, absolute / SecondsPerHour, 2).Append(':');
        AppendPadded(text, absolute / SecondsPerMinute % 60, 2);
        if (absolute % SecondsPerMinute != 0)
        {
            AppendPadded(text.Append(':'), absolute % SecondsPerMinute, 2);
        }
    }

    private static void Append(StringBuilder text, LocalDateTime dateTime)
    {
        Append(text, dateTime.Date);
        Append(text.Append('T'), dateTime.Time);
    }

    private static void Append(StringBuilder text, LocalDate date)
    {
        var (year, month, day) = date;
        if (year < 0)
        {
            text.Append('-');
        }
        else if (year > 9999)
        {
            text.Append('+');
        }
        AppendPadded(text, Math.Abs(year), 4).Append('-');
        AppendPadded(text, month, 2).Append('-');
        AppendPadded(text, day, 2);
    }

    private static void Append(StringBuilder text, LocalTime time)
    {
        AppendPadded(text, time.Hour, 2).Append(':');
        AppendPadded(text, time.Minute, 2).Append(':');
        AppendPadded(text, time.Second, 2);
        AppendFraction(text, time.Nanosecond);
    }

    private static void AppendTime(StringBuilder text, long seconds, int nanoseconds)
    {
        // A negative amount with a fraction is kept as the second below and nanoseconds back up.
        if (seconds < 0 && nanoseconds > 0)
        {
            seconds++;
            nanoseconds -= NanosecondsPerSecond;
        }
        AppendUnit(text, seconds / SecondsPerHour, 'H');
        AppendUnit(text, seconds / SecondsPerMinute % 60, 'M');
        long rest = seconds % SecondsPerMinute;
        if (rest == 0 && nanoseconds == 0)
        {
            return;
        }
        if (rest == 0 && nanoseconds < 0)
        {
            text.Append('-');
        }
        text.Append(CultureInfo.InvariantCulture, $"{rest}");
        AppendFraction(text, Math.Abs(nanoseconds));
        text.Append('S');
    }

    private static void AppendUnit(StringBuilder text, long amount, char unit)
    {
        if (amount != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{amount}{unit}");
        }
    }

    private static void AppendFraction(StringBuilder text, int nanosecond)
    {
        if (nanosecond == 0)
        {
            return;
        }
        int digits = 9;
        while (nanosecond % 10 == 0)
        {
            nanosecond /= 10;
            digits--;
        }
        AppendPadded(text.Append('.'), nanosecond, digits);
    }

    private static StringBuilder AppendPadded(StringBuilder text, int number, int digits)
    {
        Span<char> buffer = stackalloc char[10];
        int start = buffer.Length;
        while (number > 0 || buffer.Length - start < digits)
        {
            buffer[--start] = (char)('0' + number % 10);
            number /= 10;
        }
        return text.Append(buffer[start..]);
    }
}
