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
        IEnumerable<Setting> settings =
        [
            .. OfServer(services, defaults),
            .. OfTransactions(services.Options, defaults),
        ];
        foreach (var setting in settings.OrderBy(static s => s.Name, StringComparer.Ordinal))
        {
            if (setting.Name.Contains(search, StringComparison.OrdinalIgnoreCase))
            {
                yield return
                [
                    Value.String(setting.Name),
                    Value.String(setting.Description),
                    Value.String(setting.Value),
                    Value.Boolean(false),
                    Value.String(setting.Initial),
                    Value.String(setting.Value),
                    Value.Boolean(setting.Value != setting.Initial),
                    Value.Null,
                ];
            }
        }
    }

    private static Setting[] OfServer(EngineServices services, EngineOptions defaults)
    {
        string database = services.Databases.DefaultName;
        const string DatabaseDescription = "The database of clients that name none.";
        return
        [
            new(
                "client.allow_telemetry",
                "Whether client applications may send information about their use.",
                "false",
                "false"
            ),
            new("dbms.default_database", DatabaseDescription, database, defaults.DefaultDatabase),
            new(
                "dbms.security.auth_enabled",
                "Whether clients must authenticate.",
                services.Options.Credentials is null ? "false" : "true",
                "true"
            ),
            new(
                "initial.dbms.default_database",
                DatabaseDescription,
                database,
                defaults.DefaultDatabase
            ),
            new(
                "server.db.query_cache_size",
                "The number of query plans kept.",
                Number(services.Options.PlanCacheCapacity),
                Number(defaults.PlanCacheCapacity)
            ),
        ];
    }

    private static Setting[] OfTransactions(EngineOptions options, EngineOptions defaults) =>
        [
            new(
                "db.lock.acquisition.timeout",
                "How long a lock is waited for; 0s is without limit.",
                Seconds(options.LockTimeout),
                Seconds(defaults.LockTimeout)
            ),
            new(
                "db.memory.transaction.max",
                "The most memory that one query may hold, in bytes.",
                Number(options.QueryMemoryLimitBytes),
                Number(defaults.QueryMemoryLimitBytes)
            ),
            new(
                "db.transaction.bookmark_ready_timeout",
                "How long the commit that a bookmark names is waited for.",
                Seconds(options.BookmarkTimeout),
                Seconds(defaults.BookmarkTimeout)
            ),
            new(
                "db.transaction.timeout",
                "How long a transaction may run; 0s is without limit.",
                Seconds(options.TransactionTimeout),
                Seconds(defaults.TransactionTimeout)
            ),
            new(
                "dbms.memory.transaction.total.max",
                "The most memory that all queries together may hold, in bytes.",
                Number(options.TotalQueryMemoryLimitBytes),
                Number(defaults.TotalQueryMemoryLimitBytes)
            ),
        ];

    private static string Seconds(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerSecond == 0
            ? Number((long)time.TotalSeconds) + "s"
            : Number((long)time.TotalMilliseconds) + "ms";

    private static string Number(long number) =>
        number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private sealed record Setting(string Name, string Description, string Value, string Initial);
}
