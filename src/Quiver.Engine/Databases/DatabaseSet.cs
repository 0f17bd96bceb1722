using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;

namespace Quiver.Engine.Databases;

/// <summary>The databases of a home, each opened when it is first used. What the folder holds is the truth: nothing is remembered about names that were not found.</summary>
/// <remarks>Thread safe.</remarks>
internal sealed class DatabaseSet(EngineOptions options) : IAsyncDisposable
{
    private readonly IFileSystem _fileSystem = options.FileSystem;
    private readonly string _folder = Path.Combine(options.Home, "databases");
    private readonly Dictionary<string, OpenDatabase> _open = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private bool _isClosed;

    /// <summary>The name of the database of requests that name none.</summary>
    public string DefaultName { get; } = DatabaseNames.Normalize(options.DefaultDatabase);

    /// <summary>The databases in the home now, by name.</summary>
    public IReadOnlyList<DatabaseDescription> List()
    {
        var databases = new List<DatabaseDescription>();
        if (_fileSystem.DirectoryExists(_folder))
        {
            foreach (string name in _fileSystem.List(_folder))
            {
                if (DatabaseNames.IsValid(name) && ManifestFile.Exists(_fileSystem, PathOf(name)))
                {
                    databases.Add(new DatabaseDescription(name, name == DefaultName));
                }
            }
        }
        return databases;
    }

    /// <summary>The name under which a database is kept.</summary>
    /// <param name="name">A name in any case, or null for the default database.</param>
    public string Resolve(string? name)
    {
        string normal = name is null ? DefaultName : DatabaseNames.Normalize(name);
        bool exists =
            DatabaseNames.IsValid(normal)
            && (IsOpen(normal) || ManifestFile.Exists(_fileSystem, PathOf(normal)));
        return exists ? normal : throw EngineErrors.DatabaseNotFound(name ?? normal);
    }

    /// <summary>The database, opened when it was not.</summary>
    /// <param name="name">A name in any case, or null for the default database.</param>
    public OpenDatabase Open(string? name)
    {
        string resolved = Resolve(name);
        // Opening one database holds up the first use of another, never a query on an open one.
        lock (_lock)
        {
            if (_open.TryGetValue(resolved, out var database))
            {
                return database;
            }
            if (_isClosed)
            {
                throw EngineErrors.Closing();
            }
            try
            {
                database = OpenDatabase.Open(resolved, PathOf(resolved), options);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw EngineErrors.DatabaseUnavailable(resolved, error);
            }
            _open.Add(resolved, database);
            return database;
        }
    }

    /// <summary>Closes the databases. Queries must have ended.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isClosed = true;
            foreach (var database in _open.Values)
            {
                database.Dispose();
            }
            _open.Clear();
        }
        return ValueTask.CompletedTask;
    }

    private bool IsOpen(string name)
    {
        lock (_lock)
        {
            return _open.ContainsKey(name);
        }
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
