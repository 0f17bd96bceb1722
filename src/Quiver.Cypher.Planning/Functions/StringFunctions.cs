using Quiver.Cypher.Planning.Binding;
using static Quiver.Cypher.Planning.Functions.Signatures;

namespace Quiver.Cypher.Planning.Functions;

/// <summary>Functions on text; positions count code points.</summary>
internal static class StringFunctions
{
    private static readonly CypherType s_string = CypherType.String;

    private static readonly CypherType s_integer = CypherType.Integer;

    /// <summary>The functions.</summary>
    public static IEnumerable<FunctionSignature> All { get; } =
    [
        Of("toLower", s_string, P("input", s_string)),
        Of("toUpper", s_string, P("input", s_string)),
        Of("trim", s_string, P("input", s_string)),
        Of("ltrim", s_string, P("input", s_string), Optional("trimCharacterString", s_string)),
        Of("rtrim", s_string, P("input", s_string), Optional("trimCharacterString", s_string)),
        Of("btrim", s_string, P("input", s_string), Optional("trimCharacterString", s_string)),
        Of(
            "replace",
            s_string,
            P("original", s_string),
            P("search", s_string),
            P("replace", s_string),
            Optional("limit", s_integer)
        ),
        Of("split", Strings, P("original", s_string), P("splitDelimiters", StringOrList)),
        Of(
                "substring",
                s_string,
                P("original", s_string),
                P("start", s_integer),
                Optional("length", s_integer)
            )
            .SeesNull(),
        Of("left", s_string, P("original", s_string), P("length", s_integer)).SeesNull(),
        Of("right", s_string, P("original", s_string), P("length", s_integer)).SeesNull(),
        Of("normalize", s_string, P("input", s_string), Optional("normalForm", s_string)),
        Of(
            "string.indexOf",
            s_integer,
            P("input", s_string),
            P("lookup", s_string),
            Optional("from", s_integer)
        ),
        Of("string.join", s_string, P("list", CypherType.AnyList), P("separator", s_string)),
        Of(
            "string.regexReplace",
            s_string,
            P("input", s_string),
            P("regex", s_string),
            P("replacement", s_string)
        ),
    ];
}
