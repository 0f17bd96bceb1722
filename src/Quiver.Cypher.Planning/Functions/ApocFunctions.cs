using Quiver.Cypher.Planning.Binding;
using static Quiver.Cypher.Planning.Functions.Signatures;

namespace Quiver.Cypher.Planning.Functions;

/// <summary>Functions of APOC on lists, maps, text and temporal values.</summary>
internal static class ApocFunctions
{
    private static readonly CypherType s_any = CypherType.Any;
    private static readonly CypherType s_list = CypherType.AnyList;
    private static readonly CypherType s_string = CypherType.String;
    private static readonly CypherType s_map = CypherType.Map;

    /// <summary>The functions.</summary>
    public static IEnumerable<FunctionSignature> All { get; } =
    [
        Of("apoc.coll.avg", CypherType.Float, P("coll", s_list)),
        Of("apoc.coll.contains", CypherType.Boolean, P("coll", s_list), P("value", s_any)),
        Of("apoc.coll.containsAll", CypherType.Boolean, P("coll1", s_list), P("coll2", s_list)),
        Of(
            "apoc.coll.flatten",
            s_list,
            P("coll", s_list),
            Optional("recursive", CypherType.Boolean)
        ),
        Of("apoc.coll.indexOf", CypherType.Integer, P("coll", s_list), P("value", s_any)),
        Of("apoc.coll.intersection", s_list, P("list1", s_list), P("list2", s_list)),
        Of("apoc.coll.max", s_any, P("values", s_list)).Giving(ResultRule.ElementOfFirstArgument),
        Of("apoc.coll.min", s_any, P("values", s_list)).Giving(ResultRule.ElementOfFirstArgument),
        Of("apoc.coll.sort", s_list, P("coll", s_list)).Giving(ResultRule.FirstArgument),
        Of("apoc.coll.subtract", s_list, P("list1", s_list), P("list2", s_list)),
        Of("apoc.coll.sum", CypherType.Float, P("coll", s_list)),
        Of("apoc.coll.toSet", s_list, P("coll", s_list)).Giving(ResultRule.FirstArgument),
        Of("apoc.coll.union", s_list, P("list1", s_list), P("list2", s_list)),
        Of("apoc.coll.unionAll", s_list, P("list1", s_list), P("list2", s_list)),
        Of(
            "apoc.date.convertFormat",
            s_string,
            P("temporal", s_string),
            P("currentFormat", s_string),
            Optional("convertTo", s_string)
        ),
        Of("apoc.map.fromLists", s_map, P("keys", Strings), P("values", s_list)),
        Of("apoc.map.fromPairs", s_map, P("pairs", s_list)),
        Of("apoc.map.merge", s_map, P("map1", s_map), P("map2", s_map)).SeesNull(),
        Of("apoc.map.mergeList", s_map, P("maps", s_list)),
        Of("apoc.map.removeKey", s_map, P("map", s_map), P("key", s_string)),
        Of("apoc.map.removeKeys", s_map, P("map", s_map), P("keys", Strings)),
        Of("apoc.map.setKey", s_map, P("map", s_map), P("key", s_string), P("value", s_any))
            .SeesNull(),
        Of("apoc.temporal.format", s_string, P("temporal", s_any), Optional("format", s_string)),
        Of("apoc.text.capitalize", s_string, P("text", s_string)),
        Of("apoc.text.join", s_string, P("texts", s_list), P("delimiter", s_string)),
        Of(
            "apoc.text.regreplace",
            s_string,
            P("text", s_string),
            P("regex", s_string),
            P("replacement", s_string)
        ),
        Of(
            "apoc.text.replace",
            s_string,
            P("text", s_string),
            P("regex", s_string),
            P("replacement", s_string)
        ),
    ];
}
