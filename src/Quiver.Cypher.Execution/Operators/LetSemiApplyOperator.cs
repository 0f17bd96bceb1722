using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>LetSemiApply: the left rows with a column that says whether the right side gives a row.</summary>
internal sealed class LetSemiApplyOperator(
    Operator left,
    RightRows right,
    OutputColumns output,
    int resultSlot
) : Operator
{
    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (left.Next() is not { } input)
        {
            return null;
        }
        var columns = output.Pass(input);
        if (resultSlot >= 0)
        {
            var result = new WordVector(VectorKind.Boolean, input.RowCount);
            foreach (bool any in right.AnyFor(input))
            {
                result.Append(any ? 1 : 0);
            }
            columns[resultSlot] = result;
        }
        return new Batch(columns, input.RowCount);
    }

    /// <inheritdoc/>
    public override void Restart() => left.Restart();
}
