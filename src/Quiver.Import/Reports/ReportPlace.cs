using Quiver.Storage.Manifests;

namespace Quiver.Import.Reports;

/// <summary>Where a report of bad entries may be written.</summary>
internal static class ReportPlace
{
    /// <summary>Refuses a place in the folder of a database: whatever is written there may be taken for a file of it, or take the place of one.</summary>
    /// <exception cref="ImportException">The place is in such a folder.</exception>
    public static void Check(ImportOptions options)
    {
        if (FindDatabase(options) is { } folder)
        {
            throw ImportErrors.ReportInDatabase(options.ReportFile, folder);
        }
    }

    /// <summary>The folder of a database that the report would stand in; null for any other place.</summary>
    public static string? FindDatabase(ImportOptions options)
    {
        string own = Path.GetFullPath(options.DatabaseDirectory).TrimEnd('/');
        string? folder = Path.GetDirectoryName(Path.GetFullPath(options.ReportFile));
        while (folder is not null)
        {
            if (
                folder == own
                || options.FileSystem.FileExists(Path.Join(folder, ManifestFile.Name))
            )
            {
                return folder;
            }
            folder = Path.GetDirectoryName(folder);
        }
        return null;
    }
}
