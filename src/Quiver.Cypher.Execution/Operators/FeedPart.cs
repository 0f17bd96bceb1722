using Quiver.Foundation.Kernels;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>A batch that a scan gave, as it is kept for a thread that reads it later: of nodes with ids one behind the other only the first and their number.</summary>
/// <param name="First">The first node's id.</param>
/// <param name="Count">How many rows there are.</param>
/// <param name="Rows">The batch; null for consecutive nodes.</param>
internal readonly record struct FeedPart(long First, int Count, Batch? Rows)
{
    /// <summary>A batch to keep, whose columns the scan may fill anew afterwards if they are of nodes only.</summary>
    public static FeedPart Of(Batch batch)
    {
        if (batch.Columns is not [WordVector { Kind: VectorKind.Node, HasNulls: false } nodes])
        {
            return new(0, batch.RowCount, batch);
        }
        var ids = nodes.Items;
        if (ids.Length > 0 && WordKernels.AreConsecutive(ids))
        {
            return new(ids[0], ids.Length, null);
        }
        var copy = new WordVector(VectorKind.Node, ids.Length);
        ids.CopyTo(copy.AppendSpan(ids.Length));
        return new(0, ids.Length, new Batch([copy], ids.Length));
    }
}
