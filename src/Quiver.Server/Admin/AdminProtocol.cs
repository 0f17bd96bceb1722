using System.Text.Json;

namespace Quiver.Server.Admin;

/// <summary>
/// The language of <c>admin.sock</c>: one JSON object per line in each direction, requests answered in order.
/// <code>
/// → {"version":1,"request":"ping"}
/// → {"version":1,"request":"database-published","name":"snb"}
/// → {"version":1,"request":"publish-import","name":"snb","run":"0f…","overwrite":true}
/// → {"version":1,"request":"merge-increment","name":"snb"}
/// → {"version":1,"request":"backup","name":"snb","path":"/backups/snb.qbackup"}
/// ← {"version":1,"ok":true, …what the request asks for…}
/// ← {"version":1,"ok":false,"error":"what is wrong"}
/// </code>
/// </summary>
internal static class AdminProtocol
{
    /// <summary>The protocol's version: a server refuses others by number.</summary>
    public const int Version = 1;

    /// <summary>The most bytes in a line, with its line end.</summary>
    public const int MaxLineBytes = 64 * 1024;

    /// <summary>How deep JSON in a line may nest.</summary>
    public const int MaxDepth = 8;

    /// <summary>The bytes that a Unix socket's path may have on Linux, without the final zero.</summary>
    public const int MaxSocketPathBytes = 107;

    /// <summary>Is anyone there?</summary>
    public const string Ping = "ping";

    /// <summary>Who serves, since when, and at which addresses.</summary>
    public const string Status = "status";

    /// <summary>The databases that are served.</summary>
    public const string Databases = "databases";

    /// <summary>Whether a database is served, and open.</summary>
    public const string IsServed = "is-served";

    /// <summary>A database was put into the home: open it.</summary>
    public const string DatabasePublished = "database-published";

    /// <summary>What stands under a database's name: whether an import may go there.</summary>
    public const string DatabaseUse = "database-use";

    /// <summary>An import into a database is finished: publish it.</summary>
    public const string PublishImport = "publish-import";

    /// <summary>An incremental import into a database is built: merge it.</summary>
    public const string MergeIncrement = "merge-increment";

    /// <summary>Make a backup of the databases, or of one.</summary>
    public const string Backup = "backup";

    /// <summary>How lines are parsed.</summary>
    public static readonly JsonDocumentOptions ParseOptions = new() { MaxDepth = MaxDepth };

    /// <summary>The path to bind or connect to: the shorter of the absolute one and the one from the working directory.</summary>
    /// <exception cref="ServerStartException">Both are longer than the system takes.</exception>
    public static string SocketPath(string path)
    {
        string full = Path.GetFullPath(path);
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, full);
        string shorter = relative.Length < full.Length ? relative : full;
        return System.Text.Encoding.UTF8.GetByteCount(shorter) <= MaxSocketPathBytes
            ? shorter
            : throw new ServerStartException(
                $"The path of the administration socket, {full}, has more than {MaxSocketPathBytes} bytes: choose a data home with a shorter path."
            );
    }
}
