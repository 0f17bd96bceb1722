using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Numeric;

/// <summary>abs, sign, ceil, floor, round, isNaN.</summary>
internal static class RoundingFunctions
{
    private const int MaxPrecision = 308;

    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("abs", Abs);
        table.Add("sign", Sign);
        table.Add(
            "ceil",
            static (in FunctionCall call) => Value.Float(Math.Ceiling(call.Number(0)))
        );
        table.Add(
            "floor",
            static (in FunctionCall call) => Value.Float(Math.Floor(call.Number(0)))
        );
        table.Add("round", Round);
        table.Add(
            "isNaN",
            static (in FunctionCall call) => Value.Boolean(double.IsNaN(call.Number(0)))
        );
    }

    private static Value Abs(in FunctionCall call)
    {
        if (call[0].Kind != ValueKind.Integer)
        {
            return Value.Float(Math.Abs(call.Number(0)));
        }
        long number = call.Integer(0);
        return number == long.MinValue
            ? throw RuntimeErrors.IntegerOverflow("abs(" + number + ")")
            : Value.Integer(Math.Abs(number));
    }

    private static Value Sign(in FunctionCall call)
    {
        double number = call.Number(0);
        return Value.Integer(double.IsNaN(number) ? 0 : Math.Sign(number));
    }

    /// <summary>
    /// Without a precision, or with precision 0 and no mode, ties go towards positive infinity; with a precision, ties go away from
    /// zero unless a mode says otherwise.
    /// </summary>
    private static Value Round(in FunctionCall call)
    {
        double number = call.Number(0);
        if (call.Count == 1)
        {
            return Value.Float(RoundTiesUp(number));
        }
        double precision = call.Number(1);
        if (!(precision >= 0 && precision <= MaxPrecision))
        {
            throw RuntimeErrors.InvalidArgument(
                $"Invalid precision '{call[1]}' for 'round()': it must be between 0 and {MaxPrecision}."
            );
        }
        if (call.Count == 2)
        {
            return Value.Float(
                precision < 1
                    ? RoundTiesUp(number)
                    : DecimalRounding.Round(number, (int)precision, RoundingMode.HalfUp)
            );
        }
        return Value.Float(DecimalRounding.Round(number, (int)precision, ModeOf(call.Text(2))));
    }

    private static double RoundTiesUp(double number)
    {
        double floor = Math.Floor(number);
        // There is no -0.0 among the results.
        return number - floor >= 0.5 ? floor + 1 : floor + 0.0;
    }

    private static RoundingMode ModeOf(string mode) =>
        mode.ToUpperInvariant() switch
        {
            "UP" => RoundingMode.Up,
            "DOWN" => RoundingMode.Down,
            "CEILING" => RoundingMode.Ceiling,
            "FLOOR" => RoundingMode.Floor,
            "HALF_UP" => RoundingMode.HalfUp,
            "HALF_DOWN" => RoundingMode.HalfDown,
            "HALF_EVEN" => RoundingMode.HalfEven,
            _ => throw RuntimeErrors.InvalidArgument(
                $"Unknown rounding mode '{mode}'. Valid values are: CEILING, FLOOR, UP, DOWN, HALF_EVEN, HALF_UP, HALF_DOWN."
            ),
        };
}
