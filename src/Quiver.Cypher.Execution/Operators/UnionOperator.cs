using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Union: the left side's rows, then the right side's.</summary>
internal sealed class UnionOperator(
    Operator left,
    Operator right,
    int[] leftSlots,
    int[] rightSlots
) : Operator
{
    private bool _isLeftDone;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (!_isLeftDone)
        {
            if (left.Next() is { } rows)
            {
                return Pick(rows, leftSlots);
            }
            _isLeftDone = true;
        }
        return right.Next() is { } further ? Pick(further, rightSlots) : null;
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _isLeftDone = false;
        left.Restart();
        right.Restart();
    }

    private static Batch Pick(Batch rows, int[] slots)
    {
        var columns = new ColumnVector[slots.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = rows.Columns[slots[i]];
        }
        return new Batch(columns, rows.RowCount);
    }
}
