using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Scalar;

/// <summary>valueType: the most precise name of a value's type.</summary>
internal static class ValueTypeFunction
{
    /// <summary>Adds the function to the table.</summary>
    public static void Register(FunctionTable table) =>
        table.AddNullable(
            "valueType",
            static (in FunctionCall call) => Value.String(ValueTypeName.Of(call[0]))
        );
}
