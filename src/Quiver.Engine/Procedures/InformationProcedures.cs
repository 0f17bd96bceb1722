using System.Globalization;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Values;

namespace Quiver.Engine.Procedures;

/// <summary>The procedures that say what the server is, and who asks.</summary>
internal static class InformationProcedures
{
    private const string SystemDatabase = "system";

    private static readonly ProcedureColumn[] s_databaseColumns =
    [
        new("id", ProcedureType.String, "The database's identity."),
        new("name", ProcedureType.String, "The database's name."),
        new("creationDate", ProcedureType.String, "When it was made, where that is known."),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ServerProcedure> All { get; } =
    [
        new(
            Signature(
                "dbms.components",
                "List DBMS components and their versions.",
                new("name", ProcedureType.String, "The component."),
                new("versions", ProcedureType.ListOf(ProcedureType.String), "Its versions."),
                new("edition", ProcedureType.String, "Its edition.")
            ),
            static (_, _) =>
                [
                    [
                        Value.String("Neo4j Kernel"),
                        Value.List(Value.String(CompatibleRelease.Version)),
                        Value.String(CompatibleRelease.Edition),
                    ],
                    [Value.String("Cypher"), Value.List(Value.String("5")), Value.String("")],
                ]
        ),
        new(
            Signature("dbms.info", "Provides information regarding the DBMS.", s_databaseColumns),
            static (_, _) =>
                [
                    [Value.Null, Value.String(SystemDatabase), Value.Null],
                ]
        ),
        new(
            Signature(
                "db.info",
                "Provides information regarding the database.",
                s_databaseColumns
            ) with
            {
                Mode = ProcedureMode.Read,
            },
            static (_, call) =>
                [
                    [
                        Value.String(
                            call.Snapshot.DatabaseId.ToString("N", CultureInfo.InvariantCulture)
                                .ToUpperInvariant()
                        ),
                        Value.String(call.Caller?.DatabaseName ?? ""),
                        Value.Null,
                    ],
                ]
        ),
        new(
            Signature(
                "dbms.showCurrentUser",
                "Shows the current user.",
                new("username", ProcedureType.String, "The user's name."),
                new("roles", ProcedureType.ListOf(ProcedureType.String), "The user's roles."),
                new("flags", ProcedureType.ListOf(ProcedureType.String), "The user's flags.")
            ),
            static (_, call) =>
                [
                    [Value.String(call.Caller?.UserName ?? ""), Value.Null, Value.List()],
                ]
        ),
        new(
            Signature(
                "tx.getMetaData",
                "Provides attached transaction metadata.",
                new ProcedureColumn("metadata", ProcedureType.Map, "The metadata.")
            ),
            static (_, call) =>
                [
                    [Value.Map(call.Caller?.TransactionMetadata ?? MapValue.Empty)],
                ]
        ),
        new(
            new ProcedureSignature(
                "tx.setMetaData",
                [
                    new(
                        "data",
                        ProcedureType.Map,
                        "What to attach; the list of transactions shows it."
                    ),
                ],
                [],
                "Attaches a map of data to the transaction. The data will be printed when listing queries, for example."
            )
            {
                Mode = ProcedureMode.Dbms,
                WorksOnSystem = true,
            },
            static (_, call) =>
            {
                if (call.Caller is { } caller && !call.Arguments[0].IsNull)
                {
                    caller.TransactionMetadata = call.Arguments[0].AsMap();
                }
                return [];
            }
        ),
        new(
            Signature(
                "db.clearQueryCaches",
                "Clears all query caches.",
                new ProcedureColumn("value", ProcedureType.String, "What was done.")
            ),
            static (services, _) =>
                [
                    [
                        Value.String(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"Query caches successfully cleared of {services.Planner.Clear()} queries."
                            )
                        ),
                    ],
                ]
        ),
    ];

    private static ProcedureSignature Signature(
        string name,
        string description,
        params IReadOnlyList<ProcedureColumn> columns
    ) => new(name, [], columns, description) { Mode = ProcedureMode.Dbms, WorksOnSystem = true };
}
