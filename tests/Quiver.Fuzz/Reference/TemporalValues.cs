using System.Globalization;
using System.Text.RegularExpressions;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>Dates, local date-times and durations of whole seconds, computed by .NET's calendar.</summary>
internal static partial class TemporalValues
{
    private static readonly DateTime Epoch = System.DateTime.UnixEpoch;

    /// <summary>A date as yyyy-MM-dd.</summary>
    public static Value Date(string text) => Date(Parse(text, "yyyy-MM-dd"));

    /// <summary>A date-time as yyyy-MM-ddTHH:mm:ss.</summary>
    public static Value DateTime(string text) => DateTime(Parse(text, "yyyy-MM-ddTHH:mm:ss"));

    /// <summary>A date-time with a whole number of hours behind it, as in 2020-02-29T12:00:00+01:00.</summary>
    public static Value Zoned(string text)
    {
        var local = DateTime(text[..19]).AsLocalDateTime();
        int hours = text.EndsWith('Z')
            ? 0
            : int.Parse(text.AsSpan(19, 3), CultureInfo.InvariantCulture);
        _ = ZonedDateTime.TryCreate(local, hours * 3600, out var zoned);
        return Value.ZonedDateTime(zoned);
    }

    /// <summary>A duration of months, days, hours and seconds, as in P1M2DT3H4S.</summary>
    public static Value Duration(string text)
    {
        var match = DurationText().Match(text);
        long Part(string name) =>
            match.Groups[name] is { Success: true } group
                ? long.Parse(group.ValueSpan, CultureInfo.InvariantCulture)
                : 0;
        return match.Success
            ? Duration(Part("months"), Part("days"), (Part("hours") * 3600) + Part("seconds"))
            : throw new UndecidedException(text);
    }

    /// <summary>A field of a value; null when it is no field that is known here.</summary>
    public static Value? Field(Value value, string key)
    {
        if (value.Kind == ValueKind.Duration)
        {
            var duration = value.AsDuration();
            return key switch
            {
                "months" => Value.Integer(duration.Months),
                "days" => Value.Integer(duration.Days),
                "seconds" => Value.Integer(duration.Seconds),
                _ => null,
            };
        }
        var moment = MomentOf(value);
        bool hasTime = value.Kind == ValueKind.LocalDateTime;
        return key switch
        {
            "year" => Value.Integer(moment.Year),
            "month" => Value.Integer(moment.Month),
            "day" => Value.Integer(moment.Day),
            "ordinalDay" => Value.Integer(moment.DayOfYear),
            "hour" when hasTime => Value.Integer(moment.Hour),
            "minute" when hasTime => Value.Integer(moment.Minute),
            "second" when hasTime => Value.Integer(moment.Second),
            _ => null,
        };
    }

    /// <summary>A sum or difference, or a duration times a number; null when it is none.</summary>
    public static Value? Compute(ArithmeticOperator operation, Value left, Value right)
    {
        bool isDuration = right.Kind == ValueKind.Duration;
        int sign = operation switch
        {
            ArithmeticOperator.Add => 1,
            ArithmeticOperator.Subtract => -1,
            _ => 0,
        };
        if (sign == 1 && left.Kind == ValueKind.Duration && !isDuration && IsMoment(right))
        {
            return Compute(operation, right, left);
        }
        if (sign != 0 && isDuration && left.Kind == ValueKind.Duration)
        {
            var (a, b) = (left.AsDuration(), right.AsDuration());
            return Duration(
                a.Months + (sign * b.Months),
                a.Days + (sign * b.Days),
                a.Seconds + (sign * b.Seconds)
            );
        }
        if (sign != 0 && isDuration && IsMoment(left))
        {
            return Moved(left, right.AsDuration(), sign);
        }
        return null;
    }

    /// <summary>The whole days from one date to another.</summary>
    public static Value DaysBetween(Value from, Value to) =>
        Duration(0, (MomentOf(to) - MomentOf(from)).Days, 0);

    /// <summary>The first day of a date's month or year.</summary>
    public static Value Truncate(string unit, Value value)
    {
        var moment = MomentOf(value);
        return unit switch
        {
            "year" => Date(new System.DateTime(moment.Year, 1, 1)),
            "month" => Date(new System.DateTime(moment.Year, moment.Month, 1)),
            "day" => Date(moment.Date),
            _ => throw new UndecidedException(unit),
        };
    }

    /// <summary>The text of a date or date-time.</summary>
    public static string Text(Value value) =>
        MomentOf(value)
            .ToString(
                value.Kind == ValueKind.Date ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss",
                CultureInfo.InvariantCulture
            );

    /// <summary>The date of a date or date-time.</summary>
    public static Value DateOf(Value value) => Date(MomentOf(value).Date);

    private static bool IsMoment(Value value) =>
        value.Kind is ValueKind.Date or ValueKind.LocalDateTime;

    private static Value Moved(Value value, Duration duration, int sign)
    {
        bool isDate = value.Kind == ValueKind.Date;
        if (isDate && duration.Seconds != 0)
        {
            throw new UndecidedException("a date and hours");
        }
        try
        {
            var moment = MomentOf(value)
                .AddMonths(checked((int)(sign * duration.Months)))
                .AddDays(sign * duration.Days)
                .AddSeconds(sign * duration.Seconds);
            return isDate ? Date(moment) : DateTime(moment);
        }
        catch (Exception error) when (error is ArgumentOutOfRangeException or OverflowException)
        {
            throw new UndecidedException("beyond the calendar");
        }
    }

    private static DateTime MomentOf(Value value) =>
        value.Kind switch
        {
            ValueKind.Date => Epoch.AddDays(value.AsDate().EpochDay),
            ValueKind.LocalDateTime => Epoch.AddSeconds(value.AsLocalDateTime().EpochSecond),
            _ => throw new UndecidedException($"moment of {value.Kind}"),
        };

    private static DateTime Parse(string text, string format) =>
        System.DateTime.TryParseExact(
            text,
            format,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var moment
        )
            ? moment
            : throw new UndecidedException(text);

    private static Value Date(DateTime moment) =>
        Value.Date(LocalDate.FromEpochDay((long)(moment - Epoch).TotalDays));

    private static Value DateTime(DateTime moment)
    {
        _ = LocalDateTime.TryCreate((long)(moment - Epoch).TotalSeconds, 0, out var dateTime);
        return Value.LocalDateTime(dateTime);
    }

    private static Value Duration(long months, long days, long seconds) =>
        Value.Duration(new(months, days, seconds, 0));

    [GeneratedRegex(
        @"^P(?:(?<months>\d+)M)?(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+)H)?(?:(?<seconds>\d+)S)?)?$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex DurationText();
}
