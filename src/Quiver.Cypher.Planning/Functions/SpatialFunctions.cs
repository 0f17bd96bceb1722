using Quiver.Cypher.Planning.Binding;
using static Quiver.Cypher.Planning.Functions.Signatures;

namespace Quiver.Cypher.Planning.Functions;

/// <summary>Functions on points.</summary>
internal static class SpatialFunctions
{
    /// <summary>The functions.</summary>
    public static IEnumerable<FunctionSignature> All { get; } =
    [
        Of(
            "point",
            CypherType.Point,
            P("input", new CypherType(TypeKinds.Map | TypeKinds.Node | TypeKinds.Relationship))
        ),
        Of(
            "point.distance",
            CypherType.Float,
            P("from", CypherType.Point),
            P("to", CypherType.Point)
        ),
        Of(
            "point.withinBBox",
            CypherType.Boolean,
            P("point", CypherType.Point),
            P("lowerLeft", CypherType.Point),
            P("upperRight", CypherType.Point)
        ),
    ];
}
