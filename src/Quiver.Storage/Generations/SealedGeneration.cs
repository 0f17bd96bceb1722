using Quiver.Storage.Manifests;

namespace Quiver.Storage.Generations;

/// <summary>A whole new base that is durable and that nobody sees yet: its files stand in <c>store/</c>, no MANIFEST names them.</summary>
/// <param name="StagingDirectory">The run's folder; a MANIFEST with <paramref name="Manifest"/> stands in it, for whoever publishes from another process.</param>
/// <param name="Manifest">What is to be published. Its number and its predecessors are those of the moment of publication.</param>
public sealed record SealedGeneration(string StagingDirectory, Manifest Manifest)
{
    /// <summary>What the names of the folders begin with in which a backup is restored.</summary>
    internal const string RestorePrefix = "restore-";

    /// <summary>The name of the run's folder among those of other runs.</summary>
    public string Run => Path.GetFileName(Path.TrimEndingDirectorySeparator(StagingDirectory));

    /// <summary>Whether it is a backup's and no import's: the commits of the log before it are then not in it, and their bookmarks are refused.</summary>
    public bool IsRestored => Run.StartsWith(RestorePrefix, StringComparison.Ordinal);

    /// <summary>Whether a database is this base, with what was committed since: the log that continues it was named when it was sealed.</summary>
    public bool IsPublishedAs(Manifest live) => live.LogId == Manifest.LogId;

    /// <summary>Reads a sealed base of which another process said where it stands.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="databaseDirectory">The database's folder.</param>
    /// <param name="run">The name of the run's folder.</param>
    /// <exception cref="StorageException">There is none.</exception>
    public static SealedGeneration Read(
        Foundation.IO.IFileSystem files,
        string databaseDirectory,
        string run
    )
    {
        string staging = Path.Join(databaseDirectory, StoreFolders.Staging, run);
        return
            run.Length == 0
            || !string.Equals(Path.GetFileName(run), run, StringComparison.Ordinal)
            || run is "." or ".."
            || !ManifestFile.Exists(files, staging)
            ? throw new StorageException($"No finished import stands in {staging}.")
            : new(staging, ManifestFile.Read(files, staging));
    }
}
