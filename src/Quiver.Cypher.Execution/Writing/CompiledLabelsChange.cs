using Quiver.Cypher.Execution.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>Labels are added to a node or taken away.</summary>
internal sealed class CompiledLabelsChange(
    VectorExpression node,
    string[] labels,
    VectorExpression[] dynamicLabels,
    bool removes
) : CompiledChange(node, dynamicLabels)
{
    private readonly List<string> _names = [];

    /// <inheritdoc/>
    public override bool ChangesLabels => true;

    /// <inheritdoc/>
    public override bool IsForgettable(ColumnVector[] columns) => false;

    /// <inheritdoc/>
    public override void Apply(
        ColumnVector[] columns,
        int row,
        QueryContext context,
        bool isTracked
    )
    {
        var node = columns[0][row];
        if (node.Kind != ValueKind.Node)
        {
            throw RuntimeErrors.UnexpectedType("Node", node);
        }
        _names.Clear();
        _names.AddRange(labels);
        for (int i = 1; i < columns.Length; i++)
        {
            DynamicNames.Add(columns[i][row], _names);
        }
        var writer = context.RequireWriter();
        writer.Require(node);
        foreach (string name in _names)
        {
            if (context.HasLabel(node.AsNode(), name) == removes)
            {
                writer.SetLabel(node.AsNode(), writer.Label(name), isPresent: !removes);
            }
        }
    }
}
