using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Limit: the first rows; asks its source for no more than it needs.</summary>
internal sealed class LimitOperator(Operator source, long limit, OutputColumns output) : Operator
{
    private long _done;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (_done == limit || source.Next() is not { } input)
        {
            return null;
        }
        int count = (int)Math.Min(limit - _done, input.RowCount);
        _done += count;
        return count == input.RowCount
            ? new Batch(output.Pass(input), count)
            : new Batch(output.Pass(input, RowRange.Of(0, count)), count);
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _done = 0;
        source.Restart();
    }
}
