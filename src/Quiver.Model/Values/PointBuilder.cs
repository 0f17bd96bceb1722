using Quiver.Model.Status;

namespace Quiver.Model.Values;

/// <summary>Makes points from maps, as the function point() does.</summary>
public static class PointBuilder
{
    /// <summary>The point of a map; null when one of its values is null. Throws the user's error for wrong types, unknown systems and missing or wrong coordinates; other keys are passed over.</summary>
    public static Value Build(MapValue map)
    {
        var fields = default(PointFields);
        foreach (ref readonly var entry in map.AsSpan())
        {
            if (entry.Value.IsNull)
            {
                return Value.Null;
            }
            fields = entry.Key switch
            {
                "x" => fields with { X = NumberOf(entry) },
                "y" => fields with { Y = NumberOf(entry) },
                "z" => fields with { Z = NumberOf(entry) },
                "longitude" => fields with { Longitude = NumberOf(entry) },
                "latitude" => fields with { Latitude = NumberOf(entry) },
                "height" => fields with { Height = NumberOf(entry) },
                "crs" or "srid" => fields with { Srid = SystemOf(entry.Value, fields.Srid) },
                _ => fields,
            };
        }
        var point = fields.TryBuild(out string? problem);
        return point is not null
            ? Value.Point(point)
            : throw new CypherException(StatusCodes.InvalidCoordinate, problem!);
    }

    private static double NumberOf(in KeyValuePair<string, Value> entry) =>
        entry.Value.IsNumber
            ? entry.Value.AsNumber()
            : throw new CypherException(
                StatusCodes.TypeError,
                $"Cannot assign {ValueText.Format(entry.Value)} to field {entry.Key} of a point."
            );

    private static int SystemOf(Value value, int? given)
    {
        int srid = 0;
        bool isKnown =
            value.Kind == ValueKind.String
                ? PointSystems.TryFromName(value.AsString(), out srid)
                : value.Kind == ValueKind.Integer && PointSystems.IsSrid(value.AsInteger());
        if (value.Kind == ValueKind.Integer && isKnown)
        {
            srid = (int)value.AsInteger();
        }
        return isKnown && (given is null || given == srid)
            ? srid
            : throw new CypherException(
                StatusCodes.ArgumentError,
                $"Unknown or contradicting coordinate reference system: {ValueText.Format(value)}."
            );
    }
}
