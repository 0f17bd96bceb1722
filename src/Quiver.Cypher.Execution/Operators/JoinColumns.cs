using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>How the columns of a joined row are taken from the rows of two sides; what both have comes from the right one.</summary>
internal sealed class JoinColumns
{
    private readonly (bool IsRight, int Slot)[] _origins;

    /// <summary>Maps the output's columns to those of the sides.</summary>
    public JoinColumns(RowSchema output, RowSchema left, RowSchema right)
    {
        RightWidth = right.Width;
        LeftWidth = left.Width;
        _origins = new (bool, int)[output.Width];
        for (int i = 0; i < _origins.Length; i++)
        {
            int slot = right.Find(output.Variables[i]);
            _origins[i] = slot >= 0 ? (true, slot) : (false, left.SlotOf(output.Variables[i]));
        }
    }

    /// <summary>The number of the left side's columns.</summary>
    public int LeftWidth { get; }

    /// <summary>The number of the right side's columns.</summary>
    public int RightWidth { get; }

    /// <summary>Pairs of rows.</summary>
    public Batch Join(
        Batch left,
        ReadOnlySpan<int> leftRows,
        Batch right,
        ReadOnlySpan<int> rightRows
    )
    {
        var columns = new ColumnVector[_origins.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            var (isRight, slot) = _origins[i];
            columns[i] = isRight
                ? right.Columns[slot].Gather(rightRows)
                : left.Columns[slot].Gather(leftRows);
        }
        return new Batch(columns, leftRows.Length);
    }

    /// <summary>All rows of the right side, each with one row of the left.</summary>
    public Batch Join(Batch left, ReadOnlySpan<int> leftRows, Batch right)
    {
        var columns = new ColumnVector[_origins.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            var (isRight, slot) = _origins[i];
            columns[i] = isRight ? right.Columns[slot] : left.Columns[slot].Gather(leftRows);
        }
        return new Batch(columns, right.RowCount);
    }
}
