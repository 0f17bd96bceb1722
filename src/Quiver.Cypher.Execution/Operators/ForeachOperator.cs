using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// Foreach: the left rows, when the right side was run for each element of each row's list. A right side of one clause is run for all
/// elements at once: it changes the graph row by row anyway.
/// </summary>
internal sealed class ForeachOperator(
    QueryContext context,
    Operator left,
    Operator right,
    ForeachSettings settings,
    OutputColumns output
) : UpdateOperator(context, left)
{
    /// <inheritdoc/>
    protected override IEnumerable<Batch> Apply(List<Batch> input)
    {
        foreach (var rows in settings.IsSingleClause ? Joined(input) : input)
        {
            Run(rows);
        }
        foreach (var rows in input)
        {
            yield return new Batch(output.Pass(rows), rows.RowCount);
        }
    }

    private static IEnumerable<Batch> Joined(List<Batch> input)
    {
        if (input.Count < 2)
        {
            return input;
        }
        var columns = new GrowingColumn[input[0].Columns.Length];
        int count = 0;
        foreach (var rows in input)
        {
            int[] all = RowRange.Of(0, rows.RowCount);
            for (int i = 0; i < columns.Length; i++)
            {
                (columns[i] ??= new GrowingColumn()).Append(rows.Columns[i], all);
            }
            count += rows.RowCount;
        }
        return [new Batch([.. columns.Select(static c => c.Column)], count)];
    }

    private void Run(Batch rows)
    {
        var lists = settings.List.Evaluate(rows, Context);
        var origins = new List<int>();
        var elements = new ColumnBuilder(Batch.Capacity);
        for (int row = 0; row < rows.RowCount; row++)
        {
            var list = lists[row];
            if (list.IsNull)
            {
                continue;
            }
            if (list.Kind != ValueKind.List)
            {
                throw RuntimeErrors.UnexpectedType("List", list);
            }
            foreach (var element in list.AsList().AsSpan())
            {
                origins.Add(row);
                elements.Append(element);
            }
        }
        if (origins.Count == 0)
        {
            return;
        }
        var columns = new ColumnVector[rows.Columns.Length + 1];
        int[] taken = [.. origins];
        for (int i = 0; i < rows.Columns.Length; i++)
        {
            columns[i] = rows.Columns[i].Gather(taken);
        }
        columns[^1] = elements.Build();
        var arguments = new Batch(columns, taken.Length);
        if (settings.IsSingleClause)
        {
            RunFor(arguments);
            return;
        }
        for (int row = 0; row < arguments.RowCount; row++)
        {
            RunFor(SingleRow.Of(arguments, row));
        }
    }

    private void RunFor(Batch arguments)
    {
        Context.Cancellation.ThrowIfCancellationRequested();
        settings.Arguments.Rows = arguments;
        right.Restart();
        while (right.Next() is not null)
        {
            Context.Cancellation.ThrowIfCancellationRequested();
        }
    }
}
