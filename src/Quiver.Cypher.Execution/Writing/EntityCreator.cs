using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>Makes the nodes and relationships of a pattern for rows.</summary>
internal sealed class EntityCreator(NodeTemplate[] nodes, RelationshipTemplate[] relationships)
{
    private readonly LabelId[]?[] _labels = new LabelId[]?[nodes.Length];
    private readonly List<string> _names = [];
    private readonly List<LabelId> _rowLabels = [];

    /// <summary>The nodes.</summary>
    public IReadOnlyList<NodeTemplate> Nodes => nodes;

    /// <summary>The relationships.</summary>
    public IReadOnlyList<RelationshipTemplate> Relationships => relationships;

    /// <summary>Makes the pattern for each row; gives the columns of the nodes, then those of the relationships.</summary>
    public WordVector[] Create(Batch rows, QueryContext context)
    {
        var writer = context.RequireWriter();
        var made = new WordVector[nodes.Length + relationships.Length];
        for (int i = 0; i < made.Length; i++)
        {
            var kind = i < nodes.Length ? VectorKind.Node : VectorKind.Relationship;
            made[i] = new WordVector(kind, rows.RowCount);
        }
        // Values are computed before anything is made: they depend on what was there before.
        var nodeValues = new ColumnVector[]?[nodes.Length];
        var nodeLabels = new ColumnVector[nodes.Length][];
        for (int i = 0; i < nodes.Length; i++)
        {
            nodeValues[i] = nodes[i].Properties?.Evaluate(rows, context);
            nodeLabels[i] = [.. nodes[i].DynamicLabels.Select(l => l.Evaluate(rows, context))];
        }
        var values = new ColumnVector[]?[relationships.Length];
        var types = new ColumnVector?[relationships.Length];
        for (int i = 0; i < relationships.Length; i++)
        {
            values[i] = relationships[i].Properties?.Evaluate(rows, context);
            types[i] = relationships[i].DynamicType?.Evaluate(rows, context);
        }
        for (int row = 0; row < rows.RowCount; row++)
        {
            for (int i = 0; i < nodes.Length; i++)
            {
                var node = writer.CreateNode(LabelsOf(i, nodeLabels[i], row, writer));
                nodes[i].Properties?.Set(Value.Node(node), nodeValues[i]!, row, writer);
                made[i].Append(node.Value);
            }
            for (int i = 0; i < relationships.Length; i++)
            {
                var template = relationships[i];
                string type = template.Type ?? DynamicNames.Single(types[i]![row]);
                var relationship = writer.CreateRelationship(
                    End(template, template.Start, rows, row, made),
                    writer.RelationshipType(type),
                    End(template, template.End, rows, row, made)
                );
                template.Properties?.Set(Value.Relationship(relationship), values[i]!, row, writer);
                made[nodes.Length + i].Append(relationship.Value);
            }
        }
        return made;
    }

    private static NodeId End(
        RelationshipTemplate relationship,
        EndTemplate end,
        Batch rows,
        int row,
        WordVector[] made
    )
    {
        if (end.Made >= 0)
        {
            return new NodeId(made[end.Made].Items[row]);
        }
        var column = rows.Columns[end.Slot];
        if (column.IsNull(row))
        {
            throw RuntimeErrors.EndMissing(relationship.Name, end.Name);
        }
        return column is WordVector { Kind: VectorKind.Node } nodes
            ? new NodeId(nodes.Items[row])
            : NodeOf(column[row]);
    }

    private static NodeId NodeOf(Value value) =>
        value.Kind == ValueKind.Node
            ? value.AsNode()
            : throw RuntimeErrors.UnexpectedType("Node", value);

    private ReadOnlySpan<LabelId> LabelsOf(
        int node,
        ColumnVector[] dynamic,
        int row,
        GraphWriter writer
    )
    {
        var written = _labels[node] ??= [.. nodes[node].Labels.Select(writer.Label)];
        if (dynamic.Length == 0)
        {
            return written;
        }
        _rowLabels.Clear();
        _rowLabels.AddRange(written);
        _names.Clear();
        foreach (var column in dynamic)
        {
            DynamicNames.Add(column[row], _names);
        }
        foreach (string name in _names)
        {
            var label = writer.Label(name);
            if (!_rowLabels.Contains(label))
            {
                _rowLabels.Add(label);
            }
        }
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_rowLabels);
    }
}
