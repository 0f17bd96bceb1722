using Quiver.Cypher.Execution.Kernels;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Text;

/// <summary>STARTS WITH, ENDS WITH, CONTAINS: null unless both sides are text.</summary>
internal sealed class StringPredicateExpression(
    StringPredicateOperator operation,
    VectorExpression text,
    VectorExpression part
) : VectorExpression(text, part)
{
    /// <inheritdoc/>
    public override bool IsCheap => Children[0].IsCheap && Children[1].IsCheap;

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var texts = Children[0].Evaluate(rows, context);
        if (
            texts is TextVector vector
            && Children[1].TryGetConstant(out var constant)
            && constant.Kind == ValueKind.String
        )
        {
            return TestAll(vector, constant.AsUtf8());
        }
        var parts = Children[1].Evaluate(rows, context);
        byte[] codes = new byte[rows.RowCount];
        for (int row = 0; row < codes.Length; row++)
        {
            var text = texts[row];
            var part = parts[row];
            codes[row] =
                text.Kind != ValueKind.String || part.Kind != ValueKind.String
                    ? TernaryKernels.Unknown
                : Holds(text.AsUtf8(), part.AsUtf8()) ? TernaryKernels.True
                : TernaryKernels.False;
        }
        return TernaryKernels.Store(codes);
    }

    private WordVector TestAll(TextVector texts, ReadOnlySpan<byte> part)
    {
        var result = new WordVector(VectorKind.Boolean, texts.Count);
        var words = result.AppendSpan(texts.Count);
        for (int row = 0; row < words.Length; row++)
        {
            words[row] = Holds(texts.Utf8(row), part) ? 1 : 0;
        }
        result.MarkNullsOf(texts);
        return result;
    }

    private bool Holds(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part) =>
        operation switch
        {
            StringPredicateOperator.StartsWith => text.StartsWith(part),
            StringPredicateOperator.EndsWith => text.EndsWith(part),
            _ => text.IndexOf(part) >= 0,
        };
}
