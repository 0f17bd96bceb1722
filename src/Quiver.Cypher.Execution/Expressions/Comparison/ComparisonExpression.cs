using Quiver.Cypher.Execution.Kernels;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Comparison;

/// <summary>= &lt;&gt; &lt; &lt;= &gt; &gt;=: a kernel for two columns of one kind, value by value otherwise.</summary>
internal sealed class ComparisonExpression(
    ComparisonOperator comparison,
    VectorExpression left,
    VectorExpression right
) : VectorExpression(left, right)
{
    /// <inheritdoc/>
    public override bool IsCheap => Children[0].IsCheap && Children[1].IsCheap;

    private WordVector? _transient;

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context) =>
        Compare(rows, context, null);

    /// <inheritdoc/>
    public override ColumnVector EvaluateTransient(Batch rows, QueryContext context) =>
        _transient = Compare(rows, context, _transient);

    private WordVector Compare(Batch rows, QueryContext context, WordVector? spare)
    {
        // The result is a column of its own.
        var left = Children[0].EvaluateTransient(rows, context);
        if (
            left is TextVector texts
            && Children[1].TryGetConstant(out var constant)
            && constant.Kind == ValueKind.String
        )
        {
            var compared = NewResult(left, null, spare);
            ComparisonKernels.Compare(comparison, texts, constant.AsUtf8(), compared.Items);
            return compared;
        }
        var right = Children[1].EvaluateTransient(rows, context);
        return CompareTyped(left, right, spare) ?? CompareValues(left, right);
    }

    private WordVector? CompareTyped(ColumnVector left, ColumnVector right, WordVector? spare)
    {
        if (left.Kind != right.Kind)
        {
            return null;
        }
        switch (left)
        {
            case WordVector words when IsOrdered(left.Kind) || IsEquality:
                var result = NewResult(left, right, spare);
                ComparisonKernels.Compare(
                    comparison,
                    words.Items,
                    ((WordVector)right).Items,
                    result.Items
                );
                return result;
            case FloatVector floats:
                var compared = NewResult(left, right, spare);
                ComparisonKernels.Compare(
                    comparison,
                    floats.Items,
                    ((FloatVector)right).Items,
                    compared.Items
                );
                return compared;
            case TextVector texts:
                var ordered = NewResult(left, right, spare);
                ComparisonKernels.Compare(comparison, texts, (TextVector)right, ordered.Items);
                return ordered;
            default:
                return null;
        }
    }

    private bool IsEquality =>
        comparison is ComparisonOperator.Equal or ComparisonOperator.NotEqual;

    private static bool IsOrdered(VectorKind kind) =>
        kind
            is VectorKind.Integer
                or VectorKind.Boolean
                or VectorKind.Date
                or VectorKind.LocalDateTime
                or VectorKind.ZonedDateTime;

    private static WordVector NewResult(ColumnVector left, ColumnVector? right, WordVector? spare)
    {
        var result = spare ?? new WordVector(VectorKind.Boolean, left.Count);
        result.Clear();
        result.AppendSpan(left.Count);
        result.MarkNullsOf(left);
        if (right is not null)
        {
            result.MarkNullsOf(right);
        }
        return result;
    }

    private WordVector CompareValues(ColumnVector left, ColumnVector right)
    {
        byte[] codes = new byte[left.Count];
        for (int row = 0; row < codes.Length; row++)
        {
            codes[row] = TernaryKernels.CodeOf(
                ComparisonKernels.Compare(comparison, left[row], right[row])
            );
        }
        return TernaryKernels.Store(codes);
    }
}
