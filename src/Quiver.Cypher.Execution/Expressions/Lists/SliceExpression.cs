using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Lists;

/// <summary>list[from..to]: ends are cut to the list, negative ones count from its end; null when any part is null.</summary>
internal sealed class SliceExpression(
    VectorExpression list,
    VectorExpression? from,
    VectorExpression? to
)
    : VectorExpression([
        list,
        .. from is null ? [] : new[] { from },
        .. to is null ? [] : new[] { to },
    ])
{
    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var lists = list.Evaluate(rows, context);
        var starts = from?.Evaluate(rows, context);
        var ends = to?.Evaluate(rows, context);
        var result = new AnyVector(rows.RowCount);
        var large = default(LargeValues);
        for (int row = 0; row < rows.RowCount; row++)
        {
            var start = starts is null ? Value.Integer(0) : starts[row];
            var end = ends is null ? Value.Integer(long.MaxValue) : ends[row];
            var slice = Slice(lists[row], start, end);
            if (large.Add(slice))
            {
                context.Memory.EnsureAvailable(large.Bytes);
                context.Cancellation.ThrowIfCancellationRequested();
            }
            result.Append(slice);
        }
        return result;
    }

    private static Value Slice(Value value, Value from, Value to)
    {
        if (value.IsNull || from.IsNull || to.IsNull)
        {
            return Value.Null;
        }
        if (value.Kind != ValueKind.List)
        {
            throw RuntimeErrors.UnexpectedType("List", value);
        }
        var elements = value.AsList().AsSpan();
        int start = Position(from, elements.Length);
        int end = Position(to, elements.Length);
        return Value.List(start < end ? elements[start..end].ToArray() : []);
    }

    private static int Position(Value value, int count)
    {
        if (value.Kind != ValueKind.Integer)
        {
            throw RuntimeErrors.UnexpectedType("Integer", value);
        }
        long position = value.AsInteger();
        return (int)Math.Clamp(position < 0 ? position + count : position, 0, count);
    }
}
