using Quiver.Engine.Databases;
using Quiver.Engine.Sessions;
using Quiver.Foundation.IO;

namespace Quiver.Engine.Management;

/// <summary>What can be measured of a running server, under the names that Neo4j gives to these metrics.</summary>
internal static class MetricBeans
{
    private const string Domain = "neo4j.metrics";

    /// <summary>All of them: those of the server, then those of each open database, by name. A database that nobody has asked anything is not opened for it.</summary>
    public static IEnumerable<ManagementBean> Of(EngineServices services)
    {
        foreach (var bean in OfServer(services))
        {
            yield return bean;
        }
        foreach (var description in services.Databases.List())
        {
            if (services.Databases.TryEnterOpen(description.Name) is not { } database)
            {
                continue;
            }
            try
            {
                foreach (var bean in OfDatabase(services, database))
                {
                    yield return bean;
                }
            }
            finally
            {
                database.Leave();
            }
        }
    }

    private static ManagementBean[] OfServer(EngineServices services) =>
        [
            Server(
                "bolt.connections_running",
                "The connections over Bolt that are open.",
                services.Connections.All.Count(static c => c.Connector == "bolt")
            ),
            Server(
                "vm.heap.used",
                "The bytes of memory that the program's objects take, those included that are no longer needed.",
                GC.GetTotalMemory(forceFullCollection: false)
            ),
        ];

    private static IEnumerable<ManagementBean> OfDatabase(
        EngineServices services,
        OpenDatabase database
    )
    {
        using var snapshot = database.OpenSnapshot();
        var tokens = snapshot.Tokens;
        (string Name, string Description, long Value)[] metrics =
        [
            ("ids_in_use.node", "The nodes.", snapshot.NodeCount),
            ("ids_in_use.property", "The different property keys.", tokens.PropertyKeys.Count),
            ("ids_in_use.relationship", "The relationships.", snapshot.RelationshipCount),
            (
                "ids_in_use.relationship_type",
                "The different relationship types.",
                tokens.RelationshipTypes.Count
            ),
            ("neo4j.count.node", "The nodes.", snapshot.NodeCount),
            ("neo4j.count.relationship", "The relationships.", snapshot.RelationshipCount),
            (
                "store.size.total",
                "The bytes of the database's files, its commit log included.",
                BytesBelow(services.Options.FileSystem, database.Store.Directory)
            ),
            (
                "transaction.active",
                "The transactions that run now.",
                services.Transactions.All.Count(t => t.DatabaseName == database.Name)
            ),
            (
                "transaction.last_committed_tx_id",
                "The number of the newest commit.",
                snapshot.Sequence
            ),
        ];
        return metrics.Select(m => new ManagementBean(
            Domain,
            $"name=neo4j.database.{database.Name}.{m.Name}",
            m.Description,
            m.Value
        ));
    }

    private static ManagementBean Server(string name, string description, long value) =>
        new(Domain, "name=neo4j.dbms." + name, description, value);

    private static long BytesBelow(IFileSystem files, string directory)
    {
        long bytes = 0;
        foreach (string name in files.List(directory))
        {
            string path = Path.Combine(directory, name);
            try
            {
                if (files.DirectoryExists(path))
                {
                    bytes += BytesBelow(files, path);
                    continue;
                }
                using var file = files.OpenRead(path);
                bytes += file.Length;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Checkpoints delete files at any moment: what is gone takes no room.
            }
        }
        return bytes;
    }
}
