using Quiver.Storage.Schema;
using Quiver.Storage.Statistics;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Manifests;

/// <summary>
/// What a database consists of at one moment: its files, where replay starts, names and counts. The MANIFEST file holds one;
/// replacing that file is how a new generation or patch becomes the truth. Immutable: use <c>with</c>.
/// </summary>
public sealed record Manifest
{
    /// <summary>How many predecessor logs a manifest lists: one is added by every import that replaces the database, which may happen every few minutes for years.</summary>
    public const int MaxPredecessorLogIds = 1_024;

    /// <summary>The database's identity: new after a full import or copy, kept by checkpoints and restore in place.</summary>
    public required Guid DatabaseId { get; init; }

    /// <summary>Counts up by one with every manifest that is published under the database's name.</summary>
    public required long Generation { get; init; }

    /// <summary>The identity of the commit log that continues this generation.</summary>
    public required Guid LogId { get; init; }

    /// <summary>Logs whose commits are all contained or superseded: their bookmarks are satisfied. Oldest first; of more than <see cref="MaxPredecessorLogIds"/> the newest.</summary>
    public IReadOnlyList<Guid> PredecessorLogIds { get; init; } = [];

    /// <summary>Where replay starts.</summary>
    public required ReplayPosition Replay { get; init; }

    /// <summary>The store files; blocks name them by their position here.</summary>
    public required IReadOnlyList<StoreFile> Files { get; init; }

    /// <summary>The block that lists all segments and adjacency blocks; none when the base is empty.</summary>
    public required BlockAddress Directory { get; init; }

    /// <summary>The patches over the segments, oldest first.</summary>
    public IReadOnlyList<PatchFile> Patches { get; init; } = [];

    /// <summary>Names of labels, types and keys, patches included.</summary>
    public required TokenTable Tokens { get; init; }

    /// <summary>Exact counts, patches included.</summary>
    public required GraphCounts Counts { get; init; }

    /// <summary>The planner's estimates of node properties by key number.</summary>
    public IReadOnlyDictionary<int, PropertyEstimate> NodePropertyEstimates { get; init; } =
        new Dictionary<int, PropertyEstimate>();

    /// <summary>One above the highest node id ever given or reserved.</summary>
    public required long NodeIdLimit { get; init; }

    /// <summary>One above the highest relationship id ever given or reserved.</summary>
    public required long RelationshipIdLimit { get; init; }

    /// <summary>Indexes and constraints as of <see cref="Replay"/>.</summary>
    public SchemaDefinitions Schema { get; init; } = SchemaDefinitions.Initial;

    /// <summary>The files of the indexes that are built.</summary>
    public IReadOnlyList<IndexContent> Indexes { get; init; } = [];

    /// <summary>The names of all files that it names.</summary>
    public IEnumerable<string> FileNames =>
        Files
            .Select(file => file.Name)
            .Concat(Patches.Select(patch => patch.Name))
            .Concat(Indexes.SelectMany(index => index.FileNames));

    /// <summary>A database that holds nothing: what CREATE DATABASE publishes.</summary>
    public static Manifest Empty(Guid databaseId, Guid logId) =>
        new()
        {
            DatabaseId = databaseId,
            Generation = 1,
            LogId = logId,
            Replay = ReplayPosition.Start,
            Files = [],
            Directory = BlockAddress.None,
            Tokens = TokenTable.Empty,
            Counts = GraphCounts.Empty,
            NodeIdLimit = 0,
            RelationshipIdLimit = 0,
        };
}
