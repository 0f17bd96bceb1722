using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Single rows of batches.</summary>
internal static class SingleRow
{
    /// <summary>A batch of one row of another.</summary>
    public static Batch Of(Batch rows, int row) =>
        rows.RowCount == 1 ? rows : RowSubset.Take(rows, [row]);
}
