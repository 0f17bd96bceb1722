using Quiver.Foundation.IO;
using Quiver.Storage.Checkpoints;
using Quiver.Storage.Log;
using Quiver.Storage.Manifests;
using Quiver.Storage.Store;

namespace Quiver.Storage.Catalog;

/// <summary>Tells a folder in which a database has lost its MANIFEST from one in which there never was any: what is left must not be taken for nothing.</summary>
public static class DatabaseRemains
{
    /// <summary>Whether a folder holds a log or patches, which only a database has that was once open, and no MANIFEST.</summary>
    public static bool Exist(IFileSystem files, string directory)
    {
        if (ManifestFile.Exists(files, directory))
        {
            return false;
        }
        // Store files say nothing: an import that died before it published them may have left them.
        return new LogFiles(files, directory).Numbers().Count > 0
            || new FileSegmentStore(files, directory).List().Any(PatchWriter.IsPatch);
    }

    /// <summary>What to tell whoever would make or read a database there.</summary>
    public static StorageException Error(string directory) =>
        new(
            $"The folder {directory} holds files of a database, but its {ManifestFile.Name} is missing: without it they cannot be read. Nothing was changed. Put {ManifestFile.Name} or the whole folder back from a copy, or move the folder away to begin anew."
        );
}
