using System.Runtime.CompilerServices;
using Quiver.Foundation.IO;
using Quiver.Storage.Delta;
using Quiver.Storage.Manifests;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Increments;

/// <summary>
/// Changes that were prepared beside a database, from a snapshot of it, and wait for being merged into it. They lie in files, their <i>chunks</i>: each is a change run in
/// which what is new has ids from <see cref="IncrementIds.First"/> on, and new names have the numbers behind those of the snapshot. No two chunks touch the same
/// node or relationship.
/// </summary>
public sealed record Increment
{
    /// <summary>The folder of a database in which its increments are.</summary>
    public const string FolderName = "increment";

    /// <summary>The most bytes of changes: they become one change run.</summary>
    public const long MaxBytes = ChangeRun.MaxBytes;

    /// <summary>Its identity: it is merged once.</summary>
    public required Guid Id { get; init; }

    /// <summary>The folder of the chunks: <see cref="FolderOf"/>.</summary>
    public required string Folder { get; init; }

    /// <summary>The chunks.</summary>
    public required IReadOnlyList<PatchFile> Chunks { get; init; }

    /// <summary>The identity of the log that the snapshot belongs to.</summary>
    public required Guid LogId { get; init; }

    /// <summary>The newest commit that the snapshot contains.</summary>
    public required long Sequence { get; init; }

    /// <summary>The names of the snapshot and then those that are new.</summary>
    public required TokenTable Names { get; init; }

    /// <summary>How many of the labels, types and property keys the snapshot has.</summary>
    public required (int Labels, int Types, int Keys) KnownNames { get; init; }

    /// <summary>How many nodes are new: their ids follow each other.</summary>
    public required long NewNodes { get; init; }

    /// <summary>How many relationships are new: their ids follow each other.</summary>
    public required long NewRelationships { get; init; }

    /// <summary>The unique constraints by which its rows name nodes.</summary>
    public required IReadOnlyList<long> KeyConstraints { get; init; }

    /// <summary>Those of them that hold in the snapshot with the increment, because nothing but its rows' names concerns them, and these were looked up.</summary>
    public IReadOnlyList<long> VerifiedConstraints { get; init; } = [];

    /// <summary>Whether it was merged, as its folder says: it does so behind the commit, or when the database is opened next.</summary>
    public bool IsMarkedMerged(IFileSystem files) => IncrementMark.Exists(files, Folder);

    /// <summary>Whether it was merged, as its folder or a graph of the database says.</summary>
    public bool IsMergedIn(IFileSystem files, Snapshot graph) =>
        IncrementMark.IsMerged(files, this, graph);

    /// <summary>The bytes that so much takes without the values of properties.</summary>
    public static long BytesWithoutValues(long nodes, long relationships, long properties) =>
        (nodes * Unsafe.SizeOf<NodeEntry>())
        + (relationships * (Unsafe.SizeOf<RelationshipEntry>() + (2 * sizeof(int))))
        + (properties * Unsafe.SizeOf<PropertyEntry>());

    /// <summary>The folder of an increment of a database.</summary>
    public static string FolderOf(string databaseDirectory, Guid id) =>
        IncrementMark.FolderOf(databaseDirectory, id);
}
