using Quiver.Model.Values;

namespace Quiver.Storage.Indexes;

/// <summary>A box of points of one coordinate system, its border included. A geographic box whose west lies east of its east crosses the antimeridian.</summary>
/// <param name="Srid">The system.</param>
/// <param name="Low">The least coordinates.</param>
/// <param name="High">The greatest coordinates.</param>
internal readonly record struct PointBox(
    int Srid,
    (double X, double Y, double Z) Low,
    (double X, double Y, double Z) High
)
{
    // Rounding in a distance must not lose a point at the border.
    private const double Slack = 1e-9;
    private const double EarthRadiusMetres = 6_378_140.0;

    /// <summary>The box of two corners; null when they are no points of one system.</summary>
    public static PointBox? Of(in Value low, in Value high)
    {
        if (low.Kind != ValueKind.Point || high.Kind != ValueKind.Point)
        {
            return null;
        }
        var a = low.AsPoint();
        var b = high.AsPoint();
        return a.Srid == b.Srid ? new(a.Srid, (a.X, a.Y, a.Z), (b.X, b.Y, b.Z)) : null;
    }

    /// <summary>A box that holds all points within a distance of another.</summary>
    public static PointBox Around(PointValue centre, double distance)
    {
        double reach = distance * (1 + Slack) + double.Epsilon;
        if (!centre.IsGeographic)
        {
            return new(
                centre.Srid,
                (Below(centre.X - reach), Below(centre.Y - reach), Below(centre.Z - reach)),
                (Above(centre.X + reach), Above(centre.Y + reach), Above(centre.Z + reach))
            );
        }
        // Heights only add to the distance: the least radius gives the widest angle.
        double least = centre.Is3D
            ? Math.Min(EarthRadiusMetres, EarthRadiusMetres + (centre.Z - reach / 2))
            : EarthRadiusMetres;
        double angle = least <= 0 ? Math.PI : reach / least + Slack;
        double latitude = double.DegreesToRadians(centre.Y);
        double south = latitude - angle;
        double north = latitude + angle;
        double z = reach + Slack;
        if (angle >= Math.PI / 2 || south <= -Math.PI / 2 || north >= Math.PI / 2)
        {
            return new(
                centre.Srid,
                (-180, Math.Max(-90, double.RadiansToDegrees(south)), centre.Z - z),
                (180, Math.Min(90, double.RadiansToDegrees(north)), centre.Z + z)
            );
        }
        double width = Math.Asin(Math.Min(1, Math.Sin(angle) / Math.Cos(latitude))) + Slack;
        double west = centre.X - double.RadiansToDegrees(width);
        double east = centre.X + double.RadiansToDegrees(width);
        bool isAll = east - west >= 360;
        return new(
            centre.Srid,
            (isAll ? -180 : Wrap(west), double.RadiansToDegrees(south), centre.Z - z),
            (isAll ? 180 : Wrap(east), double.RadiansToDegrees(north), centre.Z + z)
        );
    }

    /// <summary>Whether a value is a point in the box of two corners, as <c>point.withinBBox</c> says.</summary>
    public static bool IsWithin(in Value value, in Value low, in Value high) =>
        value.Kind == ValueKind.Point && Of(low, high) is { } box && box.Holds(value.AsPoint());

    private bool CrossesAntimeridian =>
        Srid is PointSystems.Wgs84 or PointSystems.Wgs84In3D && Low.X > High.X;

    /// <summary>The box as one or two boxes that do not cross the antimeridian.</summary>
    public PointBox[] Parts() =>
        CrossesAntimeridian
            ? [this with { High = (180, High.Y, High.Z) }, this with { Low = (-180, Low.Y, Low.Z) }]
            : [this];

    private bool Holds(PointValue point)
    {
        if (point.Srid != Srid)
        {
            return false;
        }
        bool inX = CrossesAntimeridian
            ? point.X >= Low.X || point.X <= High.X
            : point.X >= Low.X && point.X <= High.X;
        bool inY = point.Y >= Low.Y && point.Y <= High.Y;
        return inX && inY && (!point.Is3D || (point.Z >= Low.Z && point.Z <= High.Z));
    }

    private static double Below(double value) =>
        double.IsFinite(value) ? value - Math.Abs(value) * Slack : double.MinValue;

    private static double Above(double value) =>
        double.IsFinite(value) ? value + Math.Abs(value) * Slack : double.MaxValue;

    private static double Wrap(double longitude) =>
        longitude < -180 ? longitude + 360
        : longitude > 180 ? longitude - 360
        : longitude;
}
