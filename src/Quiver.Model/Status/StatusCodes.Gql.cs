namespace Quiver.Model.Status;

/// <content>The GQL statuses that the codes carry, each with the standard's text.</content>
public static partial class StatusCodes
{
    private const string Gql08N06 = "08N06 error: connection exception - protocol error";
    private const string Gql08N10 = "08N10 error: connection exception - invalid server state";
    private const string Gql22003 = "22003 error: data exception - numeric value out of range";
    private const string Gql22012 = "22012 error: data exception - division by zero";
    private const string Gql22G03 = "22G03 error: data exception - invalid value type";
    private const string Gql22N01 = "22N01 error: data exception - invalid type";
    private const string Gql22N07 =
        "22N07 error: data exception - invalid pre-parser option combination";
    private const string Gql22N10 = "22N10 error: data exception - invalid pre-parser option value";
    private const string Gql22N23 = "22N23 error: data exception - invalid coordinate";
    private const string Gql22N32 =
        "22N32 error: data exception - nondeterministic sort expression";
    private const string Gql22N34 = "22N34 error: data exception - invalid aggregation expression";
    private const string Gql22N38 = "22N38 error: data exception - invalid function argument";
    private const string Gql22N41 =
        "22N41 error: data exception - merge node uniqueness constraint violation";
    private const string Gql22N43 =
        "22N43 error: data exception - could not load external resource";
    private const string Gql22N79 =
        "22N79 error: data exception - property uniqueness constraint violated";
    private const string Gql22N80 = "22N80 error: data exception - index entry conflict";
    private const string Gql22N89 =
        "22N89 error: data exception - new password cannot be the same as the old password";
    private const string Gql22NAC = "22NAC error: data exception - invalid external resource";
    private const string Gql22N76 =
        "22N76 error: data exception - index contains duplicated tokens";
    private const string Gql22ND3 =
        "22ND3 error: data exception - wrong property for vector search with filters";
    private const string Gql25G02 =
        "25G02 error: invalid transaction state - catalog and data statement mixing not supported";
    private const string Gql25N17 =
        "25N17 error: invalid transaction state - implicit transaction required";
    private const string Gql42001 =
        "42001 error: syntax error or access rule violation - invalid syntax";
    private const string Gql42I18 =
        "42I18 error: syntax error or access rule violation - invalid reference to implicitly grouped expressions";
    private const string Gql42N07 =
        "42N07 error: syntax error or access rule violation - variable shadowing";
    private const string Gql42N08 =
        "42N08 error: syntax error or access rule violation - no such procedure";
    private const string Gql42N39 =
        "42N39 error: syntax error or access rule violation - incompatible return columns";
    private const string Gql42N48 =
        "42N48 error: syntax error or access rule violation - no such function";
    private const string Gql42N51 =
        "42N51 error: syntax error or access rule violation - invalid parameter";
    private const string Gql42N59 =
        "42N59 error: syntax error or access rule violation - variable already defined";
    private const string Gql42N62 =
        "42N62 error: syntax error or access rule violation - variable not defined";
    private const string UnexpectedError =
        "50N42 error: general processing exception - unexpected error";
    private const string Gql51N27 =
        "51N27 error: system configuration or operation exception - not supported in this edition";

    // A status is kept with its text in one constant: five characters, a space, the text.
    private static StatusCode Of(string code, string gql) => new(code, gql[..5], gql[6..]);
}
