using Quiver.Model;
using Quiver.Storage;
using Quiver.Storage.Increments;

namespace Quiver.Import.Increments;

/// <summary>Deletes the relationships of nodes that are deleted, each once whichever of its ends comes first. One per thread.</summary>
/// <param name="state">What is changed already.</param>
/// <param name="writer">Gets the changes.</param>
internal sealed class Detacher(IncrementState state, IncrementWriter writer)
{
    private const int BatchRows = 512;

    private readonly int[] _rows = new int[BatchRows];
    private readonly long[] _relationships = new long[BatchRows];
    private readonly long[] _neighbours = new long[BatchRows];
    private Expansion? _expansion;

    /// <summary>Deletes the relationships of a node; gives their number.</summary>
    public long Detach(NodeId node)
    {
        var graph = state.Plan.Base!.Graph;
        _expansion ??= graph.Expand(Direction.Both, []);
        _expansion.Start([node.Value]);
        long deleted = 0;
        for (int count; (count = _expansion.Next(_rows, _relationships, _neighbours)) > 0; )
        {
            foreach (long id in _relationships.AsSpan(0, count))
            {
                var relationship = new RelationshipId(id);
                if (
                    state.Relationships.TryAdd(id)
                    && graph.TryReadRelationship(relationship, out var record)
                )
                {
                    writer.DeleteRelationship(relationship, record);
                    deleted++;
                }
            }
        }
        return deleted;
    }
}
