using System.Diagnostics;
using Quiver.Model;

namespace Quiver.Storage.Segments;

/// <summary>
/// Encodes one adjacency block after another: one of the Encode methods, then
/// <see cref="Generations.GenerationWriter.Add(AdjacencyEncoder)"/>. One per thread; its memory is reused. Blocks without relationships need not be added.
/// </summary>
public sealed class AdjacencyEncoder : IDisposable
{
    /// <summary>
    /// Encodes the relationships of one type that start at the nodes of a segment. The relationship at position i of
    /// <paramref name="ends"/> has id <paramref name="firstRelationship"/> + i.
    /// </summary>
    /// <param name="segmentIndex">The node segment.</param>
    /// <param name="type">Their type.</param>
    /// <param name="offsets">Row count + 1 ascending positions in <paramref name="ends"/>, from 0: where each node's relationships begin.</param>
    /// <param name="ends">The nodes at their ends, ascending within a node.</param>
    /// <param name="firstRelationship">The id of the first.</param>
    public void EncodeOutgoing(
        int segmentIndex,
        RelationshipTypeId type,
        ReadOnlySpan<int> offsets,
        ReadOnlySpan<long> ends,
        long firstRelationship
    ) => throw new UnreachableException();

    /// <summary>Encodes the relationships of one type that end at the nodes of a segment.</summary>
    /// <param name="segmentIndex">The node segment.</param>
    /// <param name="type">Their type.</param>
    /// <param name="offsets">Row count + 1 ascending positions in <paramref name="starts"/>, from 0: where each node's relationships begin.</param>
    /// <param name="starts">The nodes at which they start, ascending within a node.</param>
    /// <param name="relationships">Their ids, ascending among equal starts.</param>
    public void EncodeIncoming(
        int segmentIndex,
        RelationshipTypeId type,
        ReadOnlySpan<int> offsets,
        ReadOnlySpan<long> starts,
        ReadOnlySpan<long> relationships
    ) => throw new UnreachableException();

    /// <inheritdoc/>
    public void Dispose() => throw new UnreachableException();
}
