using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Graph;

/// <summary>The components of a point: x, y, z, longitude, latitude, height, crs, srid.</summary>
internal static class PointComponents
{
    /// <summary>A component; fails for a name that points of this system do not have.</summary>
    public static Value Of(PointValue point, string key) =>
        key switch
        {
            "x" => Value.Float(point.X),
            "y" => Value.Float(point.Y),
            "z" when point.Is3D => Value.Float(point.Z),
            "longitude" when point.IsGeographic => Value.Float(point.X),
            "latitude" when point.IsGeographic => Value.Float(point.Y),
            "height" when point.IsGeographic && point.Is3D => Value.Float(point.Z),
            "srid" => Value.Integer(point.Srid),
            "crs" => Value.String(NameOf(point.Srid)),
            _ => throw RuntimeErrors.InvalidArgument(
                $"Field: {key} is not available on point: {Value.Point(point)}"
            ),
        };

    private static string NameOf(int srid) =>
        srid switch
        {
            4326 => "wgs-84",
            4979 => "wgs-84-3d",
            7203 => "cartesian",
            _ => "cartesian-3d",
        };
}
