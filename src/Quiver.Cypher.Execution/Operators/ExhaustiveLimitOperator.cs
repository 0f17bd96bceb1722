using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>ExhaustiveLimit: the first rows, when the source has given all: what is below changes the graph whoever wants its rows.</summary>
internal sealed class ExhaustiveLimitOperator(
    QueryContext context,
    Operator source,
    long limit,
    OutputColumns output
) : Operator
{
    private readonly BatchQueue _rows = new(context.Memory);
    private bool _isFilled;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (!_isFilled)
        {
            _isFilled = true;
            Fill();
        }
        return _rows.Take();
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _rows.Clear();
        _isFilled = false;
        source.Restart();
    }

    private void Fill()
    {
        long left = limit;
        while (source.Next() is { } input)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            int count = (int)Math.Min(left, input.RowCount);
            left -= count;
            _rows.Add(
                count == input.RowCount
                    ? new Batch(output.Pass(input), count)
                    : new Batch(output.Pass(input, RowRange.Of(0, count)), count)
            );
        }
    }
}
