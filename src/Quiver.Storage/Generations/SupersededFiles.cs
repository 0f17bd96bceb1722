using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;
using Quiver.Storage.Store;

namespace Quiver.Storage.Generations;

/// <summary>Deletes what a newly published full generation leaves without use.</summary>
internal static class SupersededFiles
{
    /// <summary>
    /// Deletes every file in <c>store/</c> that the manifest does not name, and every log file: the manifest starts a new log. Nothing may have the
    /// database open. A failure here loses nothing: what remains is deleted by the next run.
    /// </summary>
    public static void Delete(
        IFileSystem files,
        ISegmentStore store,
        string databaseDirectory,
        Manifest manifest
    )
    {
        var live = manifest.FileNames.ToHashSet(StringComparer.Ordinal);
        try
        {
            foreach (string name in store.List())
            {
                if (!live.Contains(name))
                {
                    store.Delete(name);
                }
            }
            files.DeleteDirectory(Path.Join(databaseDirectory, StoreFolders.Log));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The new generation is live and complete: leftovers only cost space.
        }
    }
}
