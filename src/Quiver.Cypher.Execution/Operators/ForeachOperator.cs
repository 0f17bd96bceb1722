using Quiver.Cypher.Execution.Expressions.Lists;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// Foreach: the left rows, when the right side was run for each element of each row's list. A right side of one clause is run for all
/// elements at once, as far as they are not very many: it changes the graph row by row anyway.
/// </summary>
internal sealed class ForeachOperator(
    QueryContext context,
    Operator left,
    Operator right,
    ForeachSettings settings,
    OutputColumns output
) : UpdateOperator(context, left)
{
    private const int MaxElementsAtOnce = 1 << 16;

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
        var lists = settings.List.EvaluateStreamed(rows, Context);
        int width = rows.Columns.Length;
        int[] outer = RowRange.Of(0, width);
        var frames = new ElementFrames(rows, lists, outer, width);
        if (settings.IsSingleClause)
        {
            RunForAll(frames, width + 1);
            return;
        }
        while (frames.Next() is { } elements)
        {
            for (int row = 0; row < elements.RowCount; row++)
            {
                RunFor(SingleRow.Of(elements, row));
            }
        }
    }

    private void RunForAll(ElementFrames frames, int width)
    {
        var all = new RowStore(width, Context.Memory);
        while (frames.Next() is { } elements)
        {
            Context.Cancellation.ThrowIfCancellationRequested();
            all.Append(elements);
            if (all.Count >= MaxElementsAtOnce)
            {
                RunFor(all.All);
                all.Clear();
            }
        }
        if (all.Count > 0)
        {
            RunFor(all.All);
        }
        all.Clear();
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
