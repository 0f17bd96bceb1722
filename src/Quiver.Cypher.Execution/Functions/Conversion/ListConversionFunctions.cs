using Quiver.Cypher.Execution.Functions.Vectors;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Conversion;

/// <summary>toBooleanList, toIntegerList, toFloatList, toStringList: an element that cannot be converted becomes null.</summary>
internal static class ListConversionFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add(
            "toBooleanList",
            static (in FunctionCall call) => Map(call, call.List(0), Converter.TryToBoolean)
        );
        table.Add(
            "toIntegerList",
            static (in FunctionCall call) => Map(call, ListOrVector(call), Converter.TryToInteger)
        );
        table.Add(
            "toFloatList",
            static (in FunctionCall call) => Map(call, ListOrVector(call), Converter.TryToFloat)
        );
        table.Add(
            "toStringList",
            static (in FunctionCall call) => Map(call, call.List(0), Converter.TryToText)
        );
    }

    private delegate bool Conversion(Value value, out Value result);

    private static ListValue ListOrVector(in FunctionCall call) =>
        call[0].Kind == ValueKind.Vector
            ? new ListValue(VectorElements.Of(call[0].AsVector()))
            : call.List(0);

    private static Value Map(in FunctionCall call, ListValue list, Conversion conversion)
    {
        var result = new Value[list.Count];
        for (int i = 0; i < result.Length; i++)
        {
            call.Context.Cancellation.ThrowIfCancellationRequested();
            if (conversion(list[i], out var converted))
            {
                result[i] = converted;
            }
        }
        return Value.List(result);
    }
}
