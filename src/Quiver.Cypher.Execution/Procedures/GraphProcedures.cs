using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>The procedures that need no more than the graph.</summary>
public static class GraphProcedures
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Procedure> All { get; } =
    [
        Names("db.labels", "label", "List all labels in use in the database.", Labels),
        Names(
            "db.relationshipTypes",
            "relationshipType",
            "List all relationship types in use in the database.",
            RelationshipTypes
        ),
        Names(
            "db.propertyKeys",
            "propertyKey",
            "List all property keys in the database.",
            static call => call.Snapshot.Tokens.PropertyKeys.All
        ),
        new(
            new ProcedureSignature(
                "db.ping",
                [],
                [new("success", ProcedureType.Boolean, "Whether the database answers.")],
                "Check that the database answers."
            )
            {
                WorksOnSystem = true,
            },
            static _ =>
                [
                    [Value.Boolean(true)],
                ]
        ),
        TokenProcedures.CreateLabel,
        TokenProcedures.CreateRelationshipType,
        TokenProcedures.CreateProperty,
        SchemaProcedures.Visualization,
        SchemaProcedures.NodeTypeProperties,
        SchemaProcedures.RelationshipTypeProperties,
        FullTextProcedures.QueryNodes,
        FullTextProcedures.QueryRelationships,
        FullTextProcedures.ListAnalyzers,
        FullTextProcedures.AwaitRefresh,
        new(VectorPropertyCall.OfNodes, static _ => []),
        new(VectorPropertyCall.OfRelationships, static _ => []),
        new(
            VectorPropertyCall.OfNodesOnce,
            static _ =>
                throw RuntimeErrors.ProcedureFailed(
                    VectorPropertyCall.OfNodesOnce.Name,
                    "It is called with YIELD node, without OPTIONAL and WHERE. Its later name is db.create.setNodeVectorProperty, which gives nothing"
                )
        ),
        VectorSearchProcedures.QueryNodes,
        VectorSearchProcedures.QueryRelationships,
        .. StatisticsProcedures.All,
    ];

    private static Procedure Names(
        string name,
        string column,
        string description,
        Func<ProcedureInvocation, IEnumerable<string>> names
    ) =>
        new(
            new ProcedureSignature(
                name,
                [],
                [new(column, ProcedureType.String, "The name.")],
                description
            )
            {
                WorksOnSystem = true,
            },
            call => names(call).Select(static text => new[] { Value.String(text) })
        );

    private static IEnumerable<string> Labels(ProcedureInvocation call)
    {
        var counts = call.Snapshot.Counts.NodesByLabel;
        return call.Snapshot.Tokens.Labels.All.Where(
            (_, number) => counts.GetValueOrDefault(number) > 0
        );
    }

    private static IEnumerable<string> RelationshipTypes(ProcedureInvocation call)
    {
        var counts = call.Snapshot.Counts.RelationshipsByType;
        return call.Snapshot.Tokens.RelationshipTypes.All.Where(
            (_, number) => counts.GetValueOrDefault(number) > 0
        );
    }
}
