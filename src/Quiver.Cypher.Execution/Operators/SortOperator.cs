using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Sort: keeps all rows, then gives them in order.</summary>
internal sealed class SortOperator(
    QueryContext context,
    Operator source,
    SortKeys keys,
    RowSchema sourceSchema,
    OutputColumns output
) : Operator
{
    private readonly RowStore _rows = new(sourceSchema.Width, context.Memory);
    private int[]? _order;
    private int _given;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        _order ??= Collect();
        int count = Math.Min(Batch.Capacity, _order.Length - _given);
        if (count == 0)
        {
            return null;
        }
        var columns = output.Pass(_rows.All, _order.AsSpan(_given, count));
        _given += count;
        return new Batch(columns, count);
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _rows.Clear();
        _order = null;
        _given = 0;
        source.Restart();
    }

    private int[] Collect()
    {
        while (source.Next() is { } input)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            _rows.Append(input);
        }
        return keys.Order(_rows.All);
    }
}
