using System.Buffers;

namespace Quiver.Apoc.Export;

/// <summary>What is exported, object by object.</summary>
internal abstract class ExportSource : IDisposable
{
    /// <summary>What it is, as the row of the export says it: <c>database: nodes(3), rels(1)</c>.</summary>
    public abstract string Description { get; }

    /// <summary>Writes up to so many objects, and counts them.</summary>
    /// <returns>Whether there may be more.</returns>
    public abstract bool Write(
        IBufferWriter<byte> output,
        JsonLayoutWriter layout,
        Progress progress,
        int count
    );

    /// <inheritdoc/>
    public abstract void Dispose();
}
