using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Information;

/// <summary>What a database consists of: counts as of its manifest and the size of each part.</summary>
public sealed record DatabaseInfo
{
    /// <summary>The database's identity.</summary>
    public required Guid DatabaseId { get; init; }

    /// <summary>The number of its manifest.</summary>
    public required long Generation { get; init; }

    /// <summary>The newest commit that base and patches cover.</summary>
    public required long Sequence { get; init; }

    /// <summary>All nodes.</summary>
    public required long Nodes { get; init; }

    /// <summary>All relationships.</summary>
    public required long Relationships { get; init; }

    /// <summary>Nodes per label that occurs, by name.</summary>
    public required IReadOnlyList<NamedCount> Labels { get; init; }

    /// <summary>Relationships per type that occurs, by name.</summary>
    public required IReadOnlyList<NamedCount> RelationshipTypes { get; init; }

    /// <summary>The size of each part that is not empty, ordered by kind and name.</summary>
    public required IReadOnlyList<PartSize> Parts { get; init; }

    /// <summary>The size of all parts.</summary>
    public long Bytes => Parts.Sum(p => p.Bytes);

    /// <summary>Reads the manifest and directory of a database; commits that are only in the log are not counted.</summary>
    /// <exception cref="StorageException">They cannot be read, or are damaged.</exception>
    public static DatabaseInfo Read(IFileSystem files, string databaseDirectory)
    {
        var manifest = ManifestFile.Read(files, databaseDirectory);
        using var generation = Generations.Generation.Open(files, databaseDirectory, manifest);
        return new()
        {
            DatabaseId = manifest.DatabaseId,
            Generation = manifest.Generation,
            Sequence = manifest.Replay.Sequence,
            Nodes = manifest.Counts.Nodes,
            Relationships = manifest.Counts.Relationships,
            Labels = Named(manifest.Counts.NodesByLabel, manifest.Tokens.Labels.All),
            RelationshipTypes = Named(
                manifest.Counts.RelationshipsByType,
                manifest.Tokens.RelationshipTypes.All
            ),
            Parts = PartsOf(files, databaseDirectory, generation),
        };
    }

    private static NamedCount[] Named(
        IReadOnlyDictionary<int, long> counts,
        IReadOnlyList<string> names
    ) =>
        [
            .. counts
                .Where(c => c.Value > 0 && c.Key < names.Count)
                .Select(c => new NamedCount(names[c.Key], c.Value))
                .OrderBy(c => c.Name, StringComparer.Ordinal),
        ];

    private static PartSize[] PartsOf(
        IFileSystem files,
        string databaseDirectory,
        Generation generation
    )
    {
        var sizes = BlocksOf(generation).ToList();
        var manifest = generation.Manifest;
        using (var handle = files.OpenRead(Path.Join(databaseDirectory, ManifestFile.Name)))
        {
            long rest = manifest.Files.Sum(f => f.Length) - sizes.Sum(s => s.Bytes);
            sizes.Add(new(PartKind.Directory, "", rest + handle.Length));
        }
        sizes.Add(new(PartKind.Patches, "", manifest.Patches.Sum(p => p.Length)));
        sizes.Add(new(PartKind.Log, "", LogBytes(files, databaseDirectory)));
        return
        [
            .. sizes
                .GroupBy(s => (s.Kind, s.Name))
                .Select(g => new PartSize(g.Key.Kind, g.Key.Name, g.Sum(s => s.Bytes)))
                .Where(s => s.Bytes > 0)
                .OrderBy(s => s.Kind)
                .ThenBy(s => s.Name, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<PartSize> BlocksOf(Generation generation)
    {
        var directory = generation.Directory;
        var tokens = generation.Manifest.Tokens;
        int nodeColumns = directory.NodeSegments.Sum(s => s.ColumnCount);
        foreach (var segment in directory.NodeSegments)
        {
            yield return new(PartKind.Labels, "", segment.Labels.Length + segment.Live.Length);
        }
        for (int i = 0; i < directory.Columns.Length; i++)
        {
            var kind = i < nodeColumns ? PartKind.NodeProperty : PartKind.RelationshipProperty;
            // Columns that share a block are given equal parts of it.
            var (key, count, block) = directory.Columns[i];
            for (int place = 0; place < count; place++)
            {
                long bytes =
                    (block.Length * (place + 1L) / count) - (block.Length * (long)place / count);
                yield return new(kind, tokens.PropertyKeys[key + place], bytes);
            }
        }
        foreach (var entry in directory.Adjacency)
        {
            var kind =
                entry.Direction == Direction.Outgoing
                    ? PartKind.OutgoingAdjacency
                    : PartKind.IncomingAdjacency;
            yield return new(kind, tokens.RelationshipTypes[entry.Type.Value], entry.Block.Length);
        }
    }

    private static long LogBytes(IFileSystem files, string databaseDirectory)
    {
        string log = Path.Join(databaseDirectory, StoreFolders.Log);
        long bytes = 0;
        foreach (string name in files.DirectoryExists(log) ? files.List(log) : [])
        {
            using var handle = files.OpenRead(Path.Join(log, name));
            bytes += handle.Length;
        }
        return bytes;
    }
}
