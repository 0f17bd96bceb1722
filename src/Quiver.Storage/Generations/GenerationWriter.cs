using System.Diagnostics;
using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;
using Quiver.Storage.Segments;

namespace Quiver.Storage.Generations;

/// <summary>
/// Writes a whole new base for a database into a staging folder and publishes it by one rename. Encoders on several threads add
/// their segments; large aligned writes go to disk meanwhile.
/// </summary>
/// <remarks>The Add methods are thread safe and copy what the encoder holds, which can then begin its next segment.</remarks>
public sealed class GenerationWriter : IDisposable
{
    /// <summary>Creates <c>staging/&lt;run&gt;/</c> in the database's folder (and that folder when missing).</summary>
    public static GenerationWriter Begin(IFileSystem files, string databaseDirectory) =>
        throw new UnreachableException();

    /// <summary>The run's own folder: temporary files of an import may stand here too and go with it.</summary>
    public string StagingDirectory => throw new UnreachableException();

    /// <summary>Bytes handed over so far.</summary>
    public long BytesWritten => throw new UnreachableException();

    /// <summary>Adds a node segment; each index once, in any order.</summary>
    public void Add(NodeSegmentEncoder segment) => throw new UnreachableException();

    /// <summary>Adds a relationship segment; each index once, in any order.</summary>
    public void Add(RelationshipSegmentEncoder segment) => throw new UnreachableException();

    /// <summary>Adds an adjacency block; each (segment, direction, type) once, in any order.</summary>
    public void Add(AdjacencyEncoder block) => throw new UnreachableException();

    /// <summary>
    /// Makes everything durable and live: on return the database is what was added. The caller holds the folder's LOCK and nobody reads the
    /// database through this process. Until the rename inside, an existing database stays whole; its files and log are deleted only afterwards.
    /// </summary>
    public Manifest Publish(GenerationSummary summary) => throw new UnreachableException();

    /// <summary>Ends the writer; without <see cref="Publish"/> nothing of the run remains.</summary>
    public void Dispose() => throw new UnreachableException();
}
