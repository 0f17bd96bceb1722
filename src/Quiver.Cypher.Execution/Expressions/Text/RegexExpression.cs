using Quiver.Cypher.Execution.Kernels;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Text;

/// <summary>text =~ pattern: whether the whole text matches; null unless both are text.</summary>
internal sealed class RegexExpression(VectorExpression text, VectorExpression pattern)
    : VectorExpression(text, pattern)
{
    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        // The result is a column of its own.
        var texts = Children[0].EvaluateTransient(rows, context);
        var patterns = Children[1].EvaluateTransient(rows, context);
        bool isConstant = Children[1].TryGetConstant(out var constant);
        string? constantPattern =
            isConstant && constant.Kind == ValueKind.String ? constant.AsString() : null;
        byte[] codes = new byte[rows.RowCount];
        for (int row = 0; row < codes.Length; row++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var text = texts[row];
            if (text.Kind != ValueKind.String || patterns.IsNull(row))
            {
                codes[row] = TernaryKernels.Unknown;
                continue;
            }
            string? pattern = constantPattern ?? PatternOf(patterns[row]);
            codes[row] =
                pattern is null ? TernaryKernels.Unknown
                : context.RegularExpressions.IsMatch(pattern, text.AsString()) ? TernaryKernels.True
                : TernaryKernels.False;
        }
        return TernaryKernels.Store(codes);
    }

    private static string? PatternOf(Value pattern) =>
        pattern.Kind == ValueKind.String ? pattern.AsString() : null;
}
