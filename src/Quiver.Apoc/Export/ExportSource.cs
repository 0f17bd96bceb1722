namespace Quiver.Apoc.Export;

/// <summary>What is exported, chunk by chunk.</summary>
internal abstract class ExportSource : IDisposable
{
    /// <summary>What it is, as the row of the export says it: <c>database: nodes(3), rels(1)</c>.</summary>
    public abstract string Description { get; }

    /// <summary>About how many objects there are, if several threads may format them; 0 for one thread.</summary>
    public virtual long ParallelRows => 0;

    /// <summary>Bytes that it holds besides its chunks.</summary>
    public virtual long HeldBytes => 0;

    /// <summary>Takes the next objects into an empty chunk. Called by one thread at a time.</summary>
    /// <param name="chunk">Where to.</param>
    /// <param name="maxRows">The most of them, from 1 to <see cref="ExportChunk.MaxRows"/>.</param>
    /// <returns>False, and nothing is taken, at the end.</returns>
    public abstract bool TryRead(ExportChunk chunk, int maxRows);

    /// <summary>Makes what formats chunks; each thread has its own.</summary>
    public abstract EntityText OpenText();

    /// <summary>Makes the text of a chunk. Called by several threads at once.</summary>
    public virtual void Format(ExportChunk chunk, EntityText text) => text.Format(chunk);

    /// <inheritdoc/>
    public virtual void Dispose() { }
}
