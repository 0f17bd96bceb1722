using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>EmptyResult: takes all rows of its source and gives none.</summary>
internal sealed class EmptyResultOperator(QueryContext context, Operator source) : Operator
{
    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (source.Next() is not null)
        {
            context.Cancellation.ThrowIfCancellationRequested();
        }
        return null;
    }

    /// <inheritdoc/>
    public override void Restart() => source.Restart();
}
