using Quiver.Foundation.IO;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;
using Quiver.Storage.Store;

namespace Quiver.Storage.Checks;

/// <summary>
/// Looks at everything in a database's files: every checksum, every structure, both directions of adjacency against each other, all counts, every entry of
/// every index against the graph, and the commit log.
/// </summary>
public static class DatabaseCheck
{
    /// <summary>Findings that a report holds.</summary>
    public const int MaxFindings = 1000;

    /// <summary>
    /// Checks the database that the folder's manifest describes, whether another process has it open or not. Changes nothing. Reads every byte from the
    /// disk, then looks at the content; costs seconds per GB.
    /// </summary>
    /// <exception cref="StorageException">A newer release wrote the database, or a file cannot be read at all.</exception>
    public static CheckReport Run(
        IFileSystem files,
        string databaseDirectory,
        CancellationToken cancellation = default
    )
    {
        var findings = new FindingList();
        try
        {
            using var store = Open(files, databaseDirectory, out var manifest);
            var checksums = new ChecksumCheck(store, findings, cancellation);
            var content = CheckData(store, databaseDirectory, manifest, checksums, findings);
            var indexes = new IndexCheck(store, findings, cancellation);
            long data = findings.Count;
            indexes.CheckFiles(manifest);
            var log = new LogCheck(files, databaseDirectory);
            GraphCheck? graph = null;
            if (data == 0)
            {
                var newest = new NewestGraph(files, databaseDirectory, manifest, log);
                (graph, long further) = newest.Check(store, indexes, findings, cancellation);
                data += further;
            }
            return new()
            {
                Findings = findings.Findings,
                FurtherFindings = findings.Further,
                Bytes = checksums.Bytes + indexes.Bytes,
                Blocks = checksums.Blocks + indexes.Blocks,
                Nodes = graph?.Nodes ?? content?.Nodes ?? 0,
                Relationships = graph?.Relationships ?? content?.Relationships ?? 0,
                PropertyValues = graph?.PropertyValues ?? content?.PropertyValues ?? 0,
                IndexEntries = indexes.Entries,
                Commits = log.Commits,
                DamagedIndexes = indexes.Damaged,
                IsDataSound = data == 0,
            };
        }
        catch (CorruptionException damage)
        {
            findings.Add(damage);
            return CheckReport.Of(findings);
        }
    }

    /// <summary>Opens all files of the newest manifest. A checkpoint may delete some between the two: then there is a newer manifest.</summary>
    private static OpenedStore Open(IFileSystem files, string directory, out Manifest manifest)
    {
        manifest = ManifestFile.Read(files, directory);
        while (true)
        {
            var store = OpenedStore.Open(new FileSegmentStore(files, directory), manifest);
            if (store.Missing.Count == 0)
            {
                return store;
            }
            var newer = ManifestFile.Read(files, directory);
            if (newer.Generation == manifest.Generation)
            {
                return store;
            }
            store.Dispose();
            manifest = newer;
        }
    }

    private static ContentCheck? CheckData(
        ISegmentStore store,
        string directory,
        Manifest manifest,
        ChecksumCheck checksums,
        FindingList findings
    )
    {
        try
        {
            var patches = checksums.CheckPatches(manifest);
            using var generation = Generation.Open(store, directory, manifest);
            checksums.CheckStore(generation);
            var content = new ContentCheck(generation, findings, checksums.Cancellation);
            content.Run(patches);
            return content;
        }
        catch (CorruptionException damage)
        {
            findings.Add(damage);
            return null;
        }
    }
}
