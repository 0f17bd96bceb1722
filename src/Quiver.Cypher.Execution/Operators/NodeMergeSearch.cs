using Quiver.Cypher.Execution.Tokens;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Goes once through the nodes of a label, or through all of them, and looks up for each which rows want its properties.</summary>
/// <param name="context">The query.</param>
/// <param name="labels">The labels that a node must have.</param>
/// <param name="properties">The keys of the properties that rows look for.</param>
internal sealed class NodeMergeSearch(
    QueryContext context,
    LabelReference[] labels,
    PropertyKeyReference[] properties
) : MergeSearch
{
    /// <inheritdoc/>
    public override void Find(List<MergeBatch> batches, MergeKeys keys, EntityChains found)
    {
        var snapshot = context.Snapshot;
        var labelIds = new LabelId[labels.Length];
        for (int i = 0; i < labelIds.Length; i++)
        {
            labelIds[i] = labels[i].Resolve(snapshot.Tokens);
            if (labelIds[i] == LabelId.None)
            {
                return;
            }
        }
        var keyIds = new PropertyKeyId[properties.Length];
        for (int i = 0; i < keyIds.Length; i++)
        {
            keyIds[i] = properties[i].Resolve(context);
            if (keyIds[i] == PropertyKeyId.None)
            {
                return;
            }
        }
        var scan = snapshot.ScanNodes(labelIds.Length == 0 ? LabelId.None : labelIds[0]);
        long[] nodes = new long[Batch.Capacity];
        for (int count; (count = scan.Next(nodes)) > 0; )
        {
            context.Cancellation.ThrowIfCancellationRequested();
            count = KeepLabelled(nodes, count, labelIds);
            Add(nodes.AsSpan(0, count), keyIds, keys, found);
        }
    }

    /// <summary>Moves the nodes that have all labels to the front; gives their count.</summary>
    private int KeepLabelled(long[] nodes, int count, LabelId[] labelIds)
    {
        Span<bool> has = stackalloc bool[Batch.Capacity];
        for (int i = 1; i < labelIds.Length; i++)
        {
            context.HasLabel(nodes.AsSpan(0, count), labelIds[i], has);
            int kept = 0;
            for (int row = 0; row < count; row++)
            {
                if (has[row])
                {
                    nodes[kept++] = nodes[row];
                }
            }
            count = kept;
        }
        return count;
    }

    private void Add(
        ReadOnlySpan<long> nodes,
        PropertyKeyId[] keyIds,
        MergeKeys keys,
        EntityChains found
    )
    {
        var columns = new ColumnVector[keyIds.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            var values = new ColumnBuilder(nodes.Length);
            context.ReadProperty(ValueKind.Node, keyIds[i], nodes, values);
            columns[i] = values.Build();
        }
        Span<int> numbers = stackalloc int[Batch.Capacity];
        numbers = numbers[..nodes.Length];
        keys.Find(columns, numbers);
        for (int row = 0; row < numbers.Length; row++)
        {
            if (numbers[row] >= 0)
            {
                found.Add(numbers[row], nodes[row]);
            }
        }
    }
}
