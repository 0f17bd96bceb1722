using Quiver.Cypher.Planning.Binding;
using static Quiver.Cypher.Planning.Functions.Signatures;

namespace Quiver.Cypher.Planning.Functions;

/// <summary>Functions on numbers.</summary>
internal static class NumericFunctions
{
    private static readonly string[] s_floatToFloat =
    [
        "ceil",
        "floor",
        "exp",
        "log",
        "log10",
        "sqrt",
        "acos",
        "asin",
        "atan",
        "cos",
        "cosh",
        "cot",
        "coth",
        "degrees",
        "haversin",
        "radians",
        "sin",
        "sinh",
        "tan",
        "tanh",
    ];

    /// <summary>The functions.</summary>
    public static IEnumerable<FunctionSignature> All { get; } =
    [
        .. s_floatToFloat.Select(static name =>
            Of(name, CypherType.Float, P("input", CypherType.Number))
        ),
        Of("abs", CypherType.Number, P("input", CypherType.Number))
            .Giving(ResultRule.FirstArgument),
        Of("atan2", CypherType.Float, P("y", CypherType.Number), P("x", CypherType.Number)),
        Of("e", CypherType.Float),
        Of("pi", CypherType.Float),
        Of("rand", CypherType.Float).Volatile(),
        Of("sign", CypherType.Integer, P("input", CypherType.Number)),
        Of("isNaN", CypherType.Boolean, P("input", CypherType.Number)),
        Of(
            "round",
            CypherType.Float,
            P("value", CypherType.Number),
            Optional("precision", CypherType.Number),
            Optional("mode", CypherType.String)
        ),
    ];
}
