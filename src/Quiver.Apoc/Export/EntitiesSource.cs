using System.Globalization;
using Quiver.Cypher.Execution;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Model.Values;

namespace Quiver.Apoc.Export;

/// <summary>The nodes and relationships of two lists.</summary>
internal sealed class EntitiesSource(
    ProcedureInvocation call,
    ExportOptions options,
    string name,
    IReadOnlyList<Value> nodes,
    IReadOnlyList<Value> relationships
) : ExportSource
{
    private int _next;

    /// <inheritdoc/>
    public override string Description =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: nodes({nodes.Count}), rels({relationships.Count})"
        );

    /// <inheritdoc/>
    public override long ParallelRows => (long)nodes.Count + relationships.Count;

    /// <inheritdoc/>
    public override EntityText OpenText() =>
        new(call.Snapshot, new SnapshotEntityLookup(call.Snapshot, call.VirtualEntities), options);

    /// <inheritdoc/>
    public override bool TryRead(ExportChunk chunk, int maxRows)
    {
        chunk.IsRelationships = _next >= nodes.Count;
        int first = chunk.IsRelationships ? nodes.Count : 0;
        var list = chunk.IsRelationships ? relationships : nodes;
        int count = Math.Min(maxRows, list.Count - (_next - first));
        for (int i = 0; i < count; i++)
        {
            chunk.Ids[i] = list[_next - first + i].Bits;
            if (chunk.IsRelationships)
            {
                ReadEnds(chunk, i);
            }
        }
        _next += count;
        chunk.Count = count;
        return count > 0;
    }

    private void ReadEnds(ExportChunk chunk, int row)
    {
        // One that the snapshot does not have is made up, or an error that is told when it is formatted.
        bool isThere = call.Snapshot.TryReadRelationship(new(chunk.Ids[row]), out var record);
        chunk.Types[row] = isThere ? record.Type.Value : ExportChunk.NoType;
        chunk.Near[row] = isThere ? record.Start.Value : -1;
        chunk.Far[row] = isThere ? record.End.Value : -1;
        chunk.IsIncoming[row] = false;
    }
}
