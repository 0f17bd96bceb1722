using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Lists;

/// <summary>reduce(accumulator = initial, x IN list | step): all rows step in time, so that each step runs as a kernel.</summary>
/// <remarks>The accumulator's column stands just before the element's.</remarks>
internal sealed class ReduceExpression(
    VectorExpression initial,
    VectorExpression list,
    int accumulatorSlot,
    VectorExpression step
) : VectorExpression(initial, list, step)
{
    // Whoever walks through a value recursively, here or in a client, needs stack for as much.
    private const int MaxDepth = 1000;

    private int[]? _outerSlots;

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var lists = list.EvaluateStreamed(rows, context);
        var accumulated = new Value[rows.RowCount];
        var start = initial.Evaluate(rows, context);
        var open = new List<int>();
        for (int row = 0; row < rows.RowCount; row++)
        {
            accumulated[row] = start[row];
            if (ElementFrames.ListOf(lists, row) is { Count: > 0 })
            {
                open.Add(row);
            }
            else if (lists.IsNull(row))
            {
                accumulated[row] = default;
            }
        }
        for (int position = 0; open.Count > 0; position++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            Step(rows, lists, open, position, accumulated, context);
            open.RemoveAll(row => ElementFrames.ListOf(lists, row)!.Count - 1 <= position);
        }
        var result = new ColumnBuilder(rows.RowCount);
        foreach (var value in accumulated)
        {
            result.Append(value);
        }
        return result.Build();
    }

    /// <inheritdoc/>
    protected internal override void CollectSlots(SortedSet<int> slots)
    {
        initial.CollectSlots(slots);
        list.CollectSlots(slots);
        foreach (int slot in OuterSlots())
        {
            slots.Add(slot);
        }
    }

    private void Step(
        Batch rows,
        ColumnVector lists,
        List<int> open,
        int position,
        Value[] accumulated,
        QueryContext context
    )
    {
        int[] selected = [.. open];
        var columns = new ColumnVector[accumulatorSlot + 2];
        foreach (int slot in OuterSlots())
        {
            columns[slot] = rows.Columns[slot].Gather(selected);
        }
        var accumulators = new ColumnBuilder(selected.Length);
        var elements = new ColumnBuilder(selected.Length);
        foreach (int row in selected)
        {
            accumulators.Append(accumulated[row]);
            elements.Append(ElementFrames.ListOf(lists, row)![position]);
        }
        columns[accumulatorSlot] = accumulators.Build();
        columns[accumulatorSlot + 1] = elements.Build();
        var next = step.Evaluate(new Batch(columns, selected.Length), context);
        long bytes = 0;
        for (int i = 0; i < selected.Length; i++)
        {
            var value = next[i];
            accumulated[selected[i]] = value;
            if (value.Kind is ValueKind.List or ValueKind.Map or ValueKind.String)
            {
                bytes += BytesOf(value);
            }
        }
        context.Memory.EnsureAvailable(bytes);
    }

    private static long BytesOf(Value value) =>
        ValueExtent.DepthOf(value) <= MaxDepth
            ? ValueMemory.Of(value)
            : throw RuntimeErrors.NestedTooDeeply(MaxDepth);

    private int[] OuterSlots()
    {
        if (_outerSlots is null)
        {
            var inside = new SortedSet<int>();
            step.CollectSlots(inside);
            _outerSlots = [.. inside.Where(slot => slot < accumulatorSlot)];
        }
        return _outerSlots;
    }
}
