using System.Globalization;
using Quiver.Foundation.IO;

namespace Quiver.Engine.Backups;

/// <summary>The folder that backups are written to, and the names that they have there.</summary>
/// <param name="files">The file system.</param>
/// <param name="folder">The folder; it need not exist.</param>
internal sealed class BackupFolder(IFileSystem files, string folder)
{
    private const string Extension = ".qbackup";
    private const string LockName = ".lock";
    private const int MaxPathLength = 4_000;

    private readonly string _folder = Path.GetFullPath(folder);

    /// <summary>The file that a request asks for; its folder exists on return, and the file does not.</summary>
    /// <param name="request">The request.</param>
    /// <param name="now">The time, which a name that is made up contains.</param>
    public string FileOf(BackupRequest request, DateTimeOffset now)
    {
        string made =
            (request.Database?.ToLowerInvariant() ?? "all")
            + now.UtcDateTime.ToString("-yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture)
            + Extension;
        files.CreateDirectory(_folder);
        string path = request.Path is { Length: > 0 } asked ? Resolve(asked, request) : _folder;
        if (path == _folder || files.DirectoryExists(path) || request.Path!.EndsWith('/'))
        {
            path = Path.Join(path, made);
        }
        if (request.IsConfined)
        {
            Confine(path, request.Path ?? made);
        }
        files.CreateDirectory(Path.GetDirectoryName(path)!);
        return files.FileExists(path) ? throw BackupServiceErrors.Exists(path) : path;
    }

    /// <summary>Keeps other processes from writing a backup of this home at the same time; null when one does.</summary>
    public IDisposable? TryLock()
    {
        files.CreateDirectory(_folder);
        return files.TryLock(Path.Join(_folder, LockName));
    }

    private string Resolve(string asked, BackupRequest request)
    {
        bool isText = asked.Length <= MaxPathLength && !asked.Any(char.IsControl);
        return isText
            ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(_folder, asked)))
            : throw BackupServiceErrors.OutsideFolder(
                request.Path!.Length > 100 ? request.Path[..100] : request.Path,
                _folder
            );
    }

    // Looked at behind all links that are there: what is still to be made cannot lead anywhere else.
    private void Confine(string path, string asked)
    {
        string existing = Path.GetDirectoryName(path)!;
        bool isBelow = IsBelow(path, _folder);
        while (isBelow && !files.DirectoryExists(existing))
        {
            existing = Path.GetDirectoryName(existing)!;
        }
        string real = files.RealPath(_folder);
        if (!isBelow || !IsBelow(Path.Join(files.RealPath(existing), "x"), real))
        {
            throw BackupServiceErrors.OutsideFolder(asked, _folder);
        }
    }

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(
            Path.EndsInDirectorySeparator(folder) ? folder : folder + "/",
            StringComparison.Ordinal
        );
}
