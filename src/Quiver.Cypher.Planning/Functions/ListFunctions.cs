using Quiver.Cypher.Planning.Binding;
using static Quiver.Cypher.Planning.Functions.Signatures;

namespace Quiver.Cypher.Planning.Functions;

/// <summary>Functions that take or give lists.</summary>
internal static class ListFunctions
{
    private static readonly CypherType s_list = CypherType.AnyList;

    /// <summary>The functions.</summary>
    public static IEnumerable<FunctionSignature> All { get; } =
    [
        Of("head", CypherType.Any, P("list", s_list)).Giving(ResultRule.ElementOfFirstArgument),
        Of("last", CypherType.Any, P("list", s_list)).Giving(ResultRule.ElementOfFirstArgument),
        Of("tail", s_list, P("list", s_list)).Giving(ResultRule.FirstArgument),
        Of("reverse", StringOrList, P("input", StringOrList)).Giving(ResultRule.FirstArgument),
        Of(
            "keys",
            Strings,
            P("input", new CypherType(TypeKinds.Node | TypeKinds.Relationship | TypeKinds.Map))
        ),
        Of("labels", Strings, P("input", CypherType.Node)),
        Of("nodes", CypherType.ListOf(CypherType.Node), P("input", CypherType.Path)),
        Of(
            "relationships",
            CypherType.ListOf(CypherType.Relationship),
            P("input", CypherType.Path)
        ),
        Of(
            "range",
            Integers,
            P("start", CypherType.Integer),
            P("end", CypherType.Integer),
            Optional("step", CypherType.Integer)
        ) with
        {
            ChecksTypesWhenCalled = true,
        },
        Of("toBooleanList", CypherType.ListOf(CypherType.Boolean), P("input", s_list)),
        Of("toFloatList", CypherType.ListOf(CypherType.Float), P("input", s_list)),
        Of("toIntegerList", Integers, P("input", s_list)),
        Of("toStringList", Strings, P("input", s_list)),
        Of("coll.distinct", s_list, P("list", s_list)).Giving(ResultRule.FirstArgument),
        Of("coll.flatten", s_list, P("list", s_list), Optional("depth", CypherType.Integer)),
        Of("coll.indexOf", CypherType.Integer, P("list", s_list), P("value", CypherType.Any))
            .SeesNull(),
        Of(
                "coll.insert",
                s_list,
                P("list", s_list),
                P("index", CypherType.Integer),
                P("value", CypherType.Any)
            )
            .SeesNull(),
        Of("coll.max", CypherType.Any, P("list", s_list)).Giving(ResultRule.ElementOfFirstArgument),
        Of("coll.min", CypherType.Any, P("list", s_list)).Giving(ResultRule.ElementOfFirstArgument),
        Of("coll.remove", s_list, P("list", s_list), P("index", CypherType.Integer))
            .Giving(ResultRule.FirstArgument),
        Of("coll.sort", s_list, P("list", s_list)).Giving(ResultRule.FirstArgument),
    ];
}
