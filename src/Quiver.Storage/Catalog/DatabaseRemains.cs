using Quiver.Foundation.IO;
using Quiver.Storage.Log;
using Quiver.Storage.Manifests;
using Quiver.Storage.Store;

namespace Quiver.Storage.Catalog;

/// <summary>Tells a folder in which a database has lost its MANIFEST from one in which there never was any: what is left must not be taken for nothing.</summary>
public static class DatabaseRemains
{
    /// <summary>Whether a folder holds files that only a database has that was once published, and no MANIFEST.</summary>
    public static bool Exist(IFileSystem files, string directory)
    {
        if (ManifestFile.Exists(files, directory))
        {
            return false;
        }
        var store = new FileSegmentStore(files, directory);
        // An import that died before it published its files left its staging folder, too.
        return new LogFiles(files, directory).Numbers().Count > 0
            || (store.List().Count > 0 && !store.HasRuns());
    }

    /// <summary>What to tell whoever would make or read a database there.</summary>
    public static StorageException Error(string directory) =>
        new(
            $"The folder {directory} holds files of a database, but its {ManifestFile.Name} is missing: without it they cannot be read. Nothing was changed. Put {ManifestFile.Name} or the whole folder back from a copy, or move the folder away to begin anew."
        );
}
