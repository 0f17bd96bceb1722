using Quiver.Foundation.IO;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;
using Quiver.Storage.Store;

namespace Quiver.Storage.Checks;

/// <summary>
/// Looks at everything in a database's base: every checksum, every structure, both directions of adjacency against each other, and all
/// counts.
/// </summary>
public static class DatabaseCheck
{
    /// <summary>Findings that a report holds.</summary>
    public const int MaxFindings = 1000;

    /// <summary>
    /// Checks the database that the folder's manifest describes. Changes nothing. Reads every byte from the disk, then looks at the content; costs
    /// seconds per GB.
    /// </summary>
    /// <exception cref="StorageException">A newer release wrote the database, or a file cannot be read at all.</exception>
    public static CheckReport Run(
        IFileSystem files,
        string databaseDirectory,
        CancellationToken cancellation = default
    )
    {
        var findings = new FindingList();
        var store = new FileSegmentStore(files, databaseDirectory);
        var checksums = new ChecksumCheck(store, findings, cancellation);
        var content = default(ContentCheck);
        try
        {
            var manifest = ManifestFile.Read(files, databaseDirectory);
            var patches = checksums.CheckPatches(manifest);
            using var generation = Generation.Open(store, databaseDirectory, manifest);
            checksums.CheckStore(generation);
            content = new(generation, findings, cancellation);
            content.Run(patches);
        }
        catch (CorruptionException damage)
        {
            findings.Add(damage);
        }
        return new()
        {
            Findings = findings.Findings,
            FurtherFindings = findings.Further,
            Bytes = checksums.Bytes,
            Blocks = checksums.Blocks,
            Nodes = content?.Nodes ?? 0,
            Relationships = content?.Relationships ?? 0,
            PropertyValues = content?.PropertyValues ?? 0,
        };
    }
}
