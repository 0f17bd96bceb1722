using Quiver.Cypher.Execution.Kernels;
using Quiver.Cypher.Planning.Binding.Labels;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Graph;

/// <summary>Whether nodes' labels, or relationships' types, satisfy a label expression; null for null.</summary>
internal sealed class HasLabelsExpression(VectorExpression operand, BoundLabels labels)
    : VectorExpression(operand)
{
    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var operand = Children[0].Evaluate(rows, context);
        bool isRelationship =
            operand.Kind == VectorKind.Relationship || FirstKind(operand) == ValueKind.Relationship;
        var ids = isRelationship
            ? EntityColumn.RelationshipsOf(operand)
            : EntityColumn.NodesOf(operand);
        bool[] holds = new bool[ids.Length];
        if (isRelationship)
        {
            TypeTests.Test(labels, ids, context, holds);
        }
        else
        {
            LabelTests.Test(labels, ids, context, holds);
        }
        byte[] codes = new byte[ids.Length];
        for (int row = 0; row < codes.Length; row++)
        {
            codes[row] =
                ids[row] < 0 ? TernaryKernels.Unknown
                : holds[row] ? TernaryKernels.True
                : TernaryKernels.False;
        }
        return TernaryKernels.Store(codes);
    }

    private static ValueKind FirstKind(ColumnVector column)
    {
        for (int row = 0; column.Kind == VectorKind.Any && row < column.Count; row++)
        {
            if (!column.IsNull(row))
            {
                return column[row].Kind;
            }
        }
        return ValueKind.Null;
    }
}
