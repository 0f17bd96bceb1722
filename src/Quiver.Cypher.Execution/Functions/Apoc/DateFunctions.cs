using System.Text;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>The functions apoc.date.* and apoc.temporal.* between numbers of units since 1970 began, texts by patterns, and parts.</summary>
internal static class DateFunctions
{
    private const string DefaultPattern = "yyyy-MM-dd HH:mm:ss";
    private const string InstantPattern = "yyyy-MM-dd'T'HH:mm:ss.SSSX";
    private const long MillisecondsPerSecond = 1000;
    private const int NanosecondsPerMillisecond = 1_000_000;
    private const double MillisecondsPerYear = 365.0 * 24 * 60 * 60 * 1000;

    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("apoc.date.add", Add);
        table.Add(
            "apoc.date.convert",
            static (in FunctionCall call) =>
                Value.Integer(Milliseconds(call, 0, 1) / UnitOf(call, call.Text(2)))
        );
        table.Add(
            "apoc.date.currentTimestamp",
            static (in FunctionCall call) =>
                Value.Integer(call.Context.Clock.UtcNow.ToUnixTimeMilliseconds())
        );
        table.Add("apoc.date.field", Field);
        table.Add("apoc.date.fields", Fields);
        table.Add("apoc.date.format", Format);
        table.Add("apoc.date.fromISO8601", FromInstantText);
        table.Add("apoc.date.parse", Parse);
        table.Add(
            "apoc.date.systemTimezone",
            static (in FunctionCall call) => Value.String(NameOf(call.Context.Zone))
        );
        table.Add(
            "apoc.date.toISO8601",
            static (in FunctionCall call) =>
                Write(
                    call,
                    At(
                        call,
                        call.Count > 1 ? Milliseconds(call, 0, 1) : call.Integer(0),
                        TemporalZone.Utc
                    ),
                    InstantPattern
                )
        );
        table.Add(
            "apoc.date.toYears",
            static (in FunctionCall call) => Value.Float(call.Integer(0) / MillisecondsPerYear)
        );
        table.Add(
            "apoc.temporal.formatDuration",
            static (in FunctionCall call) => Write(call, call[0], call.Text(1))
        );
        table.Add(
            "apoc.temporal.toZonedTemporal",
            static (in FunctionCall call) =>
                Value.ZonedDateTime(Read(call, patternAt: 1, zoneAt: 2))
        );
    }

    /// <summary>The milliseconds of a unit.</summary>
    private static long UnitOf(in FunctionCall call, string unit) =>
        unit.ToUpperInvariant() switch
        {
            "MS" or "MILLI" or "MILLIS" or "MILLISECONDS" => 1,
            "S" or "SECOND" or "SECONDS" => MillisecondsPerSecond,
            "M" or "MINUTE" or "MINUTES" => 60 * MillisecondsPerSecond,
            "H" or "HOUR" or "HOURS" => 60 * 60 * MillisecondsPerSecond,
            "D" or "DAY" or "DAYS" => 24 * 60 * 60 * MillisecondsPerSecond,
            _ => throw WrongUnit(call, unit),
        };

    private static Exception WrongUnit(in FunctionCall call, string unit) =>
        RuntimeErrors.InvalidArgument(
            $"The unit: {unit} is not correct. {call.Function}() takes ms, s, m, h and d."
        );

    private static long Milliseconds(in FunctionCall call, int timeAt, int unitAt)
    {
        long time = call.Integer(timeAt);
        long unit = UnitOf(call, call.Text(unitAt));
        return Int128.Abs((Int128)time * unit) <= long.MaxValue
            ? time * unit
            : throw RuntimeErrors.IntegerOverflow($"{time} * {unit}");
    }

    private static Value Add(in FunctionCall call)
    {
        Int128 sum = (Int128)Milliseconds(call, 0, 1) + Milliseconds(call, 2, 3);
        return Int128.Abs(sum) <= long.MaxValue
            ? Value.Integer((long)sum / UnitOf(call, call.Text(1)))
            : throw RuntimeErrors.IntegerOverflow("the sum");
    }

    private static Value At(in FunctionCall call, long milliseconds, TemporalZone zone)
    {
        long second = Math.DivRem(milliseconds, MillisecondsPerSecond, out long rest);
        if (rest < 0)
        {
            rest += MillisecondsPerSecond;
            second--;
        }
        return LocalDateTime.TryCreate(second, rest * NanosecondsPerMillisecond, out var utc)
            ? Value.ZonedDateTime(
                ZonedDateTime.FromInstant(second, (int)rest * NanosecondsPerMillisecond, zone)
            )
            : throw RuntimeErrors.InvalidArgument(
                $"{milliseconds} milliseconds are no time that there is."
            );
    }

    private static TemporalZone ZoneAt(in FunctionCall call, int index)
    {
        string text = call.Has(index) ? call.Text(index) : "";
        if (text.Length == 0 || text is "UTC" or "GMT")
        {
            return TemporalZone.Utc;
        }
        return TemporalZone.TryParse(Encoding.UTF8.GetBytes(text), out var zone, out var problem)
            ? zone
            : throw TemporalErrors.InvalidZone(text, problem);
    }

    private static string NameOf(TemporalZone zone) =>
        zone is { Name: null, OffsetSeconds: 0 } ? "UTC" : zone.ToString();

    private static Value Write(in FunctionCall call, Value value, string format) =>
        TemporalFormatNames.Write(value, format, out string problem) is { } text
            ? Value.String(text)
            : throw RuntimeErrors.InvalidArgument(
                $"'{format}' cannot be written for '{ValueText.ToText(value)}' by '{call.Function}()': {problem}."
            );

    private static Value Format(in FunctionCall call)
    {
        long time = call.Has(1) ? Milliseconds(call, 0, 1) : call.Integer(0);
        return Write(
            call,
            At(call, time, ZoneAt(call, 3)),
            call.Has(2) ? call.Text(2) : DefaultPattern
        );
    }

    private static PatternParts Parts(in FunctionCall call, string pattern) =>
        TemporalPatternReader.Read(call.Text(0), pattern)
        ?? throw RuntimeErrors.InvalidArgument(
            $"Text '{call.Text(0)}' could not be read as '{pattern}' by '{call.Function}()'."
        );

    private static ZonedDateTime Read(in FunctionCall call, int patternAt, int zoneAt)
    {
        string pattern = call.Has(patternAt) ? call.Text(patternAt) : DefaultPattern;
        return Parts(call, pattern).TryResolve(ZoneAt(call, zoneAt), out var read)
            ? read
            : throw RuntimeErrors.InvalidArgument(
                $"Text '{call.Text(0)}' is no date and time that there is."
            );
    }

    private static long MillisecondsOf(ZonedDateTime time) =>
        (time.EpochSecond * MillisecondsPerSecond) + (time.Nanosecond / NanosecondsPerMillisecond);

    private static Value Parse(in FunctionCall call)
    {
        long milliseconds = MillisecondsOf(Read(call, patternAt: 2, zoneAt: 3));
        return Value.Integer(milliseconds / (call.Has(1) ? UnitOf(call, call.Text(1)) : 1));
    }

    private static Value FromInstantText(in FunctionCall call) =>
        TemporalParser.TryParse(call.Utf8(0), TemporalZone.Utc, out var zoned, out _)
            ? Value.Integer(MillisecondsOf(zoned))
            : throw RuntimeErrors.InvalidArgument(
                $"Text '{call.Text(0)}' could not be read as a date and time in ISO 8601."
            );

    private static Value Field(in FunctionCall call)
    {
        var local = At(call, call.Integer(0), ZoneAt(call, 2)).AsZonedDateTime().Local;
        string unit = call.Has(1) ? call.Text(1) : "d";
        return Value.Integer(
            unit.ToUpperInvariant() switch
            {
                "MS" or "MILLI" or "MILLIS" or "MILLISECONDS" => local.Nanosecond
                    / NanosecondsPerMillisecond,
                "S" or "SECOND" or "SECONDS" => local.Time.Second,
                "M" or "MINUTE" or "MINUTES" => local.Time.Minute,
                "H" or "HOUR" or "HOURS" => local.Time.Hour,
                "D" or "DAY" or "DAYS" => local.Date.Day,
                "W" or "WEEKDAY" or "WEEKDAYS" => local.Date.DayOfWeek,
                "MONTH" or "MONTHS" => local.Date.Month,
                "YEAR" or "YEARS" => local.Date.Year,
                _ => throw WrongUnit(call, unit),
            }
        );
    }

    private static Value Fields(in FunctionCall call)
    {
        var parts = Parts(call, call.Has(1) ? call.Text(1) : DefaultPattern);
        var fields = new List<KeyValuePair<string, Value>>();
        Add(fields, "years", parts.Year);
        Add(fields, "months", parts.Month);
        if (
            parts is { Year: { } year, Month: { } month, Day: { } day }
            && LocalDate.TryCreate(year, month, day, out var date)
        )
        {
            Add(fields, "weekdays", date.DayOfWeek);
        }
        Add(fields, "days", parts.Day);
        Add(fields, "hours", parts.Hour);
        Add(fields, "minutes", parts.Minute);
        Add(fields, "seconds", parts.Second);
        fields.Add(new("zoneid", Value.String(NameOf(parts.Zone ?? TemporalZone.Utc))));
        return Value.Map(new MapValue(fields));
    }

    private static void Add(List<KeyValuePair<string, Value>> fields, string name, long? part)
    {
        if (part is { } value)
        {
            fields.Add(new(name, Value.Integer(value)));
        }
    }
}
