using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Graph;

/// <summary>The path through nodes (even parts) and relationships or lists of relationships (odd parts); null when any part is null.</summary>
internal sealed class PathExpression(VectorExpression[] parts) : VectorExpression(parts)
{
    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var columns = new ColumnVector[Children.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = Children[i].Evaluate(rows, context);
        }
        var nodes = new List<NodeId>();
        var relationships = new List<RelationshipId>();
        var result = new AnyVector(rows.RowCount);
        for (int row = 0; row < rows.RowCount; row++)
        {
            nodes.Clear();
            relationships.Clear();
            result.Append(
                TryBuild(columns, row, nodes, relationships, context)
                    ? Value.Path(new PathValue([.. nodes], [.. relationships]))
                    : Value.Null
            );
        }
        return result;
    }

    private static bool TryBuild(
        ColumnVector[] columns,
        int row,
        List<NodeId> nodes,
        List<RelationshipId> relationships,
        QueryContext context
    )
    {
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i].IsNull(row))
            {
                return false;
            }
            var part = columns[i][row];
            switch (part.Kind)
            {
                case ValueKind.Node when i == 0:
                    nodes.Add(part.AsNode());
                    break;
                case ValueKind.Node:
                    // The relationships before it have led here already, unless there were none.
                    nodes[^1] = part.AsNode();
                    break;
                case ValueKind.Relationship:
                    Step(part.AsRelationship(), nodes, relationships, context);
                    break;
                case ValueKind.List:
                    foreach (var step in part.AsList().AsSpan())
                    {
                        Step(step.AsRelationship(), nodes, relationships, context);
                    }
                    break;
                default:
                    throw RuntimeErrors.UnexpectedType("Node or Relationship", part);
            }
        }
        return true;
    }

    private static void Step(
        RelationshipId relationship,
        List<NodeId> nodes,
        List<RelationshipId> relationships,
        QueryContext context
    )
    {
        var record = context.ReadRelationship(relationship);
        relationships.Add(relationship);
        nodes.Add(record.Start == nodes[^1] ? record.End : record.Start);
    }
}
