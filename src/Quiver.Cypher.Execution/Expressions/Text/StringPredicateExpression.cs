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

    private WordVector? _transient;

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context) =>
        Test(rows, context, null);

    /// <inheritdoc/>
    public override ColumnVector EvaluateTransient(Batch rows, QueryContext context) =>
        _transient = Test(rows, context, _transient);

    private WordVector Test(Batch rows, QueryContext context, WordVector? spare)
    {
        // The result is a column of its own.
        var texts = Children[0].EvaluateTransient(rows, context);
        if (
            texts is TextVector vector
            && Children[1].TryGetConstant(out var constant)
            && constant.Kind == ValueKind.String
        )
        {
            return TestAll(vector, constant.AsUtf8(), spare);
        }
        var parts = Children[1].EvaluateTransient(rows, context);
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
        return TernaryKernels.Store(codes, spare);
    }

    private WordVector TestAll(TextVector texts, ReadOnlySpan<byte> part, WordVector? spare)
    {
        var result = spare ?? new WordVector(VectorKind.Boolean, texts.Count);
        result.Clear();
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
