using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>RollUpApply: the left rows with the list of what the right side gives for each.</summary>
internal sealed class RollUpApplyOperator(
    Operator left,
    RightRows right,
    int itemSlot,
    OutputColumns output,
    int listSlot
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
        if (listSlot >= 0)
        {
            var result = new AnyVector(input.RowCount);
            foreach (var list in right.Collect(input, itemSlot))
            {
                result.Append(
                    Value.List(list is null ? ListValue.Empty : new ListValue([.. list]))
                );
            }
            columns[listSlot] = result;
        }
        return new Batch(columns, input.RowCount);
    }

    /// <inheritdoc/>
    public override void Restart() => left.Restart();
}
