using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Graph;

/// <summary>labels, keys, properties.</summary>
internal static class ContentFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("labels", Labels);
        table.Add("keys", Keys);
        table.Add("properties", Properties);
    }

    private static Value Labels(in FunctionCall call) =>
        call[0].Kind == ValueKind.Node
            ? call.Context.LabelsOf(call[0].AsNode())
            : throw call.Unexpected(0, "a NODE");

    private static Value Keys(in FunctionCall call)
    {
        switch (call[0].Kind)
        {
            case ValueKind.Map:
                return Value.List([.. call[0].AsMap().Keys.Select(Value.String)]);
            case ValueKind.Node:
            case ValueKind.Relationship:
                var map = call.Context.PropertiesOf(call[0]);
                return Value.List([.. map.Keys.Select(Value.String)]);
            default:
                throw call.Unexpected(0, "a NODE, RELATIONSHIP or MAP");
        }
    }

    private static Value Properties(in FunctionCall call) =>
        call[0].Kind switch
        {
            ValueKind.Map => call[0],
            ValueKind.Node or ValueKind.Relationship => Value.Map(
                call.Context.PropertiesOf(call[0])
            ),
            _ => throw call.Unexpected(0, "a NODE, RELATIONSHIP or MAP"),
        };
}
