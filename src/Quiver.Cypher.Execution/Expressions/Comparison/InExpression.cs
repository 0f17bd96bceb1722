using Quiver.Cypher.Execution.Kernels;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Comparison;

/// <summary>value IN list. A constant list of integers or of texts is looked up by hash.</summary>
internal sealed class InExpression(VectorExpression value, VectorExpression list)
    : VectorExpression(value, list)
{
    private const int ComparisonsPerCheck = 1 << 12;

    private int _comparisons;
    private ConstantSet? _constants;
    private bool _constantsKnown;

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var values = Children[0].Evaluate(rows, context);
        if (!_constantsKnown)
        {
            _constants = Children[1].TryGetConstant(out var constant)
                ? ConstantSet.TryCreate(constant)
                : null;
            _constantsKnown = true;
        }
        if (_constants?.TryEvaluate(values) is { } found)
        {
            return found;
        }
        var lists = Children[1].Evaluate(rows, context);
        byte[] codes = new byte[rows.RowCount];
        for (int row = 0; row < codes.Length; row++)
        {
            codes[row] = TernaryKernels.CodeOf(Contains(values[row], lists[row], context));
        }
        return TernaryKernels.Store(codes);
    }

    private Ternary Contains(Value value, Value list, QueryContext context)
    {
        if (list.IsNull)
        {
            return Ternary.Unknown;
        }
        if (list.Kind != ValueKind.List)
        {
            throw RuntimeErrors.UnexpectedType("List", list);
        }
        var result = Ternary.False;
        foreach (var element in list.AsList().AsSpan())
        {
            if (++_comparisons == ComparisonsPerCheck)
            {
                _comparisons = 0;
                context.Cancellation.ThrowIfCancellationRequested();
            }
            var equal = ValueEquality.Compare(value, element);
            if (equal == Ternary.True)
            {
                return Ternary.True;
            }
            if (equal == Ternary.Unknown)
            {
                result = Ternary.Unknown;
            }
        }
        return result;
    }
}
