using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>apoc.path: paths put together and taken apart.</summary>
internal static class PathPartFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("apoc.path.combine", Combine);
        table.Add("apoc.path.create", Create);
        table.Add("apoc.path.elements", Elements);
        table.Add("apoc.path.slice", Slice);
    }

    private static PathValue PathAt(in FunctionCall call, int index) =>
        call[index].Kind == ValueKind.Path
            ? call[index].AsPath()
            : throw call.Unexpected(index, "a PATH");

    private static Value Create(in FunctionCall call)
    {
        if (call[0].Kind != ValueKind.Node)
        {
            throw call.Unexpected(0, "a NODE");
        }
        var nodes = new List<NodeId> { call[0].AsNode() };
        var relationships = new List<RelationshipId>();
        foreach (var value in call.Has(1) ? call.List(1) : ListValue.Empty)
        {
            if (value.IsNull)
            {
                continue;
            }
            if (value.Kind != ValueKind.Relationship)
            {
                throw call.Unexpected(1, "a LIST<RELATIONSHIP>");
            }
            var record = call.Context.ReadRelationship(value.AsRelationship());
            nodes.Add(
                record.Start == nodes[^1] ? record.End
                : record.End == nodes[^1] ? record.Start
                : throw RuntimeErrors.InvalidArgument(
                    $"{call.Function}() takes relationships each of which begins or ends where the one before it led."
                )
            );
            relationships.Add(value.AsRelationship());
        }
        return Value.Path(new PathValue([.. nodes], [.. relationships]));
    }

    private static Value Combine(in FunctionCall call)
    {
        var first = PathAt(call, 0);
        var second = PathAt(call, 1);
        return first.Nodes[^1] == second.Nodes[0]
            ? Value.Path(
                new PathValue(
                    [.. first.Nodes, .. second.Nodes[1..]],
                    [.. first.Relationships, .. second.Relationships]
                )
            )
            : throw RuntimeErrors.InvalidArgument(
                $"{call.Function}() takes a second path that starts where the first one ends."
            );
    }

    private static Value Elements(in FunctionCall call)
    {
        var path = PathAt(call, 0);
        var elements = new List<Value> { Value.Node(path.Nodes[0]) };
        for (int i = 0; i < path.Length; i++)
        {
            elements.Add(Value.Relationship(path.Relationships[i]));
            elements.Add(Value.Node(path.Nodes[i + 1]));
        }
        return Value.List([.. elements]);
    }

    private static Value Slice(in FunctionCall call)
    {
        var path = PathAt(call, 0);
        int offset = (int)Math.Clamp(call.Has(1) ? call.Integer(1) : 0, 0, path.Length);
        long asked = call.Has(2) ? call.Integer(2) : -1;
        int length = (int)(
            asked < 0 ? path.Length - offset : Math.Min(asked, path.Length - offset)
        );
        return Value.Path(
            new PathValue(
                path.Nodes.Slice(offset, length + 1).ToArray(),
                path.Relationships.Slice(offset, length).ToArray()
            )
        );
    }
}
