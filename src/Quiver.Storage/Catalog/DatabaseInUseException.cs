namespace Quiver.Storage.Catalog;

/// <summary>Another process has the database open.</summary>
/// <param name="directory">The database's folder.</param>
public sealed class DatabaseInUseException(string directory)
    : StorageException(
        $"The database in {directory} is in use by another process. Stop that process (or the server) and try again."
    );
