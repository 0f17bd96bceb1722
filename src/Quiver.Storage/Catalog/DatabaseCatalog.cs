using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Catalog;

/// <summary>The databases of a data home. A folder with a MANIFEST is a database; nothing else is.</summary>
/// <param name="files">The file system.</param>
/// <param name="home">The data home.</param>
public sealed class DatabaseCatalog(IFileSystem files, string home)
{
    private const string DroppedPrefix = ".dropped-";

    /// <summary>The folder that holds the databases' folders.</summary>
    public string DatabasesDirectory { get; } = Path.Join(home, "databases");

    /// <summary>The folder of a database; the name is normalized.</summary>
    public string DirectoryOf(string name) => Path.Join(DatabasesDirectory, name);

    /// <summary>Whether a database of that normalized name exists.</summary>
    public bool Exists(string name) => ManifestFile.Exists(files, DirectoryOf(name));

    /// <summary>The names of all databases, in order.</summary>
    public IReadOnlyList<string> List() =>
        files.DirectoryExists(DatabasesDirectory)
            ?
            [
                .. files
                    .List(DatabasesDirectory)
                    .Where(name =>
                        DatabaseNames.TryNormalize(name, out string? normalized, out _)
                        && string.Equals(name, normalized, StringComparison.Ordinal)
                        && Exists(name)
                    ),
            ]
            : [];

    /// <summary>Deletes a database that nobody has open: it is renamed away first, so that it is gone as a whole or not at all.</summary>
    /// <exception cref="DatabaseInUseException">Another process has it open, or imports into it.</exception>
    public void Drop(string name)
    {
        string directory = DirectoryOf(name);
        using var noImport =
            ImportLock.TryTake(files, directory) ?? throw new DatabaseInUseException(directory);
        using (DatabaseLock.Take(files, directory))
        {
            string dropped = Path.Join(
                DatabasesDirectory,
                DroppedPrefix + Guid.NewGuid().ToString("N")
            );
            files.Rename(directory, dropped);
            files.SyncDirectory(DatabasesDirectory);
            files.DeleteDirectory(dropped);
        }
    }
}
