using System.Text;
using Quiver.Foundation.Text.Normalization;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Text;

/// <summary>IS NORMALIZED and IS NOT NORMALIZED; null for what is no text.</summary>
internal sealed class IsNormalizedExpression(
    VectorExpression operand,
    NormalForm form,
    bool isNegated
) : VectorExpression(operand)
{
    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var operand = Children[0].Evaluate(rows, context);
        var result = new ColumnBuilder(rows.RowCount);
        for (int row = 0; row < rows.RowCount; row++)
        {
            var value = operand[row];
            if (value.Kind != ValueKind.String)
            {
                result.AppendNull();
                continue;
            }
            bool isNormalized =
                Ascii.IsValid(value.AsUtf8())
                || UnicodeNormalizer.IsNormalized(value.AsString(), form, context.Cancellation);
            result.Append(Value.Boolean(isNormalized != isNegated));
        }
        return result.Build();
    }
}
