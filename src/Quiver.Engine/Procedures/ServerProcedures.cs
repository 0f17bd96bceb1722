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
        .. IndexProcedures.All,
        .. RoutingProcedures.All,
        .. ConnectionProcedures.All,
        CheckpointProcedure.Instance,
        ManagementProcedure.Instance,
        VectorIndexProcedure.Instance,
    ];

    private static readonly ProcedureSignature[] s_signatures =
    [
        .. GraphProcedures.All.Select(static p => p.Signature),
        .. s_all.Select(static p => p.Signature),
    ];

    private static readonly ProcedureCatalog s_catalog = new(s_signatures);

    /// <summary>What planning knows of all procedures.</summary>
    /// <param name="others">Those besides the engine's own.</param>
    public static ProcedureCatalog Catalog(IReadOnlyList<Procedure> others) =>
        others.Count == 0
            ? s_catalog
            : new ProcedureCatalog([.. s_signatures, .. others.Select(static p => p.Signature)]);

    /// <summary>All procedures over an engine's services.</summary>
    public static ProcedureSet Of(EngineServices services) =>
        new([
            .. GraphProcedures.All,
            .. s_all.Select(p => new Procedure(p.Signature, call => p.Body(services, call))),
            .. services.Options.Procedures,
        ]);
}
