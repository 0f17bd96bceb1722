using Quiver.Storage;
using Quiver.Storage.Catalog;

namespace Quiver.Engine.Databases;

/// <summary>The databases of a home, each opened when it is first used. What the folder holds is the truth: nothing is remembered about names that were not found.</summary>
/// <remarks>Thread safe.</remarks>
internal sealed class DatabaseSet(EngineOptions options) : IAsyncDisposable
{
    private readonly DatabaseCatalog _catalog = new(options.FileSystem, options.Home);
    private readonly Dictionary<string, Lazy<OpenDatabase>> _open = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private bool _isClosed;

    /// <summary>The name of the database of requests that name none.</summary>
    public string DefaultName { get; } = options.DefaultDatabase.ToLowerInvariant();

    /// <summary>The databases in the home now, by name.</summary>
    public IReadOnlyList<DatabaseDescription> List() =>
        [
            .. _catalog
                .List()
                .Select(name => new DatabaseDescription(
                    name,
                    string.Equals(name, DefaultName, StringComparison.Ordinal)
                )),
        ];

    /// <summary>Makes the default database, empty, unless it exists.</summary>
    public void CreateDefault()
    {
        if (!DatabaseNames.TryNormalize(DefaultName, out string? name, out string? problem))
        {
            throw new StorageException($"The default database cannot be made: {problem}");
        }
        if (!_catalog.Exists(name))
        {
            Database.CreateEmpty(options.FileSystem, _catalog.DirectoryOf(name));
        }
    }

    /// <summary>The name under which a database is kept.</summary>
    /// <param name="name">A name in any case, or null for the default database.</param>
    public string Resolve(string? name)
    {
        string asked = name ?? DefaultName;
        return
            DatabaseNames.TryNormalize(asked, out string? normal, out _)
            && (IsOpen(normal) || _catalog.Exists(normal))
            ? normal
            : throw EngineErrors.DatabaseNotFound(asked);
    }

    /// <summary>The database, opened when it was not.</summary>
    /// <param name="name">A name in any case, or null for the default database.</param>
    public OpenDatabase Open(string? name)
    {
        string resolved = Resolve(name);
        Lazy<OpenDatabase>? entry;
        lock (_lock)
        {
            if (_isClosed)
            {
                throw EngineErrors.Closing();
            }
            if (!_open.TryGetValue(resolved, out entry))
            {
                entry = new Lazy<OpenDatabase>(() =>
                    new OpenDatabase(resolved, OpenStored(resolved))
                );
                _open.Add(resolved, entry);
            }
        }
        try
        {
            return entry.Value;
        }
        catch
        {
            Forget(resolved, entry);
            throw;
        }
    }

    /// <summary>Closes the databases. Queries must have ended.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isClosed = true;
            foreach (var entry in _open.Values.Where(static entry => entry.IsValueCreated))
            {
                entry.Value.Dispose();
            }
            _open.Clear();
        }
        return ValueTask.CompletedTask;
    }

    private Database OpenStored(string name)
    {
        try
        {
            return Database.Open(
                options.FileSystem,
                _catalog.DirectoryOf(name),
                DatabaseOptions.Default
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw EngineErrors.DatabaseUnavailable(name, error);
        }
    }

    // A database that could not be opened is tried again by the next request: it may have been mended.
    private void Forget(string name, Lazy<OpenDatabase> entry)
    {
        lock (_lock)
        {
            if (_open.GetValueOrDefault(name) == entry)
            {
                _open.Remove(name);
            }
        }
    }

    private bool IsOpen(string name)
    {
        lock (_lock)
        {
            return _open.ContainsKey(name);
        }
    }
}
