namespace Quiver.Model.Values;

/// <summary>The four coordinate reference systems: their numbers, names and ranges, and distances within them.</summary>
public static class PointSystems
{
    /// <summary>Longitude and latitude in degrees.</summary>
    public const int Wgs84 = 4326;

    /// <summary>Longitude and latitude in degrees, height in metres.</summary>
    public const int Wgs84In3D = 4979;

    /// <summary>x and y in any unit.</summary>
    public const int Cartesian = 7203;

    /// <summary>x, y and z in any unit.</summary>
    public const int CartesianIn3D = 9157;

    // The radius that Neo4j's distances are computed with.
    private const double EarthRadiusMetres = 6_378_140.0;

    /// <summary>Whether a number is one of the four systems.</summary>
    public static bool IsSrid(long srid) =>
        srid is Wgs84 or Wgs84In3D or Cartesian or CartesianIn3D;

    /// <summary>The name of one of the four systems, for example <c>wgs-84</c>.</summary>
    public static string NameOf(int srid) =>
        srid switch
        {
            Wgs84 => "wgs-84",
            Wgs84In3D => "wgs-84-3d",
            Cartesian => "cartesian",
            CartesianIn3D => "cartesian-3d",
            _ => "unknown",
        };

    /// <summary>The system of a name in any letter case; false when there is none.</summary>
    public static bool TryFromName(string name, out int srid)
    {
        srid = name.ToUpperInvariant() switch
        {
            "WGS-84" => Wgs84,
            "WGS-84-3D" => Wgs84In3D,
            "CARTESIAN" => Cartesian,
            "CARTESIAN-3D" => CartesianIn3D,
            _ => 0,
        };
        return srid != 0;
    }

    /// <summary>Makes a point; a longitude beyond ±180 wraps around the globe. z is ignored in two dimensions.</summary>
    /// <param name="srid">One of the four systems.</param>
    /// <param name="x">x or longitude.</param>
    /// <param name="y">y or latitude.</param>
    /// <param name="z">z or height.</param>
    /// <param name="problem">What is wrong, or null.</param>
    /// <returns>The point, or null when a coordinate is not finite or a latitude beyond ±90.</returns>
    public static PointValue? TryCreate(int srid, double x, double y, double z, out string? problem)
    {
        bool is3D = srid is Wgs84In3D or CartesianIn3D;
        if (!double.IsFinite(x) || !double.IsFinite(y) || (is3D && !double.IsFinite(z)))
        {
            problem = "Cannot create a point with non-finite coordinate values.";
            return null;
        }
        if (srid is Wgs84 or Wgs84In3D)
        {
            if (Math.Abs(y) > 90)
            {
                problem =
                    "Cannot create WGS84 point with invalid coordinate: "
                    + $"latitude {FloatText.Format(y)} is not between -90.0 and 90.0.";
                return null;
            }
            x = WrapLongitude(x);
        }
        problem = null;
        return new PointValue(srid, x, y, is3D ? z : 0);
    }

    /// <summary>The distance of two points: metres on the globe (with the heights' difference), the straight line in the plane or space; null when the systems differ.</summary>
    public static double? Distance(PointValue left, PointValue right)
    {
        if (left.Srid != right.Srid)
        {
            return null;
        }
        if (!left.IsGeographic)
        {
            double dx = left.X - right.X;
            double dy = left.Y - right.Y;
            double dz = left.Z - right.Z;
            return Math.Sqrt(dx * dx + dy * dy + dz * dz);
        }
        double height = left.Is3D ? (left.Z + right.Z) / 2 : 0;
        double surface = HaversineRadians(left, right) * (EarthRadiusMetres + height);
        double climb = left.Z - right.Z;
        return Math.Sqrt(surface * surface + climb * climb);
    }

    private static double HaversineRadians(PointValue left, PointValue right)
    {
        double latitude = double.DegreesToRadians(left.Y);
        double otherLatitude = double.DegreesToRadians(right.Y);
        double halfLatitude = Math.Sin((otherLatitude - latitude) / 2);
        double halfLongitude = Math.Sin(double.DegreesToRadians(right.X - left.X) / 2);
        double haversine =
            halfLatitude * halfLatitude
            + Math.Cos(latitude) * Math.Cos(otherLatitude) * halfLongitude * halfLongitude;
        return 2 * Math.Atan2(Math.Sqrt(haversine), Math.Sqrt(Math.Max(0, 1 - haversine)));
    }

    private static double WrapLongitude(double longitude)
    {
        if (longitude is >= -180 and <= 180)
        {
            return longitude;
        }
        double wrapped = (longitude + 180) % 360;
        return wrapped < 0 ? wrapped + 180 : wrapped - 180;
    }
}
