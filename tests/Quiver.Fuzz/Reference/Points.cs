using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>Points of a plane; of those of the globe only what needs no geometry.</summary>
internal static class Points
{
    /// <summary>A point of a map with x and y, and z or a system's name.</summary>
    public static Value Create(MapValue map)
    {
        double Coordinate(string key) =>
            map.TryGetValue(key, out var value) && value.IsNumber
                ? value.AsNumber()
                : throw new UndecidedException("point");
        bool hasHeight = map.ContainsKey("z");
        string system =
            map.TryGetValue("crs", out var name) ? name.AsString()
            : hasHeight ? "cartesian-3d"
            : "cartesian";
        int srid = system switch
        {
            "cartesian" => 7203,
            "cartesian-3d" => 9157,
            "wgs-84" => 4326,
            _ => throw new UndecidedException(system),
        };
        return Value.Point(
            new(srid, Coordinate("x"), Coordinate("y"), hasHeight ? Coordinate("z") : 0)
        );
    }

    /// <summary>The distance on a plane; null between points of different systems.</summary>
    public static Value Distance(Value left, Value right)
    {
        var (a, b) = (Of(left), Of(right));
        if (a.Srid != b.Srid)
        {
            return Value.Null;
        }
        if (a.Srid is not (7203 or 9157))
        {
            throw new UndecidedException("a distance on the globe");
        }
        double Square(double x) => x * x;
        return Value.Float(Math.Sqrt(Square(a.X - b.X) + Square(a.Y - b.Y) + Square(a.Z - b.Z)));
    }

    /// <summary>Whether a point lies in a box, its edges included; null for points of different systems.</summary>
    public static Value IsWithin(Value point, Value lowest, Value highest)
    {
        var (p, low, high) = (Of(point), Of(lowest), Of(highest));
        if (p.Srid != low.Srid || p.Srid != high.Srid)
        {
            return Value.Null;
        }
        if (p.Srid == 4326 && low.X > high.X)
        {
            throw new UndecidedException("a box around the globe");
        }
        static bool IsBetween(double low, double x, double high) => low <= x && x <= high;
        return Value.Boolean(
            IsBetween(low.X, p.X, high.X)
                && IsBetween(low.Y, p.Y, high.Y)
                && IsBetween(low.Z, p.Z, high.Z)
        );
    }

    /// <summary>A coordinate; null when it is none that is known here.</summary>
    public static Value? Field(Value value, string key) =>
        key switch
        {
            "x" => Value.Float(Of(value).X),
            "y" => Value.Float(Of(value).Y),
            "srid" => Value.Integer(Of(value).Srid),
            _ => null,
        };

    /// <summary>By system, then by coordinates.</summary>
    public static int Order(PointValue left, PointValue right) =>
        (left.Srid, left.X, left.Y, left.Z).CompareTo((right.Srid, right.X, right.Y, right.Z));

    private static PointValue Of(Value value) =>
        value.Kind == ValueKind.Point
            ? value.AsPoint()
            : throw new UndecidedException($"{value.Kind} is no point");
}
