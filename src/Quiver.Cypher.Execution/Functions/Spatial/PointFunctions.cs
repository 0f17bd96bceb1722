using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Spatial;

/// <summary>point, point.distance, point.withinBBox.</summary>
internal static class PointFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("point", Point);
        table.Add("point.distance", Distance);
        table.Add("point.withinBBox", WithinBox);
    }

    private static Value Point(in FunctionCall call) =>
        call[0].Kind switch
        {
            ValueKind.Map => PointConstruction.FromMap(call[0].AsMap()),
            // Of a node or relationship the properties are taken; most have others besides.
            ValueKind.Node or ValueKind.Relationship => PointConstruction.FromMap(
                call.Context.PropertiesOf(call[0])
            ),
            _ => throw call.Unexpected(0, "a MAP, NODE or RELATIONSHIP"),
        };

    private static Value Distance(in FunctionCall call)
    {
        if (call[0].Kind != ValueKind.Point || call[1].Kind != ValueKind.Point)
        {
            return Value.Null;
        }
        var left = call[0].AsPoint();
        var right = call[1].AsPoint();
        return left.Srid == right.Srid
            ? Value.Float(PointDistance.Between(left, right))
            : Value.Null;
    }

    private static Value WithinBox(in FunctionCall call)
    {
        if (
            call[0].Kind != ValueKind.Point
            || call[1].Kind != ValueKind.Point
            || call[2].Kind != ValueKind.Point
        )
        {
            return Value.Null;
        }
        var point = call[0].AsPoint();
        var low = call[1].AsPoint();
        var high = call[2].AsPoint();
        if (point.Srid != low.Srid || point.Srid != high.Srid)
        {
            return Value.Null;
        }
        // A geographic box whose west lies east of its east crosses the antimeridian.
        bool inX =
            point.IsGeographic && low.X > high.X
                ? point.X >= low.X || point.X <= high.X
                : point.X >= low.X && point.X <= high.X;
        bool inY = point.Y >= low.Y && point.Y <= high.Y;
        bool inZ = !point.Is3D || (point.Z >= low.Z && point.Z <= high.Z);
        return Value.Boolean(inX && inY && inZ);
    }
}
