using System.Runtime.CompilerServices;
using System.Text;
using Quiver.Foundation.Text;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Apoc.Json;

/// <summary>
/// Temporal values in the text that Java gives them, which is what APOC writes: seconds that are zero are left out, and a fraction has three, six or nine digits.
/// </summary>
internal static class JavaTemporalText
{
    private const int SecondsPerMinute = 60;
    private const int SecondsPerHour = 3600;
    private const int NanosecondsPerMicrosecond = 1000;
    private const int NanosecondsPerMillisecond = 1_000_000;
    private const int LastPlainYear = 9999;
    private const int PlainYearDigits = 4;
    private const int PlainDateBytes = 10;

    /// <summary>Appends a value of any temporal type as a JSON string.</summary>
    public static void Append(JsonText json, in Value value)
    {
        json.Append("\""u8);
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
        json.Append("\""u8);
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
        text[9] = (byte)('0' + day % 10);
        text[8] = (byte)('0' + day / 10);
        text[7] = (byte)'-';
        text[6] = (byte)('0' + month % 10);
        text[5] = (byte)('0' + month / 10);
        text[4] = (byte)'-';
        PutDigits(text[..4], year);
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
        text[0] = (byte)'-';
        PutDigits(text.Slice(1, 2), month);
        text[3] = (byte)'-';
        PutDigits(text.Slice(4, 2), day);
    }

    private static void AppendDateTime(JsonText json, LocalDateTime dateTime)
    {
        AppendDate(json, dateTime.Date);
        json.Append("T"u8);
        AppendTime(json, dateTime.Time);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AppendTime(JsonText json, LocalTime time)
    {
        int second = time.Second;
        int nanosecond = time.Nanosecond;
        AppendHoursAndMinutes(json, time.Hour, time.Minute);
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
        json.Append("."u8);
        PutDigits(json.Extend(digits), fraction);
    }

    private static void AppendOffset(JsonText json, int offsetSeconds)
    {
        if (offsetSeconds == 0)
        {
            json.Append("Z"u8);
            return;
        }
        json.Append(offsetSeconds < 0 ? "-"u8 : "+"u8);
        int absolute = Math.Abs(offsetSeconds);
        AppendHoursAndMinutes(
            json,
            absolute / SecondsPerHour,
            absolute / SecondsPerMinute % SecondsPerMinute
        );
        if (absolute % SecondsPerMinute != 0)
        {
            AppendSeconds(json, absolute % SecondsPerMinute);
        }
    }

    private static void AppendHoursAndMinutes(JsonText json, int hours, int minutes)
    {
        var text = json.Extend(5);
        PutDigits(text[..2], hours);
        text[2] = (byte)':';
        PutDigits(text[3..], minutes);
    }

    private static void AppendSeconds(JsonText json, int seconds)
    {
        var text = json.Extend(3);
        text[0] = (byte)':';
        PutDigits(text[1..], seconds);
    }

    private static void PutDigits(Span<byte> text, int number)
    {
        for (int i = text.Length - 1; i >= 0; i--)
        {
            text[i] = (byte)('0' + number % 10);
            number /= 10;
        }
    }
}
