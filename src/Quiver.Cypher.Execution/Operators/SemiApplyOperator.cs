using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>SemiApply and AntiSemiApply: the left rows for which the right side gives a row, or gives none.</summary>
internal sealed class SemiApplyOperator(
    Operator left,
    RightRows right,
    bool isAnti,
    OutputColumns output
) : Operator
{
    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (left.Next() is { } input)
        {
            bool[] any = right.AnyFor(input);
            var rows = new List<int>(any.Length);
            for (int row = 0; row < any.Length; row++)
            {
                if (any[row] != isAnti)
                {
                    rows.Add(row);
                }
            }
            if (rows.Count == input.RowCount)
            {
                return new Batch(output.Pass(input), input.RowCount);
            }
            if (rows.Count > 0)
            {
                int[] kept = [.. rows];
                return new Batch(output.Pass(input, kept), kept.Length);
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public override void Restart() => left.Restart();
}
