using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Engine.Sessions;
using Quiver.Model.Values;

namespace Quiver.Engine.Procedures;

/// <summary>dbms.routing.getRoutingTable: the routing table of a single server, which routes, reads and writes.</summary>
internal static class RoutingProcedure
{
    private const long TimeToLiveSeconds = 300;

    /// <summary>Where clients reach a server that was told of no other place.</summary>
    private const string DefaultAddress = "localhost:7687";

    /// <summary>The procedure.</summary>
    public static readonly ServerProcedure Instance = new(
        new ProcedureSignature(
            "dbms.routing.getRoutingTable",
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
        string address = DefaultAddress;
        if (
            !call.Arguments[0].IsNull
            && call.Arguments[0].AsMap().TryGetValue("address", out var asked)
            && asked.Kind == ValueKind.String
        )
        {
            address = asked.AsString();
        }
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
