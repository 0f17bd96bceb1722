using System.Text;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>The functions of APOC that turn temporal values into text of other forms.</summary>
internal static class FormFunctions
{
    private const string DefaultFormat = "yyyy-MM-dd";

    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add(
            "apoc.date.convertFormat",
            static (in FunctionCall call) =>
                Write(
                    call,
                    Read(call.Text(0), call.Text(1)),
                    call.Count > 2 ? call.Text(2) : DefaultFormat
                )
        );
        table.Add(
            "apoc.temporal.format",
            static (in FunctionCall call) =>
                Write(call, call[0], call.Count > 1 ? call.Text(1) : DefaultFormat)
        );
    }

    private static Value Write(in FunctionCall call, Value value, string format) =>
        TemporalFormatNames.Write(value, format, out string problem) is { } text
            ? Value.String(text)
            : throw RuntimeErrors.InvalidArgument(
                $"'{format}' cannot be written for '{ValueText.ToText(value)}' by '{call.Function}()': {problem}."
            );

    private static Value Read(string text, string format)
    {
        var value = Parse(text);
        if (value.IsNull)
        {
            throw RuntimeErrors.InvalidArgument(
                $"Text '{text}' could not be read as '{format}': it must be a date, a time or both as ISO 8601 has them, such as 2020-11-04T22:15:00+01:00."
            );
        }
        // What a name stands for is read however exact it is; a pattern must be that of the very text.
        if (
            !TemporalFormatNames.Contains(format)
            && TemporalFormatNames.Write(value, format, out _) != text
        )
        {
            throw RuntimeErrors.InvalidArgument(
                $"Text '{text}' could not be read as '{format}'. Patterns are read whose parts stand in the order of ISO 8601 (yyyy-MM-dd HH:mm:ss), and names (iso_zoned_date_time, date_hour)."
            );
        }
        return value;
    }

    /// <summary>A date, a time of day or both, with an offset or a zone if it has one; null for another text.</summary>
    private static Value Parse(string text)
    {
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        byte[] utf8 = Encoding.UTF8.GetBytes(
            space > 0 ? $"{text[..space]}T{text[(space + 1)..]}" : text
        );
        if (utf8.AsSpan().Contains((byte)'T'))
        {
            return TemporalParser.TryParse(utf8, out LocalDateTime local, out _)
                    ? Value.LocalDateTime(local)
                : TemporalParser.TryParse(utf8, TemporalZone.Utc, out var zoned, out _)
                    ? Value.ZonedDateTime(zoned)
                : Value.Null;
        }
        return TemporalParser.TryParse(utf8, out LocalDate date, out _) ? Value.Date(date)
            : TemporalParser.TryParse(utf8, out LocalTime time, out _) ? Value.LocalTime(time)
            : TemporalParser.TryParse(utf8, 0, out var withOffset, out _)
                ? Value.ZonedTime(withOffset)
            : Value.Null;
    }
}
