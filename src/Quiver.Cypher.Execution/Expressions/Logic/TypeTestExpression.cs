using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Logic;

/// <summary>IS :: T and IS NOT :: T.</summary>
internal sealed class TypeTestExpression(
    VectorExpression operand,
    DeclaredType tested,
    bool isNegated
) : VectorExpression(operand)
{
    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var operand = Children[0].Evaluate(rows, context);
        var result = new WordVector(VectorKind.Boolean, rows.RowCount);
        var words = result.AppendSpan(rows.RowCount);
        for (int row = 0; row < words.Length; row++)
        {
            words[row] = tested.Holds(operand[row]) != isNegated ? 1 : 0;
        }
        return result;
    }
}
