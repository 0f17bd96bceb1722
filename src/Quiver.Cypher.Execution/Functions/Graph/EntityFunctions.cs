using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Graph;

/// <summary>id, elementId, type, startNode, endNode; the names of graphs.</summary>
internal static class EntityFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("id", Id, Ids);
        table.Add("elementId", ElementId);
        table.Add("db.nameFromElementId", DatabaseName);
        table.Add("graph.names", GraphNames);
        table.Add("graph.propertiesByName", GraphProperties);
        table.Add("type", Type, Types);
        table.Add(
            "startNode",
            StartNode,
            static (arguments, count, context) => Ends(arguments, count, context, start: true)
        );
        table.Add(
            "endNode",
            EndNode,
            static (arguments, count, context) => Ends(arguments, count, context, start: false)
        );
    }

    private static Value Id(in FunctionCall call) =>
        call[0].Kind is ValueKind.Node or ValueKind.Relationship
            ? Value.Integer(call[0].Bits)
            : throw call.Unexpected(0, "a NODE or RELATIONSHIP");

    private static ColumnVector? Ids(
        ReadOnlySpan<ColumnVector> arguments,
        int rowCount,
        QueryContext context
    )
    {
        if (arguments[0].Kind is not (VectorKind.Node or VectorKind.Relationship))
        {
            return null;
        }
        var result = new WordVector(VectorKind.Integer, rowCount);
        ((WordVector)arguments[0]).Items.CopyTo(result.AppendSpan(rowCount));
        result.MarkNullsOf(arguments[0]);
        return result;
    }

    private static Value ElementId(in FunctionCall call) =>
        call[0].Kind switch
        {
            ValueKind.Node => Value.String(call.Context.Entities.ElementId(call[0].AsNode())),
            ValueKind.Relationship => Value.String(
                call.Context.Entities.ElementId(call[0].AsRelationship())
            ),
            _ => throw call.Unexpected(0, "a NODE or RELATIONSHIP"),
        };

    // The identifiers of this database name it; those of another one cannot be followed from here.
    private static Value DatabaseName(in FunctionCall call)
    {
        string id = call.Text(0);
        string own = $":{call.Context.Snapshot.DatabaseId}:";
        bool isOwn = id.IndexOf(own, StringComparison.Ordinal) == 1 && id[0] is '4' or '5';
        return isOwn && call.Context.Caller is { } caller
            ? Value.String(caller.DatabaseName)
            : throw RuntimeErrors.InvalidArgument(
                $"The element id '{id}' is of no node or relationship of this database."
            );
    }

    // The graphs of the database that the query runs in: there is one, and nobody gives it properties.
    private static Value GraphNames(in FunctionCall call) =>
        call.Context.Caller is { } caller
            ? Value.List([Value.String(caller.DatabaseName)])
            : Value.List([]);

    private static Value GraphProperties(in FunctionCall call)
    {
        string name = call.Text(0);
        return string.Equals(
            name,
            call.Context.Caller?.DatabaseName,
            StringComparison.OrdinalIgnoreCase
        )
            ? Value.Map(MapValue.Empty)
            : throw RuntimeErrors.GraphNotFound(name);
    }

    private static Value Type(in FunctionCall call) =>
        call[0].Kind == ValueKind.Relationship
            ? call.Context.TypeName(call.Context.ReadRelationship(call[0].AsRelationship()).Type)
            : throw call.Unexpected(0, "a RELATIONSHIP");

    private static ColumnVector? Types(
        ReadOnlySpan<ColumnVector> arguments,
        int rowCount,
        QueryContext context
    )
    {
        if (arguments[0].Kind != VectorKind.Relationship)
        {
            return null;
        }
        var relationships = (WordVector)arguments[0];
        var result = new TextVector(rowCount);
        for (int row = 0; row < rowCount; row++)
        {
            if (relationships.IsNull(row))
            {
                result.AppendNull();
                continue;
            }
            var record = context.ReadRelationship(new RelationshipId(relationships.Items[row]));
            result.Append(context.TypeName(record.Type).AsUtf8());
        }
        return result;
    }

    private static Value StartNode(in FunctionCall call) =>
        call[0].Kind == ValueKind.Relationship
            ? Value.Node(call.Context.ReadRelationship(call[0].AsRelationship()).Start)
            : throw call.Unexpected(0, "a RELATIONSHIP");

    private static Value EndNode(in FunctionCall call) =>
        call[0].Kind == ValueKind.Relationship
            ? Value.Node(call.Context.ReadRelationship(call[0].AsRelationship()).End)
            : throw call.Unexpected(0, "a RELATIONSHIP");

    private static WordVector? Ends(
        ReadOnlySpan<ColumnVector> arguments,
        int rowCount,
        QueryContext context,
        bool start
    )
    {
        if (arguments[0].Kind != VectorKind.Relationship)
        {
            return null;
        }
        var relationships = (WordVector)arguments[0];
        var result = new WordVector(VectorKind.Node, rowCount);
        for (int row = 0; row < rowCount; row++)
        {
            if (relationships.IsNull(row))
            {
                result.AppendNull();
                continue;
            }
            var record = context.ReadRelationship(new RelationshipId(relationships.Items[row]));
            result.Append(start ? record.Start.Value : record.End.Value);
        }
        return result;
    }
}
