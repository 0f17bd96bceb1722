using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Gives the batches that it was given: the rows of a scan that several threads share.</summary>
internal sealed class BatchFeedOperator : Operator
{
    private ReadOnlyMemory<Batch> _batches;

    /// <summary>Takes the batches to give next; those before have all been given.</summary>
    public void Put(ReadOnlyMemory<Batch> batches) => _batches = batches;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (_batches.IsEmpty)
        {
            return null;
        }
        var next = _batches.Span[0];
        _batches = _batches[1..];
        return next;
    }

    /// <inheritdoc/>
    public override void Restart() => _batches = default;
}
