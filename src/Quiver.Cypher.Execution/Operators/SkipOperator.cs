using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Skip: all rows but the first.</summary>
internal sealed class SkipOperator(Operator source, long skip, OutputColumns output) : Operator
{
    private long _done;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (source.Next() is { } input)
        {
            int skipped = (int)Math.Min(skip - _done, input.RowCount);
            _done += skipped;
            if (skipped == 0)
            {
                return new Batch(output.Pass(input), input.RowCount);
            }
            if (skipped < input.RowCount)
            {
                int count = input.RowCount - skipped;
                return new Batch(output.Pass(input, RowRange.Of(skipped, count)), count);
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _done = 0;
        source.Restart();
    }
}
