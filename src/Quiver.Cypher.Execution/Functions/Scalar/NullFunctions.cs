using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Scalar;

/// <summary>nullIf, exists, timestamp, file and linenumber (both null outside LOAD CSV).</summary>
internal static class NullFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.AddNullable("nullIf", NullIf);
        table.AddNullable(
            "exists",
            static (in FunctionCall call) => Value.Boolean(!call[0].IsNull)
        );
        table.Add(
            "timestamp",
            static (in FunctionCall call) =>
                Value.Integer(call.Context.StatementTime.ToUnixTimeMilliseconds())
        );
        table.Add("file", static (in FunctionCall _) => Value.Null);
        table.Add("linenumber", static (in FunctionCall _) => Value.Null);
    }

    private static Value NullIf(in FunctionCall call) =>
        ValueEquality.Compare(call[0], call[1]) == Ternary.True ? Value.Null : call[0];
}
