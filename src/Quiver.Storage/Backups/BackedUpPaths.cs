using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Backups;

/// <summary>The paths of a database's files in a backup: what a backup says is never a path out of the database's folder.</summary>
internal static class BackedUpPaths
{
    /// <summary>The path of a store file.</summary>
    public static string OfStore(string name) => $"{StoreFolders.Store}/{name}";

    /// <summary>The path of a log file.</summary>
    public static string OfLog(string name) => $"{StoreFolders.Log}/{name}";

    /// <summary>Whether text is such a path.</summary>
    public static bool IsValid(string path)
    {
        if (path == ManifestFile.Name)
        {
            return true;
        }
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        string name = path[(slash + 1)..];
        return slash > 0
            && path[..slash] is StoreFolders.Store or StoreFolders.Log
            && name.Length > 0
            && name[0] != '.'
            && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_');
    }
}
