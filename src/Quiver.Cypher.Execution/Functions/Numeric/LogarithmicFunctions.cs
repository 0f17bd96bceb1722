using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Numeric;

/// <summary>e, exp, log, log10, sqrt.</summary>
internal static class LogarithmicFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("e", static (in FunctionCall _) => Value.Float(Math.E));
        table.Add("exp", static (in FunctionCall call) => Value.Float(Math.Exp(call.Number(0))));
        table.Add("log", static (in FunctionCall call) => Value.Float(Math.Log(call.Number(0))));
        table.Add(
            "log10",
            static (in FunctionCall call) => Value.Float(Math.Log10(call.Number(0)))
        );
        table.Add("sqrt", static (in FunctionCall call) => Value.Float(Math.Sqrt(call.Number(0))));
    }
}
