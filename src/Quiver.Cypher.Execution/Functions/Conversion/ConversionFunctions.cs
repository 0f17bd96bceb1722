using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Conversion;

/// <summary>toBoolean, toInteger, toFloat, toString and their OrNull forms: text that cannot be read gives null; a type that cannot be converted, and text of a number that is no INTEGER for its size, is an error.</summary>
internal static class ConversionFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add(
            "toBoolean",
            static (in FunctionCall call) =>
                OrFail(
                    call,
                    Converter.TryToBoolean(call[0], out var result),
                    result,
                    "a BOOLEAN, STRING or INTEGER"
                )
        );
        table.Add(
            "toInteger",
            static (in FunctionCall call) =>
                OrFail(
                    call,
                    Converter.TryToInteger(call[0], out var result, out bool isTooLarge),
                    isTooLarge ? throw RuntimeErrors.IntegerTooLarge(call[0]) : result,
                    "a BOOLEAN, STRING, INTEGER or FLOAT"
                )
        );
        table.Add(
            "toFloat",
            static (in FunctionCall call) =>
                OrFail(
                    call,
                    Converter.TryToFloat(call[0], out var result),
                    result,
                    "a STRING, INTEGER or FLOAT"
                )
        );
        table.Add(
            "toString",
            static (in FunctionCall call) =>
                OrFail(
                    call,
                    Converter.TryToText(call[0], out var result),
                    result,
                    "a BOOLEAN, STRING, INTEGER, FLOAT, POINT, DURATION or temporal value"
                )
        );
        table.Add(
            "toBooleanOrNull",
            static (in FunctionCall call) =>
                Converter.TryToBoolean(call[0], out var result) ? result : Value.Null
        );
        table.Add(
            "toIntegerOrNull",
            static (in FunctionCall call) =>
                Converter.TryToInteger(call[0], out var result) ? result : Value.Null
        );
        table.Add(
            "toFloatOrNull",
            static (in FunctionCall call) =>
                Converter.TryToFloat(call[0], out var result) ? result : Value.Null
        );
        table.Add(
            "toStringOrNull",
            static (in FunctionCall call) =>
                Converter.TryToText(call[0], out var result) ? result : Value.Null
        );
    }

    private static Value OrFail(
        in FunctionCall call,
        bool converted,
        Value result,
        string expected
    ) => converted ? result : throw call.Unexpected(0, expected);
}
