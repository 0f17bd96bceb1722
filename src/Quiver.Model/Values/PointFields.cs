namespace Quiver.Model.Values;

/// <summary>What is said about a point before its system is known: coordinates by their names, and the system by name or number.</summary>
/// <remarks>The four combinations are x and y, or longitude and latitude, each with or without z or height.</remarks>
public readonly record struct PointFields
{
    private const string NoCoordinates =
        "A point must contain either 'x' and 'y' or 'longitude' and 'latitude'.";

    /// <summary>x, or null.</summary>
    public double? X { get; init; }

    /// <summary>y, or null.</summary>
    public double? Y { get; init; }

    /// <summary>z, or null.</summary>
    public double? Z { get; init; }

    /// <summary>Degrees east, or null.</summary>
    public double? Longitude { get; init; }

    /// <summary>Degrees north, or null.</summary>
    public double? Latitude { get; init; }

    /// <summary>Metres above the ellipsoid, or null.</summary>
    public double? Height { get; init; }

    /// <summary>The system's number, or null.</summary>
    public int? Srid { get; init; }

    /// <summary>What another set of fields says where this one says nothing.</summary>
    public PointFields Over(in PointFields defaults) =>
        new()
        {
            X = X ?? defaults.X,
            Y = Y ?? defaults.Y,
            Z = Z ?? defaults.Z,
            Longitude = Longitude ?? defaults.Longitude,
            Latitude = Latitude ?? defaults.Latitude,
            Height = Height ?? defaults.Height,
            Srid = Srid ?? defaults.Srid,
        };

    /// <summary>The point; null, with what is wrong, when the fields are too few, contradict each other or are out of range.</summary>
    /// <remarks>Without a system longitude and latitude mean WGS-84, x and y Cartesian. With a geographic system x and y are degrees.</remarks>
    public PointValue? TryBuild(out string? problem)
    {
        bool isGeographic = Longitude is not null || Latitude is not null;
        if (isGeographic && (X is not null || Y is not null))
        {
            problem = NoCoordinates;
            return null;
        }
        var first = isGeographic ? Longitude : X;
        var second = isGeographic ? Latitude : Y;
        if (first is not double x || second is not double y)
        {
            problem = NoCoordinates;
            return null;
        }
        var third = Z ?? Height;
        int srid = Srid ?? DefaultSrid(isGeographic, third is not null);
        bool is3D = srid is PointSystems.Wgs84In3D or PointSystems.CartesianIn3D;
        if (is3D != third is not null)
        {
            problem =
                $"Cannot create point with {(is3D ? 3 : 2)}D coordinate reference system "
                + $"'{PointSystems.NameOf(srid)}' and {(is3D ? 2 : 3)} coordinates.";
            return null;
        }
        if (isGeographic && srid is (PointSystems.Cartesian or PointSystems.CartesianIn3D))
        {
            problem =
                "Geographic points do not support the coordinate reference system "
                + $"'{PointSystems.NameOf(srid)}'.";
            return null;
        }
        return PointSystems.TryCreate(srid, x, y, third ?? 0, out problem);
    }

    private static int DefaultSrid(bool isGeographic, bool is3D) =>
        (isGeographic, is3D) switch
        {
            (true, false) => PointSystems.Wgs84,
            (true, true) => PointSystems.Wgs84In3D,
            (false, false) => PointSystems.Cartesian,
            (false, true) => PointSystems.CartesianIn3D,
        };
}
