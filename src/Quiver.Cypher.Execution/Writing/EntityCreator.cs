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
        var made = new WordVector[nodes.Length + relationships.Length];
        for (int i = 0; i < made.Length; i++)
        {
            var kind = i < nodes.Length ? VectorKind.Node : VectorKind.Relationship;
            made[i] = new WordVector(kind, rows.RowCount);
        }
        // Values are computed before anything is made: they depend on what was there before.
        var values = Evaluate(rows, context);
        var writer = context.RequireWriter();
        for (int row = 0; row < rows.RowCount; row++)
        {
            Make(values, row, made, writer, isTracked: false);
        }
        return made;
    }

    /// <summary>What the pattern is made of for each row.</summary>
    public CreationValues Evaluate(Batch rows, QueryContext context) =>
        new(
            rows,
            [.. nodes.Select(n => n.Properties?.Evaluate(rows, context))],
            [
                .. nodes.Select(n =>
                    n.DynamicLabels.Select(l => l.Evaluate(rows, context)).ToArray()
                ),
            ],
            [.. relationships.Select(r => r.Properties?.Evaluate(rows, context))],
            [.. relationships.Select(r => r.DynamicType?.Evaluate(rows, context))]
        );

    /// <summary>Makes the pattern for a row.</summary>
    /// <param name="values">What <see cref="Evaluate"/> gave.</param>
    /// <param name="row">The row.</param>
    /// <param name="made">The columns of the nodes, then those of the relationships: each gets what was made.</param>
    /// <param name="writer">Makes the changes.</param>
    /// <param name="isTracked">Whether later rows of the clause are to see the properties.</param>
    public void Make(
        CreationValues values,
        int row,
        WordVector[] made,
        GraphWriter writer,
        bool isTracked
    )
    {
        for (int i = 0; i < nodes.Length; i++)
        {
            var node = writer.CreateNode(LabelsOf(i, values.NodeLabels[i], row, writer));
            nodes[i]
                .Properties?.Set(
                    Value.Node(node),
                    values.NodeProperties[i]!,
                    row,
                    writer,
                    isTracked
                );
            made[i].Append(node.Value);
        }
        for (int i = 0; i < relationships.Length; i++)
        {
            var template = relationships[i];
            string type = template.Type ?? DynamicNames.Single(values.Types[i]![row]);
            var relationship = writer.CreateRelationship(
                End(template, template.Start, values.Rows, row, made),
                writer.RelationshipType(type),
                End(template, template.End, values.Rows, row, made)
            );
            template.Properties?.Set(
                Value.Relationship(relationship),
                values.RelationshipProperties[i]!,
                row,
                writer,
                isTracked
            );
            made[nodes.Length + i].Append(relationship.Value);
        }
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
            return new NodeId(made[end.Made].Items[^1]);
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
