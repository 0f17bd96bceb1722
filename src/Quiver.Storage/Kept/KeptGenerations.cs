using System.Text;
using Quiver.Foundation.IO;
using Quiver.Storage.Generations;
using Quiver.Storage.Increments;
using Quiver.Storage.Information;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Kept;

/// <summary>
/// The earlier states of a database that were kept under names: each a folder with all files of a database, which share their content with those of the database as
/// long as it has them, too.
/// </summary>
/// <remarks>
/// <code>
/// &lt;database&gt;/snapshots/&lt;name&gt;/MANIFEST
///                            /store/…      links of the files that the manifest and the log name
///                            /log/…        a copy of the log up to the state
///                            /increment    the identity of the increment before which it was kept
/// </code>
/// A folder of another name is not whole, and deleted by the next that keeps a state.
/// </remarks>
public static class KeptGenerations
{
    /// <summary>The folder of a database in which they are.</summary>
    public const string FolderName = "snapshots";

    /// <summary>The longest name.</summary>
    public const int MaxNameLength = 64;

    internal const string MarkName = "increment";
    private const int MarkLength = 32;

    /// <summary>What is wrong with a name, as a whole sentence; null for one that can be given.</summary>
    public static string? FindProblem(string name)
    {
        bool isValid =
            name.Length is > 0 and <= MaxNameLength
            && char.IsAsciiLetterOrDigit(name[0])
            && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        return isValid
            ? null
            : $"'{name}' is no name of a snapshot: it has 1 to {MaxNameLength} ASCII letters, digits, dots, dashes and underscores, and begins with a letter or digit.";
    }

    /// <summary>Whether there is one of a name.</summary>
    public static bool Exists(IFileSystem files, string databaseDirectory, string name) =>
        FindProblem(name) is null && ManifestFile.Exists(files, FolderOf(databaseDirectory, name));

    /// <summary>The folder of one.</summary>
    public static string FolderOf(string databaseDirectory, string name) =>
        Path.Join(databaseDirectory, FolderName, name);

    /// <summary>The names, in order.</summary>
    public static IReadOnlyList<string> Names(IFileSystem files, string databaseDirectory)
    {
        string folder = Path.Join(databaseDirectory, FolderName);
        return files.DirectoryExists(folder)
            ? [.. files.List(folder).Where(name => Exists(files, databaseDirectory, name))]
            : [];
    }

    /// <summary>What one holds.</summary>
    /// <exception cref="StorageException">There is none of the name, or its files are damaged.</exception>
    public static KeptGeneration Read(IFileSystem files, string databaseDirectory, string name)
    {
        Require(files, databaseDirectory, name);
        string folder = FolderOf(databaseDirectory, name);
        string liveStore = Path.Join(databaseDirectory, StoreFolders.Store);
        var live = files.DirectoryExists(liveStore)
            ? files.List(liveStore).ToHashSet(StringComparer.Ordinal)
            : [];
        long bytes = 0;
        long own = 0;
        foreach (string part in (ReadOnlySpan<string>)[StoreFolders.Store, StoreFolders.Log])
        {
            foreach (string file in files.List(Path.Join(folder, part)))
            {
                long length = LengthOf(files, Path.Join(folder, part, file));
                bytes += length;
                own += part == StoreFolders.Store && live.Contains(file) ? 0 : length;
            }
        }
        using var graph = StoredDatabase.Latest(files, folder);
        return new(
            name,
            files.LastWriteTime(Path.Join(folder, MarkName)),
            graph.Sequence,
            graph.NodeCount,
            graph.RelationshipCount,
            bytes,
            own
        );
    }

    /// <summary>Deletes one. What it shares with the database stays.</summary>
    /// <exception cref="StorageException">There is none of the name.</exception>
    public static void Delete(IFileSystem files, string databaseDirectory, string name)
    {
        Require(files, databaseDirectory, name);
        string folder = FolderOf(databaseDirectory, name);
        // From the first moment on it is not whole, and none.
        files.DeleteFile(Path.Join(folder, ManifestFile.Name));
        files.SyncDirectory(folder);
        files.DeleteDirectory(folder);
    }

    /// <summary>Whether one belongs to the log that the database has now. After an import or a restore it does not: commits cannot be counted from one to the other.</summary>
    /// <exception cref="StorageException">There is none of the name.</exception>
    public static bool IsOfSameLog(IFileSystem files, string databaseDirectory, string name)
    {
        Require(files, databaseDirectory, name);
        string folder = FolderOf(databaseDirectory, name);
        return ManifestFile.Read(files, folder).LogId
            == ManifestFile.Read(files, databaseDirectory).LogId;
    }

    /// <summary>Whether a name is that of a state which another increment has kept.</summary>
    public static bool IsTaken(
        IFileSystem files,
        string databaseDirectory,
        string name,
        Guid increment
    ) =>
        Exists(files, databaseDirectory, name)
        && IncrementOf(files, databaseDirectory, name) != increment;

    /// <summary>Deletes what a merge has kept that never came to its commit. The caller holds the IMPORT lock.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="databaseDirectory">The database's folder.</param>
    /// <param name="increment">The increment.</param>
    public static void DeleteUncommitted(
        IFileSystem files,
        string databaseDirectory,
        Increment increment
    )
    {
        string[] kept =
        [
            .. Names(files, databaseDirectory)
                .Where(name =>
                    IncrementOf(files, databaseDirectory, name) == increment.Id
                    && IsOfSameLog(files, databaseDirectory, name)
                ),
        ];
        if (kept.Length == 0 || StoredDatabase.HasMerged(files, databaseDirectory, increment))
        {
            return;
        }
        foreach (string name in kept)
        {
            Delete(files, databaseDirectory, name);
        }
    }

    /// <summary>What is said of a name that is taken.</summary>
    public static string DescribeTaken(string databaseDirectory, string name) =>
        $"The database '{Path.GetFileName(databaseDirectory)}' has a snapshot '{name}' already: choose another name, or delete it with 'quiver database snapshot delete'.";

    /// <summary>What is said of a name that none has.</summary>
    public static string DescribeMissing(IFileSystem files, string databaseDirectory, string name)
    {
        var names = Names(files, databaseDirectory);
        string others = names.Count == 0 ? "It has none." : $"It has: {string.Join(", ", names)}.";
        return $"The database '{Path.GetFileName(databaseDirectory)}' has no snapshot '{name}'. {others}";
    }

    /// <summary>Refuses a name that none has.</summary>
    /// <exception cref="StorageException">There is none of the name.</exception>
    internal static void Require(IFileSystem files, string databaseDirectory, string name)
    {
        if (!Exists(files, databaseDirectory, name))
        {
            throw new StorageException(DescribeMissing(files, databaseDirectory, name));
        }
    }

    /// <summary>The identity of the increment before which one was kept; an empty one where the file is not whole.</summary>
    private static Guid IncrementOf(IFileSystem files, string databaseDirectory, string name)
    {
        using var mark = files.OpenRead(Path.Join(FolderOf(databaseDirectory, name), MarkName));
        byte[] bytes = new byte[Math.Min(mark.Length, MarkLength)];
        mark.Read(bytes, 0);
        return Guid.TryParseExact(Encoding.ASCII.GetString(bytes), "N", out var increment)
            ? increment
            : Guid.Empty;
    }

    private static long LengthOf(IFileSystem files, string path)
    {
        using var handle = files.OpenRead(path);
        return handle.Length;
    }
}
