using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Eager: takes all rows of its source before it gives the first.</summary>
internal sealed class EagerOperator(QueryContext context, Operator source) : Operator
{
    private readonly BatchQueue _rows = new(context.Memory);
    private bool _isFilled;

    /// <summary>Takes the source's rows, unless that is done.</summary>
    public void Fill()
    {
        if (_isFilled)
        {
            return;
        }
        _isFilled = true;
        while (source.Next() is { } rows)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            _rows.Add(rows);
        }
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        Fill();
        return _rows.Take();
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _rows.Clear();
        _isFilled = false;
        source.Restart();
    }
}
