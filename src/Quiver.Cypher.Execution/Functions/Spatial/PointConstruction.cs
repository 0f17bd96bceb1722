using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Spatial;

/// <summary>Makes a point from the map that point() takes.</summary>
internal static class PointConstruction
{
    private const int Wgs84 = 4326;
    private const int Wgs84Height = 4979;
    private const int Cartesian = 7203;
    private const int Cartesian3D = 9157;

    /// <summary>Reads x, y, z or longitude, latitude, height, and crs or srid; null when any coordinate is null.</summary>
    public static Value FromMap(MapValue map)
    {
        foreach (var entry in map.AsSpan())
        {
            if (entry.Value.IsNull)
            {
                return Value.Null;
            }
        }
        bool geographic = map.ContainsKey("longitude") || map.ContainsKey("latitude");
        double x = Coordinate(map, geographic ? "longitude" : "x");
        double y = Coordinate(map, geographic ? "latitude" : "y");
        bool is3D = TryCoordinate(map, "z", out double z) || TryCoordinate(map, "height", out z);
        int srid = SridOf(map, geographic, is3D);
        bool onGlobe = srid is Wgs84 or Wgs84Height;
        if (is3D != srid is Wgs84Height or Cartesian3D)
        {
            throw RuntimeErrors.InvalidArgument(
                $"Cannot create point with {(is3D ? 3 : 2)}D coordinates in the coordinate reference system with SRID {srid}."
            );
        }
        if (geographic && !onGlobe)
        {
            throw RuntimeErrors.InvalidArgument(
                "Geographic points does not support coordinate reference system: cartesian. This is set either in the csr or the srid"
            );
        }
        return Value.Point(onGlobe ? OnGlobe(srid, x, y, z) : new PointValue(srid, x, y, z));
    }

    private static PointValue OnGlobe(int srid, double longitude, double latitude, double height)
    {
        if (!(latitude >= -90 && latitude <= 90))
        {
            throw RuntimeErrors.InvalidArgument(
                $"Cannot create WGS84 point with invalid coordinate: latitude {latitude} is outside -90 to 90."
            );
        }
        if (longitude is < -180 or > 180)
        {
            longitude = (longitude + 180) % 360;
            longitude += longitude < 0 ? 180 : -180;
        }
        return new PointValue(srid, longitude, latitude, height);
    }

    private static int SridOf(MapValue map, bool geographic, bool is3D)
    {
        if (map.TryGetValue("srid", out var srid))
        {
            return
                srid.Kind == ValueKind.Integer
                && srid.AsInteger() is Wgs84 or Wgs84Height or Cartesian or Cartesian3D
                ? (int)srid.AsInteger()
                : throw RuntimeErrors.InvalidArgument(
                    $"Unknown coordinate reference system code: {srid}"
                );
        }
        if (map.TryGetValue("crs", out var crs))
        {
            string name = crs.Kind == ValueKind.String ? crs.AsString() : crs.ToString();
            return name.ToUpperInvariant() switch
            {
                "WGS-84" => Wgs84,
                "WGS-84-3D" => Wgs84Height,
                "CARTESIAN" => Cartesian,
                "CARTESIAN-3D" => Cartesian3D,
                _ => throw RuntimeErrors.InvalidArgument(
                    $"Unknown coordinate reference system: {name}"
                ),
            };
        }
        return (geographic || map.ContainsKey("height"), is3D) switch
        {
            (true, true) => Wgs84Height,
            (true, false) => Wgs84,
            (false, true) => Cartesian3D,
            (false, false) => Cartesian,
        };
    }

    private static double Coordinate(MapValue map, string key) =>
        TryCoordinate(map, key, out double coordinate)
            ? coordinate
            : throw RuntimeErrors.InvalidArgument(
                "A point must contain either 'x' and 'y' or 'latitude' and 'longitude'."
            );

    private static bool TryCoordinate(MapValue map, string key, out double coordinate)
    {
        coordinate = 0;
        if (!map.TryGetValue(key, out var value))
        {
            return false;
        }
        if (!value.IsNumber)
        {
            throw RuntimeErrors.InvalidArgument(
                $"The coordinate '{key}' of a point must be a number, got: {value}"
            );
        }
        coordinate = value.AsNumber();
        return true;
    }
}
