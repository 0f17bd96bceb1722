using Quiver.Model.Columns;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Temporal;

/// <summary>date, time, localtime, datetime, localdatetime: constructors, clocks and truncate; datetime.fromepoch and fromepochmillis.</summary>
internal static class TemporalFunctions
{
    private const long NanosecondsPerMillisecond = 1_000_000;
    private const long MillisecondsPerSecond = 1000;

    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        Register(table, "date", ValueKind.Date);
        Register(table, "time", ValueKind.ZonedTime);
        Register(table, "localtime", ValueKind.LocalTime);
        Register(table, "datetime", ValueKind.ZonedDateTime);
        Register(table, "localdatetime", ValueKind.LocalDateTime);
        table.Add("datetime.fromepoch", FromEpoch);
        table.Add("datetime.fromepochmillis", FromEpochMillis);
    }

    private static void Register(FunctionTable table, string name, ValueKind kind)
    {
        table.Add(
            name,
            (in FunctionCall call) => Construct(call, kind),
            kind == ValueKind.Date ? Dates : null
        );
        table.Add(
            $"{name}.statement",
            (in FunctionCall call) => Now(call, kind, call.Context.StatementTime)
        );
        table.Add(
            $"{name}.transaction",
            (in FunctionCall call) => Now(call, kind, call.Context.TransactionTime)
        );
        table.Add(
            $"{name}.realtime",
            (in FunctionCall call) => Now(call, kind, call.Context.Clock.UtcNow)
        );
        table.Add($"{name}.truncate", (in FunctionCall call) => Truncate(call, kind));
    }

    /// <summary>The dates of date-times that are words, which are nanoseconds since 1970 by their own clock.</summary>
    private static WordVector? Dates(
        ReadOnlySpan<ColumnVector> arguments,
        int rowCount,
        QueryContext context
    )
    {
        bool areWords =
            arguments
            is [WordVector { Kind: VectorKind.ZonedDateTime or VectorKind.LocalDateTime }];
        if (!areWords)
        {
            return null;
        }
        var words = (WordVector)arguments[0];
        var items = words.Items;
        var dates = new WordVector(VectorKind.Date, rowCount);
        bool hasNulls = words.HasNulls;
        for (int row = 0; row < rowCount; row++)
        {
            if (hasNulls && words.IsNull(row))
            {
                dates.AppendNull();
                continue;
            }
            long days = items[row] / TemporalLimits.NanosecondsPerDay;
            dates.Append(days - (days * TemporalLimits.NanosecondsPerDay > items[row] ? 1 : 0));
        }
        return dates;
    }

    private static Value Construct(in FunctionCall call, ValueKind kind)
    {
        if (call.Count == 0)
        {
            return InstantClock.Of(kind, call.Context.StatementTime, call.Context.Zone);
        }
        switch (call[0].Kind)
        {
            case ValueKind.String:
                return TemporalReader.Read(kind, call.Utf8(0), call.Context.Zone);
            case ValueKind.Map:
                var map = call[0].AsMap();
                return IsZoneOnly(map)
                    ? InstantClock.Of(
                        kind,
                        call.Context.StatementTime,
                        ZoneOf(map.AsSpan()[0].Value, call)
                    )
                    : TemporalBuilder.Build(kind, map, call.Context.Zone);
            default:
                return IsInstant(call[0])
                    ? TemporalBuilder.Convert(kind, call[0], call.Context.Zone)
                    : throw call.Unexpected(0, "a STRING, MAP or temporal value");
        }
    }

    /// <summary>A map of nothing but a time zone asks for the current instant there.</summary>
    private static bool IsZoneOnly(MapValue map) => map.Count == 1 && map.ContainsKey("timezone");

    private static Value Now(in FunctionCall call, ValueKind kind, DateTimeOffset instant)
    {
        var zone = call.Count == 0 ? call.Context.Zone : ZoneOf(call[0], call);
        return InstantClock.Of(kind, instant, zone);
    }

    private static TemporalZone ZoneOf(Value zone, in FunctionCall call)
    {
        if (zone.Kind != ValueKind.String)
        {
            throw RuntimeErrors.UnexpectedArgument(call.Function, "a time zone as STRING", zone);
        }
        return TemporalZone.TryParse(zone.AsUtf8(), out var parsed, out var problem)
            ? parsed
            : throw TemporalErrors.InvalidZone(zone.AsString(), problem);
    }

    private static Value Truncate(in FunctionCall call, ValueKind kind)
    {
        string name = call.Text(0);
        if (!TemporalTruncation.TryParseUnit(name, out var unit))
        {
            throw RuntimeErrors.InvalidArgument($"Unsupported unit: {name}");
        }
        var temporal =
            call.Count > 1
                ? call[1]
                : InstantClock.Of(kind, call.Context.StatementTime, call.Context.Zone);
        if (!IsInstant(temporal))
        {
            throw call.Unexpected(1, "a temporal value");
        }
        var overrides =
            call.Count < 3 ? MapValue.Empty
            : call[2].Kind == ValueKind.Map ? call[2].AsMap()
            : throw call.Unexpected(2, "a MAP");
        return TemporalBuilder.Truncate(kind, unit, temporal, overrides, call.Context.Zone);
    }

    private static Value FromEpoch(in FunctionCall call) =>
        FromEpoch(Whole(call, 0), Whole(call, 1));

    private static Value FromEpochMillis(in FunctionCall call)
    {
        long milliseconds = Whole(call, 0);
        long seconds = Math.DivRem(milliseconds, MillisecondsPerSecond, out long rest);
        return FromEpoch(seconds, rest * NanosecondsPerMillisecond);
    }

    private static Value FromEpoch(long seconds, long nanoseconds) =>
        TemporalBuilder.TryFromEpoch(seconds, nanoseconds, TemporalZone.Utc, out var dateTime)
            ? Value.ZonedDateTime(dateTime)
            : throw TemporalErrors.OutOfRange(ValueKind.ZonedDateTime);

    private static long Whole(in FunctionCall call, int index) =>
        call[index].Kind == ValueKind.Float
            ? Conversion.Converter.Truncate(call[index].AsFloat())
            : call.Integer(index);

    private static bool IsInstant(Value value) =>
        value.Kind
            is ValueKind.Date
                or ValueKind.LocalTime
                or ValueKind.ZonedTime
                or ValueKind.LocalDateTime
                or ValueKind.ZonedDateTime;
}
