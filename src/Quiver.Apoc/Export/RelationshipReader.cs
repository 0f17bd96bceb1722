namespace Quiver.Apoc.Export;

/// <summary>Relationships of a graph, chunk by chunk.</summary>
internal abstract class RelationshipReader
{
    /// <summary>Takes the next relationships into an empty chunk.</summary>
    /// <param name="chunk">Where to.</param>
    /// <param name="maxRows">The most of them.</param>
    /// <returns>False, and nothing is taken, at the end.</returns>
    public abstract bool TryRead(ExportChunk chunk, int maxRows);
}
