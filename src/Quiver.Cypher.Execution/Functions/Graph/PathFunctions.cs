using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Graph;

/// <summary>length, nodes, relationships.</summary>
internal static class PathFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("length", static (in FunctionCall call) => Value.Integer(Path(call).Length));
        table.Add("nodes", Nodes);
        table.Add("relationships", Relationships);
    }

    private static PathValue Path(in FunctionCall call) =>
        call[0].Kind == ValueKind.Path ? call[0].AsPath() : throw call.Unexpected(0, "a PATH");

    private static Value Nodes(in FunctionCall call)
    {
        var nodes = Path(call).Nodes;
        var elements = new Value[nodes.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = Value.Node(nodes[i]);
        }
        return Value.List(elements);
    }

    private static Value Relationships(in FunctionCall call)
    {
        var relationships = Path(call).Relationships;
        var elements = new Value[relationships.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = Value.Relationship(relationships[i]);
        }
        return Value.List(elements);
    }
}
