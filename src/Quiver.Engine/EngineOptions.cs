using Quiver.Cypher.Execution.Procedures;
using Quiver.Engine.Security;
using Quiver.Foundation;
using Quiver.Foundation.IO;
using Quiver.Foundation.Network;

namespace Quiver.Engine;

/// <summary>How an engine is opened.</summary>
public sealed record EngineOptions
{
    /// <summary>The data home: the folder that holds <c>databases/</c>, <c>run/</c>, <c>import/</c> and <c>logs/</c>.</summary>
    public required string Home { get; init; }

    /// <summary>The file system that the home is on.</summary>
    public required IFileSystem FileSystem { get; init; }

    /// <summary>The clock for time-outs and timings.</summary>
    public IClock Clock { get; init; } = SystemClock.Instance;

    /// <summary>The database of a request that names none.</summary>
    public string DefaultDatabase { get; init; } = "neo4j";

    /// <summary>
    /// The account that is always there, as an administrator; no command changes it. Others are kept in the <c>system</c> database. Null when authentication
    /// is switched off and anyone may do everything.
    /// </summary>
    public PasswordCredentials? Credentials { get; init; }

    /// <summary>Where clients reach this server by Bolt, as <c>host:port</c>; null while nothing listens.</summary>
    public Func<string?> Address { get; init; } = static () => null;

    /// <summary>The folder whose files LOAD CSV may read; null for <c>import/</c> in the home.</summary>
    public string? ImportFolder { get; init; }

    /// <summary>Fetches what LOAD CSV reads from the network; null where that is not allowed.</summary>
    public RemoteFiles? Remote { get; init; }

    /// <summary>Procedures that queries may call besides the engine's own; their names must be others.</summary>
    public IReadOnlyList<Procedure> Procedures { get; init; } = [];

    /// <summary>The most plans kept, over all databases.</summary>
    public int PlanCacheCapacity { get; init; } = 1_000;

    /// <summary>How long a query may run that sets no time-out itself; zero means without limit.</summary>
    public TimeSpan TransactionTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>The most memory that one query may hold, in bytes; beyond it the query fails alone.</summary>
    public long QueryMemoryLimitBytes { get; init; } = 1L << 30;

    /// <summary>The most memory that all queries together may hold, in bytes; by default seven tenths of what the process may use.</summary>
    public long TotalQueryMemoryLimitBytes { get; init; } =
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 10 * 7;

    /// <summary>What the process may use in all; each database keeps its share of it for what is not in its files yet, and less where that is more than it needs.</summary>
    public long MemoryBytes { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>How long a statement waits for a lock before its transaction fails; zero means without limit, as deadlocks are found.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// How long the creation of indexes, once committed, waits until they are built; then it is answered, and they are built in the background. Programs create an index and
    /// search it in their next query, by its name, without asking whether it is there.
    /// </summary>
    public TimeSpan IndexPatience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a request waits for the commit that its bookmark names.</summary>
    public TimeSpan BookmarkTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The folder that backups are written to; null for <c>backups</c> in the home.</summary>
    public string? BackupDirectory { get; init; }

    /// <summary>The property names whose values say whose data a node is.</summary>
    public IReadOnlyList<string> SubjectProperties { get; init; } =
    ["userId", "user_id", "owner_id"];

    /// <summary>Is told what whoever runs the engine should know: a checkpoint that failed, an index that is built anew. Must not throw.</summary>
    public Action<string>? Warned { get; init; }
}
