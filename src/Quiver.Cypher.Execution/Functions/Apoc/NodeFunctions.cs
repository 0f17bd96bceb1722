using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>apoc.node, apoc.nodes, apoc.rel, apoc.label and apoc.any.isDeleted.</summary>
internal static class NodeFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("apoc.any.isDeleted", IsDeleted);
        table.Add("apoc.label.exists", HasLabel);
        table.Add(
            "apoc.node.degree",
            static (in FunctionCall call) => Degree(call, Direction.Both)
        );
        table.Add(
            "apoc.node.degree.in",
            static (in FunctionCall call) => Degree(call, Direction.Incoming)
        );
        table.Add(
            "apoc.node.degree.out",
            static (in FunctionCall call) => Degree(call, Direction.Outgoing)
        );
        table.Add(
            "apoc.node.id",
            static (in FunctionCall call) => Value.Integer(NodeAt(call, 0).Value)
        );
        table.Add(
            "apoc.node.labels",
            static (in FunctionCall call) => call.Context.LabelsOf(NodeAt(call, 0))
        );
        table.Add(
            "apoc.node.relationship.exists",
            static (in FunctionCall call) =>
                Value.Boolean(Degree(call, Direction.Both).AsInteger() > 0)
        );
        table.Add("apoc.node.relationship.types", Types);
        table.Add("apoc.node.relationships.exist", Existing);
        table.Add("apoc.nodes.connected", AreConnected);
        table.Add(
            "apoc.rel.id",
            static (in FunctionCall call) => Value.Integer(RelationshipAt(call).Value)
        );
        table.Add(
            "apoc.rel.type",
            static (in FunctionCall call) =>
                call.Context.TypeName(call.Context.ReadRelationship(RelationshipAt(call)).Type)
        );
        table.Add(
            "apoc.rel.startNode",
            static (in FunctionCall call) =>
                Value.Node(call.Context.ReadRelationship(RelationshipAt(call)).Start)
        );
        table.Add(
            "apoc.rel.endNode",
            static (in FunctionCall call) =>
                Value.Node(call.Context.ReadRelationship(RelationshipAt(call)).End)
        );
    }

    private static NodeId NodeAt(in FunctionCall call, int index) =>
        call[index].Kind == ValueKind.Node
            ? call[index].AsNode()
            : throw call.Unexpected(index, "a NODE");

    private static RelationshipId RelationshipAt(in FunctionCall call) =>
        call[0].Kind == ValueKind.Relationship
            ? call[0].AsRelationship()
            : throw call.Unexpected(0, "a RELATIONSHIP");

    private static Value IsDeleted(in FunctionCall call) =>
        call[0].Kind is ValueKind.Node or ValueKind.Relationship
            ? Value.Boolean(
                call.Context.Writer is { HasDeleted: true } writer
                    && writer.IsDeleted(call[0].Kind, call[0].Bits)
            )
            : throw call.Unexpected(0, "a NODE or RELATIONSHIP");

    private static Value HasLabel(in FunctionCall call)
    {
        string name = call.Text(1);
        return Value.Boolean(
            call[0].Kind == ValueKind.Relationship
                ? call.Context.TypeName(
                        call.Context.ReadRelationship(call[0].AsRelationship()).Type
                    )
                    .AsString() == name
                : call
                    .Context.LabelsOf(NodeAt(call, 0))
                    .AsList()
                    .Any(label => label.AsString() == name)
        );
    }

    private static RelationshipChoice ChoiceAt(
        in FunctionCall call,
        int index,
        Direction direction
    ) => new(call.Context, call.Has(index) ? call.Text(index) : "", direction);

    private static Value Degree(in FunctionCall call, Direction direction) =>
        Value.Integer(ChoiceAt(call, 1, direction).DegreeOf(NodeAt(call, 0)));

    private static Value Types(in FunctionCall call)
    {
        var node = NodeAt(call, 0);
        return Value.List([
            .. ChoiceAt(call, 1, Direction.Both)
                .PartsWithTypes()
                .Where(part => part.DegreeOf(node) > 0)
                .Select(static part => part.Name)
                .Distinct()
                .Select(Value.String),
        ]);
    }

    private static Value Existing(in FunctionCall call)
    {
        var node = NodeAt(call, 0);
        return Value.Map(
            new MapValue(
                ChoiceAt(call, 1, Direction.Both)
                    .Parts()
                    .Select(part =>
                        KeyValuePair.Create(part.Text, Value.Boolean(part.DegreeOf(node) > 0))
                    )
            )
        );
    }

    private static Value AreConnected(in FunctionCall call) =>
        Value.Boolean(ChoiceAt(call, 2, Direction.Both).Connects(NodeAt(call, 0), NodeAt(call, 1)));
}
