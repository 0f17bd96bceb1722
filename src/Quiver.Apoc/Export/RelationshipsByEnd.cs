using Quiver.Model;
using Quiver.Storage;

namespace Quiver.Apoc.Export;

/// <summary>The relationships of a type in the order of the nodes where they end.</summary>
/// <param name="snapshot">The graph.</param>
/// <param name="type">The type.</param>
internal sealed class RelationshipsByEnd(Snapshot snapshot, RelationshipTypeId type)
    : RelationshipScan
{
    private const int BatchNodes = 1024;

    private readonly NodeScan _nodes = snapshot.ScanNodes(LabelId.None);
    private readonly Expansion _expansion = snapshot.Expand(Direction.Incoming, [type]);
    private readonly long[] _batch = new long[BatchNodes];
    private readonly int[] _rows = new int[ExportChunk.MaxRows];
    private bool _isStarted;

    /// <inheritdoc/>
    public override int Next(Span<long> relationships, Span<long> starts, Span<long> ends)
    {
        while (true)
        {
            if (_isStarted)
            {
                int room = Math.Min(relationships.Length, _rows.Length);
                var rows = _rows.AsSpan(0, room);
                int count = _expansion.Next(rows, relationships[..room], starts[..room]);
                for (int i = 0; i < count; i++)
                {
                    ends[i] = _batch[rows[i]];
                }
                if (count > 0)
                {
                    return count;
                }
            }
            int nodes = _nodes.Next(_batch);
            if (nodes == 0)
            {
                return 0;
            }
            _expansion.Start(_batch.AsSpan(0, nodes));
            _isStarted = true;
        }
    }
}
