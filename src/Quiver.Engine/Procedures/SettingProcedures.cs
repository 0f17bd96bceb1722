using Quiver.Cypher.Planning.Procedures;
using Quiver.Engine.Sessions;
using Quiver.Model.Values;

namespace Quiver.Engine.Procedures;

/// <summary>The procedures that list settings under the names that clients for Neo4j look for.</summary>
internal static class SettingProcedures
{
    private static readonly ProcedureColumn[] s_columns =
    [
        new("name", ProcedureType.String, "The setting's name."),
        new("description", ProcedureType.String, "What it is for."),
        new("value", ProcedureType.String, "Its value."),
        new("dynamic", ProcedureType.Boolean, "Whether it may be changed while the server runs."),
        new("defaultValue", ProcedureType.String, "Its value unless it is set."),
        new("startupValue", ProcedureType.String, "Its value when the server started."),
        new("explicitlySet", ProcedureType.Boolean, "Whether it was set."),
        new("validValues", ProcedureType.String, "What it may be."),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ServerProcedure> All { get; } =
    [
        new(
            new ProcedureSignature(
                "dbms.clientConfig",
                [],
                s_columns,
                "Return client configuration."
            )
            {
                Mode = ProcedureMode.Dbms,
                WorksOnSystem = true,
            },
            static (services, _) => Rows(services, "")
        ),
        new(
            new ProcedureSignature(
                "dbms.listConfig",
                [
                    new(
                        "searchString",
                        ProcedureType.String,
                        "A part of the names of the settings to list.",
                        Value.String("")
                    ),
                ],
                s_columns,
                "List the currently active configuration settings."
            )
            {
                Mode = ProcedureMode.Dbms,
                WorksOnSystem = true,
            },
            static (services, call) =>
                Rows(services, call.Arguments[0].IsNull ? "" : call.Arguments[0].AsString())
        ),
    ];

    /// <summary>The settings whose names have a part, with their columns.</summary>
    public static IEnumerable<Value[]> Rows(EngineServices services, string search)
    {
        var defaults = new EngineOptions { Home = "", FileSystem = services.Options.FileSystem };
        (string Name, string Description, string Value, string Default)[] settings =
        [
            (
                "client.allow_telemetry",
                "Whether client applications may send information about their use.",
                "false",
                "false"
            ),
            (
                "db.lock.acquisition.timeout",
                "How long a lock is waited for; 0s is without limit.",
                Seconds(services.Options.LockTimeout),
                Seconds(defaults.LockTimeout)
            ),
            (
                "db.memory.transaction.max",
                "The most memory that one query may hold, in bytes.",
                Number(services.Options.QueryMemoryLimitBytes),
                Number(defaults.QueryMemoryLimitBytes)
            ),
            (
                "db.transaction.bookmark_ready_timeout",
                "How long the commit that a bookmark names is waited for.",
                Seconds(services.Options.BookmarkTimeout),
                Seconds(defaults.BookmarkTimeout)
            ),
            (
                "db.transaction.timeout",
                "How long a transaction may run; 0s is without limit.",
                Seconds(services.Options.TransactionTimeout),
                Seconds(defaults.TransactionTimeout)
            ),
            (
                "dbms.default_database",
                "The database of clients that name none.",
                services.Databases.DefaultName,
                defaults.DefaultDatabase
            ),
            (
                "dbms.memory.transaction.total.max",
                "The most memory that all queries together may hold, in bytes.",
                Number(services.Options.TotalQueryMemoryLimitBytes),
                Number(defaults.TotalQueryMemoryLimitBytes)
            ),
            (
                "dbms.security.auth_enabled",
                "Whether clients must authenticate.",
                services.Options.Credentials is null ? "false" : "true",
                "true"
            ),
            (
                "initial.dbms.default_database",
                "The database of clients that name none.",
                services.Databases.DefaultName,
                defaults.DefaultDatabase
            ),
            (
                "server.db.query_cache_size",
                "The number of query plans kept.",
                Number(services.Options.PlanCacheCapacity),
                Number(defaults.PlanCacheCapacity)
            ),
        ];
        foreach (var (name, description, value, initial) in settings)
        {
            if (name.Contains(search, StringComparison.OrdinalIgnoreCase))
            {
                yield return
                [
                    Value.String(name),
                    Value.String(description),
                    Value.String(value),
                    Value.Boolean(false),
                    Value.String(initial),
                    Value.String(value),
                    Value.Boolean(value != initial),
                    Value.Null,
                ];
            }
        }
    }

    private static string Seconds(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerSecond == 0
            ? Number((long)time.TotalSeconds) + "s"
            : Number((long)time.TotalMilliseconds) + "ms";

    private static string Number(long number) =>
        number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
