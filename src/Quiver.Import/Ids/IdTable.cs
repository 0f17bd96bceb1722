using Quiver.Import.Values;

namespace Quiver.Import.Ids;

/// <summary>The part of an <see cref="IdMap"/> that lies in memory. Filled by one thread at a time, then read by any number.</summary>
internal abstract class IdTable : IDisposable
{
    /// <summary>How many ids it holds.</summary>
    public abstract long Count { get; }

    /// <summary>Bytes of memory held.</summary>
    public abstract long MemoryBytes { get; }

    /// <summary>The most bytes that it needs while a number of ids with so much text in all are added.</summary>
    /// <param name="count">How many ids.</param>
    /// <param name="textBytes">Their text; 0 for integers.</param>
    public abstract long BytesToAdd(long count, long textBytes);

    /// <summary>Makes room for so many ids in all.</summary>
    public abstract void Reserve(long count);

    /// <summary>Bytes that room for so many ids in all takes.</summary>
    public abstract long BytesToReserve(long count);

    /// <summary>Enters ids as <see cref="IdMap.Add"/> says.</summary>
    /// <param name="ids">The external ids.</param>
    /// <param name="firstNode">The first node id.</param>
    /// <param name="known">Rows whose ids are on disk, ascending.</param>
    /// <param name="duplicates">Receives the rows that got no node id, those known among them.</param>
    public abstract void Add(
        ColumnChunk ids,
        long firstNode,
        ReadOnlySpan<DuplicateId> known,
        List<DuplicateId> duplicates
    );

    /// <summary>Enters an id that it lacks.</summary>
    public abstract void Add(in IdEntry entry);

    /// <summary>Looks up all rows: the node, or -1.</summary>
    public abstract void Find(ColumnChunk ids, Span<long> nodes);

    /// <summary>Writes everything in the order of hashes.</summary>
    public abstract void WriteTo(IdFileWriter writer);

    /// <summary>Forgets everything and frees the memory.</summary>
    public abstract void Clear();

    public void Dispose() => Clear();
}
