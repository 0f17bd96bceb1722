using Quiver.Import.Values;

namespace Quiver.Import.Ids;

/// <summary>
/// The nodes of one id space by their external id. Exact: two different ids are never confused. Filled by one thread at a time, in row
/// order, so that the first of several equal ids stays; then read by any number.
/// </summary>
internal abstract class IdMap : IDisposable
{
    /// <summary>How many ids it holds.</summary>
    public abstract long Count { get; }

    /// <summary>Bytes of memory held.</summary>
    public abstract long MemoryBytes { get; }

    /// <summary>Makes room for so many ids in all.</summary>
    public abstract void Reserve(long count);

    /// <summary>
    /// Gives the rows of an id column consecutive node ids from <paramref name="firstNode"/> on and remembers them. Rows without id get a node id that nothing can
    /// refer to; a row whose id is there already gets none.
    /// </summary>
    /// <param name="ids">The external ids.</param>
    /// <param name="firstNode">The first node id.</param>
    /// <param name="duplicates">Receives the rows that got none.</param>
    public abstract void Add(ColumnChunk ids, long firstNode, List<int> duplicates);

    /// <summary>Looks up all rows of an id column: the node, or -1 where the id is unknown or absent.</summary>
    /// <param name="ids">The external ids.</param>
    /// <param name="nodes">One per row.</param>
    public abstract void Find(ColumnChunk ids, Span<long> nodes);

    public abstract void Dispose();
}
