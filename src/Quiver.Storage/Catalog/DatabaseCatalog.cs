using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Catalog;

/// <summary>The databases of a data home. A folder with a MANIFEST is a database; nothing else is.</summary>
/// <param name="files">The file system.</param>
/// <param name="home">The data home.</param>
public sealed class DatabaseCatalog(IFileSystem files, string home)
{
    /// <summary>The folder that holds the databases' folders.</summary>
    public string DatabasesDirectory { get; } = Path.Join(home, "databases");

    /// <summary>The folder of a database; the name is normalized.</summary>
    public string DirectoryOf(string name) => Path.Join(DatabasesDirectory, name);

    /// <summary>Whether a database of that normalized name exists.</summary>
    public bool Exists(string name) => ManifestFile.Exists(files, DirectoryOf(name));

    /// <summary>The names of all databases, in order.</summary>
    public IReadOnlyList<string> List() => [.. Names().Where(Exists)];

    /// <summary>The same, with those of which only <see cref="DatabaseRemains">remains</see> are there, so that nobody takes these for gone.</summary>
    public IReadOnlyList<string> ListWithRemains() =>
        [.. Names().Where(name => Exists(name) || DatabaseRemains.Exist(files, DirectoryOf(name)))];

    /// <summary>
    /// Takes a database that nobody has open out of the home: it is renamed away, so that it is gone as a whole or not at all. Its files stay until they are
    /// deleted by <see cref="Delete"/>.
    /// </summary>
    /// <exception cref="DatabaseInUseException">Another process has it open, or imports into it.</exception>
    public DroppedDatabase Drop(string name)
    {
        string directory = DirectoryOf(name);
        using var noImport =
            ImportLock.TryTake(files, directory) ?? throw new DatabaseInUseException(directory);
        using (DatabaseLock.Take(files, directory))
        {
            var dropped = DroppedDatabase.Of(DatabasesDirectory, name);
            files.Rename(directory, dropped.Directory);
            files.SyncDirectory(DatabasesDirectory);
            return dropped;
        }
    }

    /// <summary>The databases that were taken out and whose files are still there: the process that dropped them died.</summary>
    public IReadOnlyList<DroppedDatabase> Dropped() =>
        files.DirectoryExists(DatabasesDirectory)
            ?
            [
                .. files
                    .List(DatabasesDirectory)
                    .Select(folder => DroppedDatabase.TryParse(DatabasesDirectory, folder))
                    .OfType<DroppedDatabase>(),
            ]
            : [];

    /// <summary>Deletes the files of a dropped database. A failure loses nothing: what remains can be deleted later.</summary>
    public void Delete(DroppedDatabase dropped)
    {
        try
        {
            files.DeleteDirectory(dropped.Directory);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Leftovers only cost space.
        }
    }

    private IEnumerable<string> Names() =>
        files.DirectoryExists(DatabasesDirectory)
            ? files
                .List(DatabasesDirectory)
                .Where(static name =>
                    DatabaseNames.TryNormalize(name, out string? normalized, out _)
                    && string.Equals(name, normalized, StringComparison.Ordinal)
                )
            : [];
}
