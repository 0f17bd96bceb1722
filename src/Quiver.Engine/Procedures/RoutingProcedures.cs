using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Engine.Sessions;
using Quiver.Model.Values;

namespace Quiver.Engine.Procedures;

/// <summary>The procedures that clients before Bolt 4.3 ask for the routing table of a single server, which routes, reads and writes.</summary>
internal static class RoutingProcedures
{
    private const long TimeToLiveSeconds = 300;

    /// <summary>Where clients reach a server that was told of no other place.</summary>
    private const string DefaultAddress = "localhost:7687";

    /// <summary>All of them: Bolt 4.0 to 4.2 call the first, Bolt 3 the second.</summary>
    public static IReadOnlyList<ServerProcedure> All { get; } =
    [Named("dbms.routing.getRoutingTable"), Named("dbms.cluster.routing.getRoutingTable")];

    private static ServerProcedure Named(string name) =>
        new(
            new ProcedureSignature(
                name,
                [
                    new("context", ProcedureType.Map, "The client's routing context."),
                    new("database", ProcedureType.String, "The database.", Value.Null),
                ],
                [
                    new("ttl", ProcedureType.Integer, "For how many seconds the table holds."),
                    new(
                        "servers",
                        ProcedureType.ListOf(ProcedureType.Map),
                        "The servers by what they do."
                    ),
                ],
                "Returns the advertised bolt capable endpoints for a given database, divided by each endpoint's capabilities."
            )
            {
                Mode = ProcedureMode.Dbms,
                WorksOnSystem = true,
            },
            Rows
        );

    private static IEnumerable<Value[]> Rows(EngineServices services, ProcedureInvocation call)
    {
        var database = call.Arguments[1];
        services.Databases.Resolve(database.IsNull ? null : database.AsString());
        string? asked =
            !call.Arguments[0].IsNull
            && call.Arguments[0].AsMap().TryGetValue("address", out var entry)
            && entry.Kind == ValueKind.String
                ? entry.AsString()
                : null;
        string address = call.Caller?.AddressFor?.Invoke(asked) ?? asked ?? DefaultAddress;
        yield return
        [
            Value.Integer(TimeToLiveSeconds),
            Value.List(Server("WRITE", address), Server("READ", address), Server("ROUTE", address)),
        ];
    }

    private static Value Server(string role, string address) =>
        Value.Map(
            new MapValue([
                new("addresses", Value.List(Value.String(address))),
                new("role", Value.String(role)),
            ])
        );
}
