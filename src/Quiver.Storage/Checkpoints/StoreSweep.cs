using Quiver.Foundation.IO;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Checkpoints;

/// <summary>Deletes patches that no manifest names: those that were merged, and those that an interrupted checkpoint left.</summary>
internal static class StoreSweep
{
    /// <summary>Deletes all such patches. The caller holds LOCK and nobody reads the database through this process.</summary>
    public static void Run(IFileSystem files, string databaseDirectory, Manifest manifest)
    {
        string store = Path.Join(databaseDirectory, StoreFolders.Store);
        if (!files.DirectoryExists(store))
        {
            return;
        }
        var live = manifest.Patches.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var superseded = files
            .List(store)
            .Where(name => PatchWriter.IsPatch(name) && !live.Contains(name))
            .ToList();
        Delete(files, databaseDirectory, superseded);
    }

    /// <summary>Deletes patches by name. A failure loses nothing: what remains goes when the database is opened next.</summary>
    public static void Delete(
        IFileSystem files,
        string databaseDirectory,
        IReadOnlyList<string> names
    )
    {
        try
        {
            foreach (string name in names)
            {
                files.DeleteFile(Path.Join(databaseDirectory, StoreFolders.Store, name));
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Leftovers only cost space.
        }
    }
}
