using Quiver.Foundation.IO;

namespace Quiver.Import.Pipeline;

/// <summary>The folder for temporary files that the user asked for: made where it is not there, and gone with its owner unless something is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly IFileSystem _files;
    private readonly string _path;

    private TemporaryFolder(IFileSystem files, string path) => (_files, _path) = (files, path);

    /// <summary>Makes the folder; null for none.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static TemporaryFolder? Make(IFileSystem files, string? path)
    {
        if (path is null)
        {
            return null;
        }
        files.CreateDirectory(path);
        return new(files, path);
    }

    /// <summary>Deletes a folder if it is there and empty: another import may have left something in it with which it goes on.</summary>
    public static void DeleteIfEmpty(IFileSystem files, string path)
    {
        try
        {
            if (files.DirectoryExists(path) && files.List(path).Count == 0)
            {
                files.DeleteDirectory(path);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // An empty folder does no harm.
        }
    }

    public void Dispose() => DeleteIfEmpty(_files, _path);
}
