using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution;

/// <summary>Takes rows out of batches.</summary>
internal static class RowSubset
{
    /// <summary>All columns of the given rows; a row of -1 gives nulls. The batch itself when all rows are taken in order.</summary>
    public static Batch Take(Batch rows, ReadOnlySpan<int> selected)
    {
        var columns = new ColumnVector[rows.Columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            // A column that is not needed by the expression that the rows were taken for is absent.
            columns[i] = rows.Columns[i]?.Gather(selected)!;
        }
        return new Batch(columns, selected.Length);
    }

    /// <summary>Some columns of the given rows, ascending; the other columns are absent. The batch itself when it has just these rows.</summary>
    public static Batch Take(Batch rows, int[] slots, ReadOnlySpan<int> selected)
    {
        if (selected.Length == rows.RowCount)
        {
            return rows;
        }
        var columns = new ColumnVector[rows.Columns.Length];
        foreach (int slot in slots)
        {
            if (slot < columns.Length)
            {
                columns[slot] = rows.Columns[slot].Gather(selected);
            }
        }
        return new Batch(columns, selected.Length);
    }
}
