using Quiver.Storage.Manifests;
using Quiver.Storage.Store;

namespace Quiver.Storage.Checkpoints;

/// <summary>Deletes patches that no manifest names: those that were merged, and those that an interrupted checkpoint left.</summary>
internal static class StoreSweep
{
    /// <summary>Deletes all such patches. The caller holds LOCK and nobody reads the database through this process.</summary>
    public static void Run(ISegmentStore store, Manifest manifest)
    {
        var live = manifest.Patches.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var superseded = store
            .List()
            .Where(name => PatchWriter.IsPatch(name) && !live.Contains(name))
            .ToList();
        Delete(store, superseded);
    }

    /// <summary>Deletes patches by name. A failure loses nothing: what remains goes when the database is opened next.</summary>
    public static void Delete(ISegmentStore store, IReadOnlyList<string> names)
    {
        try
        {
            foreach (string name in names)
            {
                store.Delete(name);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Leftovers only cost space.
        }
    }
}
