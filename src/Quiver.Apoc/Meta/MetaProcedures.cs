using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Values;

namespace Quiver.Apoc.Meta;

/// <summary>apoc.meta: what a graph looks like, for tools that offer its labels, types and properties.</summary>
internal static class MetaProcedures
{
    private static readonly ProcedureColumn[] s_propertyColumns =
    [
        new("propertyName", ProcedureType.String, "The property's key."),
        new(
            "propertyTypes",
            ProcedureType.ListOf(ProcedureType.String),
            "The types of its values."
        ),
        new("mandatory", ProcedureType.Boolean, "Whether all that were looked at have it."),
        new("propertyObservations", ProcedureType.Integer, "How many of them have it."),
        new("totalObservations", ProcedureType.Integer, "How many were looked at."),
    ];

    private static readonly ProcedureColumn[] s_graphColumns =
    [
        new("nodes", ProcedureType.ListOf(ProcedureType.Node), "A virtual node for each label."),
        new(
            "relationships",
            ProcedureType.ListOf(ProcedureType.Relationship),
            "A virtual relationship for each type and pair of labels."
        ),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Procedure> All { get; } =
    [
        Sampled(
            "apoc.meta.schema",
            [new("value", ProcedureType.Map, "An entry for each label and relationship type.")],
            "Examines a sample of the graph and gives one map of its labels and relationship types.",
            SchemaMap.Rows
        ),
        Sampled(
            "apoc.meta.data",
            [
                new("label", ProcedureType.String, "The label or relationship type."),
                new("property", ProcedureType.String, "The property, or what is joined."),
                new("count", ProcedureType.Integer, "How many relationships."),
                new("unique", ProcedureType.Boolean, "Whether no two have the same value."),
                new("index", ProcedureType.Boolean, "Whether an index has it."),
                new("existence", ProcedureType.Boolean, "Whether all must have it."),
                new("type", ProcedureType.String, "The property's type, or RELATIONSHIP."),
                new("array", ProcedureType.Boolean, "Whether there are several values."),
                new("sample", ProcedureType.ListOf(ProcedureType.Any), "Always null."),
                new("left", ProcedureType.Integer, "How many at a node where they start."),
                new("right", ProcedureType.Integer, "How many at a node where they end."),
                new("other", ProcedureType.ListOf(ProcedureType.String), "Labels at the ends."),
                new("otherLabels", ProcedureType.ListOf(ProcedureType.String), "Always empty."),
                new("elementType", ProcedureType.String, "node or relationship."),
            ],
            "Examines a sample of the graph and gives a row for each property and each type of relationship of each label.",
            MetaTable.Rows
        ),
        Sampled(
            "apoc.meta.graph",
            s_graphColumns,
            "Examines a sample of the graph and gives virtual nodes for labels and virtual relationships for the types that join them.",
            MetaGraph.OfSample
        ),
        Sampled(
            "apoc.meta.graphSample",
            s_graphColumns,
            "Gives virtual nodes for labels and virtual relationships for the types that may join them, by the counts that the database keeps.",
            MetaGraph.OfCounts
        ),
        Sampled(
            "apoc.meta.nodeTypeProperties",
            [
                new("nodeType", ProcedureType.String, "The labels as one text."),
                new("nodeLabels", ProcedureType.ListOf(ProcedureType.String), "The labels."),
                .. s_propertyColumns,
            ],
            "Examines a sample of the nodes and gives a row for each property of each combination of labels.",
            TypeTables.OfNodes
        ),
        Sampled(
            "apoc.meta.relTypeProperties",
            [
                new("relType", ProcedureType.String, "The type."),
                new(
                    "sourceNodeLabels",
                    ProcedureType.ListOf(ProcedureType.String),
                    "The labels of the nodes where they start."
                ),
                new(
                    "targetNodeLabels",
                    ProcedureType.ListOf(ProcedureType.String),
                    "The labels of the nodes where they end."
                ),
                .. s_propertyColumns,
            ],
            "Examines relationships of a sample of the nodes and gives a row for each property of each type between two combinations of labels.",
            TypeTables.OfRelationships
        ),
        new(
            new ProcedureSignature(
                "apoc.meta.stats",
                [],
                [
                    new("labelCount", ProcedureType.Integer, "How many labels are in use."),
                    new("relTypeCount", ProcedureType.Integer, "How many types are in use."),
                    new("propertyKeyCount", ProcedureType.Integer, "How many keys there are."),
                    new("nodeCount", ProcedureType.Integer, "How many nodes."),
                    new("relCount", ProcedureType.Integer, "How many relationships."),
                    new("labels", ProcedureType.Map, "How many nodes have each label."),
                    new("relTypes", ProcedureType.Map, "How many relationships fit each pattern."),
                    new("relTypesCount", ProcedureType.Map, "How many have each type."),
                    new("stats", ProcedureType.Map, "All but relTypesCount in one map."),
                ],
                "Gives the counts of nodes and relationships that the database keeps."
            ),
            static call => GraphStatistics.Rows(call.Snapshot)
        ),
    ];

    private static Procedure Sampled(
        string name,
        IReadOnlyList<ProcedureColumn> columns,
        string description,
        Func<ProcedureInvocation, MetaOptions, IEnumerable<Value[]>> body
    ) =>
        new(
            new ProcedureSignature(
                name,
                [
                    new(
                        "config",
                        ProcedureType.Map,
                        "Options: sample, maxRels, includeLabels, excludeLabels, includeRels, excludeRels.",
                        Value.Map(MapValue.Empty)
                    ),
                ],
                columns,
                description
            ),
            call => body(call, new MetaOptions(name, call, call.Arguments[0]))
        );
}
