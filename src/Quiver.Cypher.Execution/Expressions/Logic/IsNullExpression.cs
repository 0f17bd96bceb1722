using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Expressions.Logic;

/// <summary>IS NULL and IS NOT NULL.</summary>
internal sealed class IsNullExpression(VectorExpression operand, bool isNegated)
    : VectorExpression(operand)
{
    /// <inheritdoc/>
    public override bool IsCheap => Children[0].IsCheap;

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var operand = Children[0].Evaluate(rows, context);
        var result = new WordVector(VectorKind.Boolean, rows.RowCount);
        var words = result.AppendSpan(rows.RowCount);
        words.Fill(isNegated ? 1 : 0);
        if (operand.HasNulls)
        {
            for (int row = 0; row < words.Length; row++)
            {
                words[row] = operand.IsNull(row) != isNegated ? 1 : 0;
            }
        }
        return result;
    }
}
