using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Expressions.Logic;

/// <summary>IS NULL and IS NOT NULL. Of a property only whether it is there is read.</summary>
internal sealed class IsNullExpression(VectorExpression operand, bool isNegated)
    : VectorExpression(operand)
{
    private readonly PropertyExpression? _property = operand as PropertyExpression;

    /// <inheritdoc/>
    public override bool IsCheap => Children[0].IsCheap;

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var result = new WordVector(VectorKind.Boolean, rows.RowCount);
        var words = result.AppendSpan(rows.RowCount);
        if (_property?.TryReadPresence(rows, context, words) == true)
        {
            if (!isNegated)
            {
                for (int row = 0; row < words.Length; row++)
                {
                    words[row] ^= 1;
                }
            }
            return result;
        }
        var operand = Children[0].EvaluateTransient(rows, context);
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
