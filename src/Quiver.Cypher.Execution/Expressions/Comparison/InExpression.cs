using Quiver.Cypher.Execution.Kernels;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Comparison;

/// <summary>value IN list. A list of integers, texts, nodes or relationships that is constant, or the same for all rows of a batch, is looked up by hash.</summary>
internal sealed class InExpression(VectorExpression value, VectorExpression list)
    : VectorExpression(value, list)
{
    private const int ComparisonsPerCheck = 1 << 12;

    // A list of fewer elements is gone through.
    private const int MinSharedLength = 8;

    private int _comparisons;
    private ConstantSet? _constants;
    private ListValue? _sharedList;
    private ConstantSet? _shared;
    private bool _constantsKnown;
    private WordVector? _transient;

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context) =>
        Find(rows, context, null);

    /// <inheritdoc/>
    public override ColumnVector EvaluateTransient(Batch rows, QueryContext context) =>
        _transient = Find(rows, context, _transient);

    private WordVector Find(Batch rows, QueryContext context, WordVector? spare)
    {
        // The result is a column of its own.
        var values = Children[0].EvaluateTransient(rows, context);
        if (!_constantsKnown)
        {
            _constants = Children[1].TryGetConstant(out var constant)
                ? ConstantSet.TryCreate(constant, context)
                : null;
            _constantsKnown = true;
        }
        if (_constants?.TryEvaluate(values, spare) is { } found)
        {
            return found;
        }
        var lists = Children[1].Evaluate(rows, context);
        if (SharedSet(lists, rows.RowCount, context)?.TryEvaluate(values, spare) is { } shared)
        {
            return shared;
        }
        byte[] codes = new byte[rows.RowCount];
        for (int row = 0; row < codes.Length; row++)
        {
            codes[row] = TernaryKernels.CodeOf(Contains(values[row], lists[row], context));
        }
        return TernaryKernels.Store(codes, spare);
    }

    private ConstantSet? SharedSet(ColumnVector lists, int rowCount, QueryContext context)
    {
        if (
            rowCount == 0
            || lists[0] is not { Kind: ValueKind.List } first
            || first.AsList() is not { Count: >= MinSharedLength } list
        )
        {
            return null;
        }
        for (int row = 1; row < rowCount; row++)
        {
            if (
                lists[row] is not { Kind: ValueKind.List } next
                || !ReferenceEquals(next.AsList(), list)
            )
            {
                return null;
            }
        }
        if (!ReferenceEquals(_sharedList, list))
        {
            _sharedList = list;
            _shared = ConstantSet.TryCreate(first, context);
        }
        return _shared;
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
