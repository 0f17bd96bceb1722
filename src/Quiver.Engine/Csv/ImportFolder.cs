using Quiver.Cypher.Execution.Csv;
using Quiver.Foundation.IO;
using Quiver.Model.Status;

namespace Quiver.Engine.Csv;

/// <summary>The files that LOAD CSV may read: those below the home's import folder, links that lead out of it excepted. Nothing is fetched from a network.</summary>
/// <param name="files">Through which files are read.</param>
/// <param name="home">The data home.</param>
internal sealed class ImportFolder(IFileSystem files, string home) : ICsvSource
{
    private const string FileScheme = "file:";

    private readonly string _folder = Path.GetFullPath(Path.Combine(home, "import"));

    /// <inheritdoc/>
    public IFileSystem Files => files;

    /// <inheritdoc/>
    public string Resolve(string url)
    {
        if (!url.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase))
        {
            throw IsAddress(url)
                ? Refused(url, "only addresses that start with file:/// are allowed")
                : Refused(url, "it is no address; files of the import folder are file:///name.csv");
        }
        string path = Uri.UnescapeDataString(WithoutHost(url, url[FileScheme.Length..]));
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw Refused(url, "it names no file");
        }
        if (parts.Contains("..", StringComparer.Ordinal))
        {
            throw Refused(url, "it leads out of the import folder");
        }
        string full = Path.Combine([_folder, .. parts]);
        if (!files.FileExists(full))
        {
            throw Refused(url, "there is no such file in the import folder");
        }
        string real = files.RealPath(full);
        return real.StartsWith(files.RealPath(_folder) + "/", StringComparison.Ordinal)
            ? full
            : throw Refused(url, "it leads out of the import folder");
    }

    // file:///a, file:/a and file://localhost/a are the same.
    private static string WithoutHost(string url, string rest)
    {
        if (!rest.StartsWith("//", StringComparison.Ordinal))
        {
            return rest;
        }
        int end = rest.IndexOf('/', 2);
        string host = end < 0 ? rest[2..] : rest[2..end];
        return host.Length == 0 || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            ? rest[(2 + host.Length)..]
            : throw Refused(url, $"files of another machine ({host}) cannot be read");
    }

    private static bool IsAddress(string url) => url.Contains("://", StringComparison.Ordinal);

    private static CypherException Refused(string url, string why) =>
        new(StatusCodes.ExternalResourceFailed, $"Cannot load from URL '{url}': {why}.");
}
