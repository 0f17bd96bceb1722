using System.Globalization;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Engine.Sessions;
using Quiver.Model.Values;

namespace Quiver.Engine.Procedures;

/// <summary>The procedures that list clients' connections and end them. An administrator sees all, others their own.</summary>
internal static class ConnectionProcedures
{
    private static readonly ProcedureColumn[] s_endedColumns =
    [
        new("connectionId", ProcedureType.String, "The connection's name."),
        new("username", ProcedureType.String, "Whose it was."),
        new("message", ProcedureType.String, "What became of it."),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ServerProcedure> All { get; } =
    [
        new(
            new ProcedureSignature(
                "dbms.listConnections",
                [],
                [
                    new("connectionId", ProcedureType.String, "The connection's name."),
                    new("connectTime", ProcedureType.String, "When it was made."),
                    new("connector", ProcedureType.String, "The front door."),
                    new("username", ProcedureType.String, "Who the client is."),
                    new("userAgent", ProcedureType.String, "What its program calls itself."),
                    new("serverAddress", ProcedureType.String, "Host and port at this end."),
                    new("clientAddress", ProcedureType.String, "Host and port at its end."),
                ],
                "List all accepted network connections at this instance that are visible to the user."
            )
            {
                Mode = ProcedureMode.Dbms,
                WorksOnSystem = true,
            },
            static (services, call) =>
                services
                    .Connections.All.Where(c => MaySee(services, call, c))
                    .OrderBy(static c => c.Since)
                    .ThenBy(static c => c.Id, StringComparer.Ordinal)
                    .Select(Row)
        ),
        new(
            new ProcedureSignature(
                "dbms.killConnection",
                [new("id", ProcedureType.String, "The connection's name.")],
                s_endedColumns,
                "Kill network connection with the given connection id."
            )
            {
                Mode = ProcedureMode.Dbms,
                WorksOnSystem = true,
            },
            static (services, call) => [End(services, call, call.Arguments[0])]
        ),
        new(
            new ProcedureSignature(
                "dbms.killConnections",
                [new("ids", ProcedureType.ListOf(ProcedureType.String), "The connections' names.")],
                s_endedColumns,
                "Kill all network connections with the given connection ids."
            )
            {
                Mode = ProcedureMode.Dbms,
                WorksOnSystem = true,
            },
            static (services, call) =>
                call.Arguments[0].IsNull
                    ? []
                    : call.Arguments[0]
                        .AsList()
                        .AsSpan()
                        .ToArray()
                        .Select(id => End(services, call, id))
                        .ToList()
        ),
    ];

    private static bool MaySee(
        EngineServices services,
        ProcedureInvocation call,
        ClientConnection connection
    ) =>
        call.Caller is RunningTransaction own
        && (own.Principal.Name == connection.UserName || services.Access.IsAdmin(own.Principal));

    private static Value[] Row(ClientConnection connection) =>
        [
            Value.String(connection.Id),
            Value.String(
                connection.Since.UtcDateTime.ToString(
                    "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                    CultureInfo.InvariantCulture
                )
            ),
            Value.String(connection.Connector),
            Value.String(connection.UserName),
            Value.String(connection.UserAgent),
            Value.String(connection.ServerAddress),
            Value.String(connection.ClientAddress),
        ];

    private static Value[] End(EngineServices services, ProcedureInvocation call, Value id)
    {
        var found = id.IsNull ? null : services.Connections.Find(id.AsString());
        if (found is null || !MaySee(services, call, found))
        {
            return [id, Value.String("n/a"), Value.String("No connection found with this id")];
        }
        string userName = found.UserName;
        found.Close();
        return [id, Value.String(userName), Value.String("Connection found")];
    }
}
