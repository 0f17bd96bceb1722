using System.Collections.Frozen;
using Quiver.Model.Values;

namespace Quiver.Model.Temporal;

/// <summary>Forms of temporal values that have names: those of Java's <c>DateTimeFormatter</c> and those that Elasticsearch gave to patterns. Case does not matter.</summary>
public static class TemporalFormatNames
{
    private const string Time = "HH:mm:ss";
    private const string Fraction = ".SSS";
    private const string Day = "yyyy-MM-dd";

    private static readonly FrozenDictionary<string, string> s_patterns = new Dictionary<
        string,
        string
    >
    {
        ["basic_iso_date"] = "yyyyMMdd",
        ["basic_date"] = "yyyyMMdd",
        ["basic_date_time"] = "yyyyMMdd'T'HHmmss.SSSX",
        ["basic_date_time_no_millis"] = "yyyyMMdd'T'HHmmssX",
        ["date"] = Day,
        ["date_hour"] = Day + "'T'HH",
        ["date_hour_minute"] = Day + "'T'HH:mm",
        ["date_hour_minute_second"] = Day + "'T'" + Time,
        ["date_hour_minute_second_fraction"] = Day + "'T'" + Time + Fraction,
        ["date_hour_minute_second_millis"] = Day + "'T'" + Time + Fraction,
        ["date_time"] = Day + "'T'" + Time + Fraction + "XXXXX",
        ["date_time_no_millis"] = Day + "'T'" + Time + "XXXXX",
        ["hour"] = "HH",
        ["hour_minute"] = "HH:mm",
        ["hour_minute_second"] = Time,
        ["hour_minute_second_fraction"] = Time + Fraction,
        ["hour_minute_second_millis"] = Time + Fraction,
        ["iso_local_date"] = Day,
        ["iso_ordinal_date"] = "yyyy-DDD",
        ["ordinal_date"] = "yyyy-DDD",
        ["year"] = "yyyy",
        ["year_month"] = "yyyy-MM",
        ["year_month_day"] = Day,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // What such a text has of: a date, a time of day, an offset, a zone's name. A question mark: where the value has it.
    private static readonly FrozenDictionary<string, string> s_parts = new Dictionary<
        string,
        string
    >
    {
        ["iso_date"] = "d o?",
        ["iso_date_time"] = "d t o? z?",
        ["iso_local_date_time"] = "d t",
        ["iso_local_time"] = "t",
        ["iso_offset_date"] = "d o",
        ["iso_offset_date_time"] = "d t o",
        ["iso_offset_time"] = "t o",
        ["iso_time"] = "t o?",
        ["iso_zoned_date_time"] = "d t o z?",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there is a form of that name.</summary>
    public static bool Contains(string name) =>
        s_patterns.ContainsKey(name) || s_parts.ContainsKey(name);

    /// <summary>Writes a value in a form of that name, or else by a pattern: see <see cref="TemporalFormat"/>. Null when the value has not what that asks for, or the pattern is wrong.</summary>
    /// <param name="value">A temporal value.</param>
    /// <param name="format">The name or the pattern.</param>
    /// <param name="problem">What is wrong, for the user.</param>
    public static string? Write(Value value, string format, out string problem)
    {
        if (!s_parts.TryGetValue(format, out string? parts))
        {
            return TemporalFormat.Format(
                value,
                s_patterns.GetValueOrDefault(format) ?? format,
                out problem
            );
        }
        problem = "the value has not all that it asks for";
        string text = "";
        foreach (string part in parts.Split(' '))
        {
            string? written = part[0] switch
            {
                'd' => TemporalFormat.Format(value, Day, out _),
                't' => TimeOf(value) is { } time ? (text.Length > 0 ? "T" : "") + time : null,
                'o' => TemporalFormat.Format(value, "XXXXX", out _),
                _ => ZoneOf(value),
            };
            if (written is null && !part.EndsWith('?'))
            {
                return null;
            }
            text += written;
        }
        return text;
    }

    // The fraction has as many digits as it needs, and none is no fraction.
    private static string? TimeOf(Value value)
    {
        string? text = TemporalFormat.Format(value, Time + ".SSSSSSSSS", out _);
        return text?.TrimEnd('0').TrimEnd('.') is { } short_
            ? short_.Length < Time.Length
                ? text[..Time.Length]
                : short_
            : null;
    }

    private static string? ZoneOf(Value value) =>
        value.Kind == ValueKind.ZonedDateTime
        && TemporalFormat.Format(value, "VV", out _) is { } zone
        && zone != TemporalFormat.Format(value, "XXXXX", out _)
            ? $"[{zone}]"
            : null;
}
