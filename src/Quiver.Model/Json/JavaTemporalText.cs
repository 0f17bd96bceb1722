using System.Runtime.CompilerServices;
using System.Text;
using Quiver.Foundation.Text;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Model.Json;

/// <summary>
/// Temporal values in the text that Java gives them, which is what APOC writes: seconds that are zero are left out, and a fraction has three, six or nine digits.
/// </summary>
public static class JavaTemporalText
{
    private const int SecondsPerMinute = 60;
    private const int MinutesPerHour = 60;
    private const int NanosecondsPerMicrosecond = 1000;
    private const int NanosecondsPerMillisecond = 1_000_000;
    private const int LastPlainYear = 9999;
    private const int PlainYearDigits = 4;
    private const int PlainDateBytes = 10;

    /// <summary>Appends a value of any temporal type as a JSON string.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Append(JsonText json, in Value value)
    {
        json.AppendLiteral("\""u8);
        switch (value.Kind)
        {
            case ValueKind.Date:
                AppendDate(json, value.AsDate());
                break;
            case ValueKind.LocalTime:
                AppendTime(json, value.AsLocalTime());
                break;
            case ValueKind.ZonedTime:
                var time = value.AsZonedTime();
                AppendTime(json, time.Time);
                AppendOffset(json, time.OffsetSeconds);
                break;
            case ValueKind.LocalDateTime:
                AppendDateTime(json, value.AsLocalDateTime());
                break;
            case ValueKind.ZonedDateTime:
                var zoned = value.AsZonedDateTime();
                AppendDateTime(json, zoned.Local);
                AppendOffset(json, zoned.OffsetSeconds);
                if (zoned.Zone is { } zone)
                {
                    json.Append("["u8);
                    json.AppendEscaped(Encoding.UTF8.GetBytes(zone));
                    json.Append("]"u8);
                }
                break;
            default:
                json.AppendEscaped(Encoding.UTF8.GetBytes(ValueText.ToText(value)));
                break;
        }
        json.AppendLiteral("\""u8);
    }

    /// <summary>Appends a date as a JSON string.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AppendQuotedDate(JsonText json, LocalDate date)
    {
        var (year, month, day) = date;
        if (year is < 0 or > LastPlainYear)
        {
            json.Append("\""u8);
            AppendUnusualYear(json, year);
            AppendMonthAndDay(json, month, day);
            json.Append("\""u8);
            return;
        }
        var text = json.Extend(PlainDateBytes + 2);
        text[PlainDateBytes + 1] = (byte)'"';
        PutPlainDate(text.Slice(1, PlainDateBytes), year, month, day);
        text[0] = (byte)'"';
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AppendDate(JsonText json, LocalDate date)
    {
        var (year, month, day) = date;
        if (year is < 0 or > LastPlainYear)
        {
            AppendUnusualYear(json, year);
            AppendMonthAndDay(json, month, day);
            return;
        }
        PutPlainDate(json.Extend(PlainDateBytes), year, month, day);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutPlainDate(Span<byte> text, int year, int month, int day)
    {
        PutPair(text.Slice(8, 2), day);
        text[7] = (byte)'-';
        PutPair(text.Slice(5, 2), month);
        text[4] = (byte)'-';
        PutPair(text.Slice(2, 2), year % 100);
        PutPair(text[..2], year / 100);
    }

    private static void AppendUnusualYear(JsonText json, int year)
    {
        json.Append(year < 0 ? "-"u8 : "+"u8);
        year = Math.Abs(year);
        int digits = PlainYearDigits;
        for (int rest = year / (LastPlainYear + 1); rest > 0; rest /= 10)
        {
            digits++;
        }
        PutDigits(json.Extend(digits), year);
    }

    private static void AppendMonthAndDay(JsonText json, int month, int day)
    {
        var text = json.Extend(6);
        PutPair(text.Slice(4, 2), day);
        text[3] = (byte)'-';
        PutPair(text.Slice(1, 2), month);
        text[0] = (byte)'-';
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AppendDateTime(JsonText json, LocalDateTime dateTime)
    {
        AppendDate(json, dateTime.Date);
        json.AppendLiteral("T"u8);
        AppendTime(json, dateTime.Time);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AppendTime(JsonText json, LocalTime time)
    {
        int secondOfDay = time.SecondOfDay;
        int nanosecond = time.Nanosecond;
        int minuteOfDay = secondOfDay / SecondsPerMinute;
        int second = secondOfDay % SecondsPerMinute;
        AppendHoursAndMinutes(json, minuteOfDay / MinutesPerHour, minuteOfDay % MinutesPerHour);
        if (second == 0 && nanosecond == 0)
        {
            return;
        }
        AppendSeconds(json, second);
        if (nanosecond == 0)
        {
            return;
        }
        (int fraction, int digits) =
            nanosecond % NanosecondsPerMillisecond == 0
                ? (nanosecond / NanosecondsPerMillisecond, 3)
            : nanosecond % NanosecondsPerMicrosecond == 0
                ? (nanosecond / NanosecondsPerMicrosecond, 6)
            : (nanosecond, 9);
        var text = json.Extend(1 + digits);
        text[0] = (byte)'.';
        PutDigits(text[1..], fraction);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AppendOffset(JsonText json, int offsetSeconds)
    {
        if (offsetSeconds == 0)
        {
            json.AppendLiteral("Z"u8);
            return;
        }
        AppendOtherOffset(json, offsetSeconds);
    }

    private static void AppendOtherOffset(JsonText json, int offsetSeconds)
    {
        json.Append(offsetSeconds < 0 ? "-"u8 : "+"u8);
        int absolute = Math.Abs(offsetSeconds);
        int minutes = absolute / SecondsPerMinute;
        AppendHoursAndMinutes(json, minutes / MinutesPerHour, minutes % MinutesPerHour);
        if (absolute % SecondsPerMinute != 0)
        {
            AppendSeconds(json, absolute % SecondsPerMinute);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AppendHoursAndMinutes(JsonText json, int hours, int minutes)
    {
        var text = json.Extend(5);
        PutPair(text.Slice(3, 2), minutes);
        text[2] = (byte)':';
        PutPair(text[..2], hours);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AppendSeconds(JsonText json, int seconds)
    {
        var text = json.Extend(3);
        PutPair(text.Slice(1, 2), seconds);
        text[0] = (byte)':';
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutPair(Span<byte> text, int number)
    {
        text[1] = (byte)('0' + (uint)number % 10);
        text[0] = (byte)('0' + (uint)number / 10);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutDigits(Span<byte> text, int number)
    {
        for (int i = text.Length - 1; i >= 0; i--)
        {
            text[i] = (byte)('0' + number % 10);
            number /= 10;
        }
    }
}
