using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Numeric;

/// <summary>The trigonometric and hyperbolic functions, pi, degrees and radians.</summary>
internal static class TrigonometricFunctions
{
    private const double DegreesPerRadian = 180 / Math.PI;

    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("pi", static (in FunctionCall _) => Value.Float(Math.PI));
        table.Add("acos", static (in FunctionCall call) => Value.Float(Math.Acos(call.Number(0))));
        table.Add("asin", static (in FunctionCall call) => Value.Float(Math.Asin(call.Number(0))));
        table.Add("atan", static (in FunctionCall call) => Value.Float(Math.Atan(call.Number(0))));
        table.Add(
            "atan2",
            static (in FunctionCall call) => Value.Float(Math.Atan2(call.Number(0), call.Number(1)))
        );
        table.Add("cos", static (in FunctionCall call) => Value.Float(Math.Cos(call.Number(0))));
        table.Add("sin", static (in FunctionCall call) => Value.Float(Math.Sin(call.Number(0))));
        table.Add("tan", static (in FunctionCall call) => Value.Float(Math.Tan(call.Number(0))));
        table.Add(
            "cot",
            static (in FunctionCall call) => Value.Float(1 / Math.Tan(call.Number(0)))
        );
        table.Add("cosh", static (in FunctionCall call) => Value.Float(Math.Cosh(call.Number(0))));
        table.Add("sinh", static (in FunctionCall call) => Value.Float(Math.Sinh(call.Number(0))));
        table.Add("tanh", static (in FunctionCall call) => Value.Float(Math.Tanh(call.Number(0))));
        table.Add(
            "coth",
            static (in FunctionCall call) => Value.Float(1 / Math.Tanh(call.Number(0)))
        );
        table.Add(
            "degrees",
            static (in FunctionCall call) => Value.Float(call.Number(0) * DegreesPerRadian)
        );
        table.Add(
            "radians",
            static (in FunctionCall call) => Value.Float(call.Number(0) / DegreesPerRadian)
        );
        table.Add("haversin", Haversin);
    }

    private static Value Haversin(in FunctionCall call)
    {
        double half = Math.Sin(call.Number(0) / 2);
        return Value.Float(half * half);
    }
}
