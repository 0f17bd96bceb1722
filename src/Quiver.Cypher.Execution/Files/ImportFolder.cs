using Quiver.Cypher.Execution.Csv;
using Quiver.Foundation.IO;
using Quiver.Foundation.Network;
using Quiver.Model.Status;

namespace Quiver.Cypher.Execution.Files;

/// <summary>
/// The one folder whose files queries may read and write: LOAD CSV and procedures alike. Links that lead out of it are not followed, and nothing is fetched
/// from a network unless that is allowed.
/// </summary>
/// <param name="files">Through which files are read and written.</param>
/// <param name="folder">The folder; made when something is written and it is missing.</param>
/// <param name="remote">Fetches files from the network; null where that is not allowed.</param>
public sealed class ImportFolder(IFileSystem files, string folder, RemoteFiles? remote = null)
    : ICsvSource
{
    private const string FileScheme = "file:";

    private readonly string _folder = Path.GetFullPath(folder);

    /// <inheritdoc/>
    public IFileSystem Files => files;

    /// <inheritdoc/>
    public SourceFile Open(string url, CancellationToken cancellation)
    {
        if (remote is not null && RemoteFiles.Knows(url))
        {
            return Fetch(remote, url, cancellation);
        }
        if (!url.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase))
        {
            throw RuntimeErrors.CannotLoad(
                url,
                IsAddress(url)
                    ? "only addresses that start with file:/// are allowed, unless load.network.enabled=true is set"
                    : "it is no address; files of the import folder are file:///name.csv"
            );
        }
        return new SourceFile(ResolveExisting(url));
    }

    /// <summary>Opens a file by its address or by its name in the folder.</summary>
    /// <exception cref="Model.Status.CypherException"><c>Statement.ExternalResourceFailed</c>: it is none that may be read.</exception>
    public SourceFile OpenExisting(string nameOrUrl, CancellationToken cancellation) =>
        remote is not null && RemoteFiles.Knows(nameOrUrl)
            ? Fetch(remote, nameOrUrl, cancellation)
            : new SourceFile(ResolveExisting(nameOrUrl));

    private SourceFile Fetch(RemoteFiles network, string url, CancellationToken cancellation)
    {
        try
        {
            return new SourceFile(network.Fetch(url, cancellation), url, files);
        }
        catch (IOException error)
        {
            throw RuntimeErrors.CannotLoadCsv(url, $"{error.Message}.", error);
        }
    }

    private string ResolveExisting(string nameOrUrl)
    {
        string full = Locate(nameOrUrl, writes: false);
        if (!files.FileExists(full))
        {
            throw RuntimeErrors.CannotLoad(nameOrUrl, "there is no such file in the import folder");
        }
        string real = files.RealPath(full);
        return real.StartsWith(files.RealPath(_folder) + "/", StringComparison.Ordinal)
            ? full
            : throw RuntimeErrors.CannotLoad(nameOrUrl, "it leads out of the import folder");
    }

    /// <summary>The path of a file that is to be written, by its address or by its name in the folder, whose folder is there.</summary>
    /// <exception cref="Model.Status.CypherException"><c>Statement.ExternalResourceFailed</c>: it is none that may be written.</exception>
    public string ResolveNew(string nameOrUrl)
    {
        string full = Locate(nameOrUrl, writes: true);
        files.CreateDirectory(_folder);
        string parent = Path.GetDirectoryName(full)!;
        if (!files.DirectoryExists(parent))
        {
            throw RuntimeErrors.CannotWrite(
                nameOrUrl,
                "there is no such folder in the import folder"
            );
        }
        if (files.DirectoryExists(full))
        {
            throw RuntimeErrors.CannotWrite(nameOrUrl, "it is a folder");
        }
        string root = files.RealPath(_folder);
        string real = files.RealPath(parent);
        return real == root || real.StartsWith(root + "/", StringComparison.Ordinal)
            ? full
            : throw RuntimeErrors.CannotWrite(nameOrUrl, "it leads out of the import folder");
    }

    /// <summary>Where a file would stand.</summary>
    /// <param name="nameOrUrl">Its address or name.</param>
    /// <param name="writes">Whether it is to be written, which errors say.</param>
    private string Locate(string nameOrUrl, bool writes)
    {
        string path = nameOrUrl;
        if (nameOrUrl.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase))
        {
            path = Uri.UnescapeDataString(WithoutHost(nameOrUrl, writes));
        }
        else if (IsAddress(nameOrUrl))
        {
            throw Refusal(
                nameOrUrl,
                writes,
                writes
                    ? "only files of the import folder are written, by their names or as file:///name"
                    : "only files of the import folder are allowed, by their names or as file:///name, unless load.network.enabled=true is set"
            );
        }
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw Refusal(nameOrUrl, writes, "it names no file");
        }
        return parts.Contains("..", StringComparer.Ordinal)
            ? throw Refusal(nameOrUrl, writes, "it leads out of the import folder")
            : Path.Combine([_folder, .. parts]);
    }

    // file:///a, file:/a and file://localhost/a are the same.
    private static string WithoutHost(string url, bool writes)
    {
        string rest = url[FileScheme.Length..];
        if (!rest.StartsWith("//", StringComparison.Ordinal))
        {
            return rest;
        }
        int end = rest.IndexOf('/', 2);
        string host = end < 0 ? rest[2..] : rest[2..end];
        return host.Length == 0 || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            ? rest[(2 + host.Length)..]
            : throw Refusal(url, writes, $"files of another machine ({host}) cannot be reached");
    }

    private static CypherException Refusal(string nameOrUrl, bool writes, string why) =>
        writes
            ? RuntimeErrors.CannotWrite(nameOrUrl, why)
            : RuntimeErrors.CannotLoad(nameOrUrl, why);

    private static bool IsAddress(string url) => url.Contains("://", StringComparison.Ordinal);
}
