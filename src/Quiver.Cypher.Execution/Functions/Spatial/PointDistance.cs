using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Spatial;

/// <summary>Distances between two points of one coordinate system.</summary>
internal static class PointDistance
{
    private const double EarthRadiusMetres = 6378140.0;

    /// <summary>The straight distance in a Cartesian system; on the globe the great circle's, in metres, with the difference in height.</summary>
    public static double Between(PointValue left, PointValue right)
    {
        double height = left.Is3D ? left.Z - right.Z : 0;
        double flat = left.IsGeographic
            ? GreatCircle(left, right, left.Is3D ? (left.Z + right.Z) / 2 : 0)
            : Math.Sqrt(Square(left.X - right.X) + Square(left.Y - right.Y));
        return left.Is3D ? Math.Sqrt(Square(flat) + Square(height)) : flat;
    }

    private static double GreatCircle(PointValue left, PointValue right, double height)
    {
        double latitude1 = Radians(left.Y);
        double latitude2 = Radians(right.Y);
        double a =
            Square(Math.Sin((latitude2 - latitude1) / 2))
            + Square(Math.Sin(Radians(right.X - left.X) / 2))
                * Math.Cos(latitude1)
                * Math.Cos(latitude2);
        return 2 * Math.Atan2(Math.Sqrt(a), Math.Sqrt(1 - a)) * (EarthRadiusMetres + height);
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private static double Square(double number) => number * number;
}
