using Quiver.Model.Values;

namespace Quiver.Bolt.Session;

/// <summary>The routing table of a single server: it routes, reads and writes.</summary>
internal static class RoutingTable
{
    private const long TimeToLiveSeconds = 300;

    /// <summary>The answer to ROUTE.</summary>
    /// <param name="database">The resolved database.</param>
    /// <param name="address">Host and port as the client can reach them.</param>
    public static MapValue Of(string database, string address) =>
        new([
            new(
                "rt",
                Value.Map(
                    new MapValue([
                        new("ttl", Value.Integer(TimeToLiveSeconds)),
                        new("db", Value.String(database)),
                        new(
                            "servers",
                            Value.List(
                                Server("ROUTE", address),
                                Server("READ", address),
                                Server("WRITE", address)
                            )
                        ),
                    ])
                )
            ),
        ]);

    private static Value Server(string role, string address) =>
        Value.Map(
            new MapValue([
                new("addresses", Value.List(Value.String(address))),
                new("role", Value.String(role)),
            ])
        );
}
