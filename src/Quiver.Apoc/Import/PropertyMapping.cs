using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Apoc.Import;

/// <summary>What text or a map of a file is to become.</summary>
/// <param name="Type">The type's name as the option has it.</param>
/// <param name="Convert">Makes a value of the type; null where it cannot.</param>
internal sealed record PropertyMapping(string Type, Func<Value, Value?> Convert)
{
    /// <summary>Whether it is made of a map.</summary>
    public bool TakesMap { get; init; }

    /// <summary>The mapping to a type.</summary>
    /// <param name="key">The property, for the error.</param>
    /// <param name="type">The type's name, in any case.</param>
    /// <exception cref="Model.Status.CypherException">There is no such type.</exception>
    public static PropertyMapping Of(string key, string type) =>
        type.ToUpperInvariant() switch
        {
            "POINT" => new(type, PointOf) { TakesMap = true },
            "LOCALDATE" or "DATE" => new(
                type,
                static v =>
                    Text(v) is { } text && TemporalParser.TryParse(text, out LocalDate date, out _)
                        ? Value.Date(date)
                        : null
            ),
            "LOCALTIME" => new(
                type,
                static v =>
                    Text(v) is { } text && TemporalParser.TryParse(text, out LocalTime time, out _)
                        ? Value.LocalTime(time)
                        : null
            ),
            "LOCALDATETIME" => new(
                type,
                static v =>
                    Text(v) is { } text
                    && TemporalParser.TryParse(text, out LocalDateTime dateTime, out _)
                        ? Value.LocalDateTime(dateTime)
                        : null
            ),
            "OFFSETTIME" or "TIME" => new(
                type,
                static v =>
                    Text(v) is { } text
                    && TemporalParser.TryParse(text, 0, out ZonedTime time, out _)
                        ? Value.ZonedTime(time)
                        : null
            ),
            "ZONEDDATETIME" or "DATETIME" => new(
                type,
                static v =>
                    Text(v) is { } text
                    && TemporalParser.TryParse(
                        text,
                        default(TemporalZone),
                        out ZonedDateTime dateTime,
                        out _
                    )
                        ? Value.ZonedDateTime(dateTime)
                        : null
            ),
            "DURATION" or "DURATIONVALUE" => new(
                type,
                static v =>
                    Text(v) is { } text
                    && TemporalParser.TryParse(text, out Duration duration, out _)
                        ? Value.Duration(duration)
                        : null
            ),
            "STRING" or "LONG" or "INTEGER" or "DOUBLE" or "FLOAT" or "BOOLEAN" => new(
                type,
                static v => v
            ),
            _ => throw ApocErrors.WrongOption(
                key,
                $"one of Point, LocalDate, LocalTime, LocalDateTime, OffsetTime, ZonedDateTime, Duration; it is '{type}'"
            ),
        };

    /// <summary>A value of a file as a property.</summary>
    /// <param name="key">The property, for the error.</param>
    /// <param name="value">Text or a map, or a list of them.</param>
    /// <exception cref="Model.Status.CypherException">It cannot be read as the type.</exception>
    public Value Apply(string key, Value value)
    {
        if (value.Kind != ValueKind.List)
        {
            return Convert(value) ?? throw ApocErrors.NotOfType(key, Type, value.ToString());
        }
        var elements = value.AsList();
        var converted = new Value[elements.Count];
        for (int i = 0; i < converted.Length; i++)
        {
            converted[i] = Apply(key, elements[i]);
        }
        return Value.List(converted);
    }

    private static byte[]? Text(Value value) =>
        value.Kind == ValueKind.String ? value.AsUtf8().ToArray() : null;

    private static Value? PointOf(Value value)
    {
        if (
            value.Kind != ValueKind.Map
            || !value.AsMap().TryGetValue("crs", out var crs)
            || crs.Kind != ValueKind.String
            || !PointSystems.TryFromName(crs.AsString(), out int srid)
        )
        {
            return null;
        }
        var map = value.AsMap();
        bool isOnGlobe = map.ContainsKey("latitude");
        double? x = Number(map, isOnGlobe ? "longitude" : "x");
        double? y = Number(map, isOnGlobe ? "latitude" : "y");
        double? z = Number(map, isOnGlobe ? "height" : "z");
        return
            x is not null
            && y is not null
            && PointSystems.TryCreate(srid, x.Value, y.Value, z ?? 0, out _) is { } point
            ? Value.Point(point)
            : null;
    }

    private static double? Number(MapValue map, string key) =>
        map.TryGetValue(key, out var value) && value.IsNumber ? value.AsNumber() : null;
}
