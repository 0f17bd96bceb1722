using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Engine.Sessions;

namespace Quiver.Engine.Procedures;

/// <summary>The procedures of an engine: those that drivers and tools ask the server with, besides those that need only the graph.</summary>
internal static class ServerProcedures
{
    private static readonly ServerProcedure[] s_all =
    [
        .. InformationProcedures.All,
        .. SettingProcedures.All,
        RoutingProcedure.Instance,
    ];

    /// <summary>What planning knows of all procedures.</summary>
    public static ProcedureCatalog Catalog { get; } =
        new([
            .. GraphProcedures.All.Select(static p => p.Signature),
            .. s_all.Select(static p => p.Signature),
        ]);

    /// <summary>All procedures over an engine's services.</summary>
    public static ProcedureSet Of(EngineServices services) =>
        new([
            .. GraphProcedures.All,
            .. s_all.Select(p => new Procedure(p.Signature, call => p.Body(services, call))),
        ]);
}
