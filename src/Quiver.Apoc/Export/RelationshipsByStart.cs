using Quiver.Model;
using Quiver.Storage;

namespace Quiver.Apoc.Export;

/// <summary>The relationships of a type in the order of the nodes where they start.</summary>
/// <param name="snapshot">The graph.</param>
/// <param name="type">The type.</param>
internal sealed class RelationshipsByStart(Snapshot snapshot, RelationshipTypeId type)
    : RelationshipReader
{
    private readonly RelationshipScan _scan = snapshot.ScanRelationships(type);

    /// <inheritdoc/>
    public override bool TryRead(ExportChunk chunk, int maxRows)
    {
        chunk.Count = _scan.Next(
            chunk.Ids.AsSpan(0, maxRows),
            chunk.Near.AsSpan(0, maxRows),
            chunk.Far.AsSpan(0, maxRows)
        );
        chunk.Types.AsSpan(0, chunk.Count).Fill(type.Value);
        chunk.IsIncoming.AsSpan(0, chunk.Count).Clear();
        return chunk.Count > 0;
    }
}
