using Quiver.Cypher.Planning.Binding;
using static Quiver.Cypher.Planning.Functions.Signatures;

namespace Quiver.Cypher.Planning.Functions;

/// <summary>Functions on entities, paths and single values, and conversions.</summary>
internal static class ScalarFunctions
{
    private static readonly CypherType s_any = CypherType.Any;

    private static readonly CypherType s_text = new(
        TypeKinds.Any & ~(TypeKinds.Map | TypeKinds.Node | TypeKinds.Relationship | TypeKinds.Path)
    );

    private static readonly CypherType s_propertied = new(
        TypeKinds.Node | TypeKinds.Relationship | TypeKinds.Map
    );

    private static readonly CypherType s_countable = new(
        TypeKinds.String | TypeKinds.List | TypeKinds.Map
    );

    /// <summary>The functions.</summary>
    public static IEnumerable<FunctionSignature> All { get; } =
    [
        new FunctionSignature("coalesce", [P("input", s_any)], s_any, ResultRule.AnyArgument)
        {
            IsVariadic = true,
            PropagatesNull = false,
        },
        Of("elementId", CypherType.String, P("input", Entity)),
        Of("id", CypherType.Integer, P("input", Entity)),
        Of("startNode", CypherType.Node, P("input", CypherType.Relationship)),
        Of("endNode", CypherType.Node, P("input", CypherType.Relationship)),
        Of("type", CypherType.String, P("input", CypherType.Relationship)),
        Of("length", CypherType.Integer, P("input", CypherType.Path)),
        Of("size", CypherType.Integer, P("input", StringOrList)),
        Of("char_length", CypherType.Integer, P("input", CypherType.String)),
        Of("character_length", CypherType.Integer, P("input", CypherType.String)),
        Of("properties", CypherType.Map, P("input", s_propertied)),
        Of("isEmpty", CypherType.Boolean, P("input", s_countable)),
        Of("nullIf", s_any, P("v1", s_any), P("v2", s_any))
            .SeesNull()
            .Giving(ResultRule.FirstArgument),
        Of("randomUUID", CypherType.String).Volatile(),
        Of("db.nameFromElementId", CypherType.String, P("input", CypherType.String)).Volatile(),
        Of("graph.names", CypherType.ListOf(CypherType.String)).Volatile(),
        Of("graph.propertiesByName", CypherType.Map, P("graphName", CypherType.String)).Volatile(),
        Of("file", CypherType.String).Volatile(),
        Of("linenumber", CypherType.Integer).Volatile(),
        Of("timestamp", CypherType.Integer).Volatile(),
        Of("valueType", CypherType.String, P("input", s_any)).SeesNull(),
        Of(
            "toBoolean",
            CypherType.Boolean,
            P("input", new CypherType(TypeKinds.Boolean | TypeKinds.String | TypeKinds.Integer))
        ),
        Of(
            "toFloat",
            CypherType.Float,
            P("input", new CypherType(TypeKinds.Number | TypeKinds.String))
        ),
        Of(
            "toInteger",
            CypherType.Integer,
            P("input", new CypherType(TypeKinds.Number | TypeKinds.Boolean | TypeKinds.String))
        ),
        Of("toString", CypherType.String, P("input", s_text)),
        Of("toBooleanOrNull", CypherType.Boolean, P("input", s_any)),
        Of("toFloatOrNull", CypherType.Float, P("input", s_any)),
        Of("toIntegerOrNull", CypherType.Integer, P("input", s_any)),
        Of("toStringOrNull", CypherType.String, P("input", s_any)),
    ];
}
