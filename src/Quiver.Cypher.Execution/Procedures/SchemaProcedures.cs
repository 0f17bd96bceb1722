using Quiver.Cypher.Planning.Procedures;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Schema;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>The procedures that say what the graph looks like.</summary>
internal static class SchemaProcedures
{
    private const int ChunkSize = 1024;

    /// <summary>db.schema.visualization: a node for each label, a relationship for each pair of labels that a type joins.</summary>
    public static readonly Procedure Visualization = new(
        new ProcedureSignature(
            "db.schema.visualization",
            [],
            [
                new(
                    "nodes",
                    ProcedureType.ListOf(ProcedureType.Node),
                    "One virtual node for each label."
                ),
                new(
                    "relationships",
                    ProcedureType.ListOf(ProcedureType.Relationship),
                    "One virtual relationship for each type and pair of labels."
                ),
            ],
            "Visualizes the schema of the data based on available statistics."
        )
        {
            WorksOnSystem = true,
        },
        Visualize
    );

    /// <summary>db.schema.nodeTypeProperties: the properties of each combination of labels.</summary>
    public static readonly Procedure NodeTypeProperties = new(
        new ProcedureSignature(
            "db.schema.nodeTypeProperties",
            [],
            [
                new("nodeType", ProcedureType.String, "The labels as one text."),
                new("nodeLabels", ProcedureType.ListOf(ProcedureType.String), "The labels."),
                .. PropertyColumns,
            ],
            "Show the derived property schema of the nodes in tabular form."
        )
        {
            WorksOnSystem = true,
        },
        NodeTypes
    );

    /// <summary>db.schema.relTypeProperties: the properties of each relationship type.</summary>
    public static readonly Procedure RelationshipTypeProperties = new(
        new ProcedureSignature(
            "db.schema.relTypeProperties",
            [],
            [new("relType", ProcedureType.String, "The type."), .. PropertyColumns],
            "Show the derived property schema of the relationships in tabular form."
        )
        {
            WorksOnSystem = true,
        },
        RelationshipTypes
    );

    private static IEnumerable<ProcedureColumn> PropertyColumns =>
        [
            new("propertyName", ProcedureType.String, "The property's key."),
            new(
                "propertyTypes",
                ProcedureType.ListOf(ProcedureType.String),
                "The types of its values."
            ),
            new("mandatory", ProcedureType.Boolean, "Whether all of the kind have the property."),
        ];

    private static IEnumerable<Value[]> Visualize(ProcedureInvocation call)
    {
        var snapshot = call.Snapshot;
        var nodes = new SortedDictionary<int, NodeId>();
        foreach (var (label, count) in snapshot.Counts.NodesByLabel.Where(static c => c.Value > 0))
        {
            string name = snapshot.Tokens.Labels[label];
            var properties = new MapValue([
                new("name", Value.String(name)),
                new("indexes", IndexesOf(snapshot, label)),
                new("constraints", ConstraintsOf(snapshot, label)),
            ]);
            nodes.Add(label, call.VirtualEntities.AddNode(name, properties));
        }
        var relationships = CountedJoins
            .Of(snapshot.Counts, nodes.Keys)
            .Select(join =>
                Value.Relationship(
                    call.VirtualEntities.AddRelationship(
                        snapshot.Tokens.RelationshipTypes[join.Type],
                        nodes[join.From],
                        nodes[join.To]
                    )
                )
            );
        yield return
        [
            Value.List([.. nodes.Values.Select(Value.Node)]),
            Value.List([.. relationships]),
        ];
    }

    // The properties of each index that is no constraint's.
    private static Value IndexesOf(Snapshot snapshot, int label) =>
        Texts(
            snapshot
                .Schema.Indexes.Where(index =>
                    index.Entity == EntityKind.Node
                    && index.OwningConstraint is null
                    && index.Tokens.Contains(label)
                )
                .Select(index => string.Join(",", SchemaText.KeysOf(index.Keys, snapshot.Tokens)))
        );

    private static Value ConstraintsOf(Snapshot snapshot, int label) =>
        Texts(
            snapshot
                .Schema.Constraints.Where(constraint =>
                    constraint.Entity == EntityKind.Node && constraint.Token == label
                )
                .Select(constraint => SchemaText.Describe(constraint, snapshot.Tokens))
        );

    private static Value Texts(IEnumerable<string> texts) =>
        Value.List([.. texts.Order(StringComparer.Ordinal).Select(Value.String)]);

    private static IEnumerable<Value[]> NodeTypes(ProcedureInvocation call)
    {
        var snapshot = call.Snapshot;
        var kinds = new SortedDictionary<string, (Value Labels, PropertyCensus Census)>(
            StringComparer.Ordinal
        );
        var scan = snapshot.ScanNodes(LabelId.None);
        long[] nodes = new long[ChunkSize];
        var labels = new List<LabelId>();
        var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
        for (int count = scan.Next(nodes); count > 0; count = scan.Next(nodes))
        {
            call.Cancellation.ThrowIfCancellationRequested();
            foreach (long node in nodes.AsSpan(0, count))
            {
                labels.Clear();
                properties.Clear();
                snapshot.ReadLabels(new NodeId(node), labels);
                snapshot.ReadProperties(new NodeId(node), properties);
                string[] names =
                [
                    .. labels
                        .Select(l => snapshot.Tokens.Labels[l.Value])
                        .Order(StringComparer.Ordinal),
                ];
                string kind = string.Join(":", names.Select(static n => $"`{n}`"));
                kind = kind.Length == 0 ? "" : ":" + kind;
                if (!kinds.TryGetValue(kind, out var entry))
                {
                    entry = (
                        Value.List([.. names.Select(Value.String)]),
                        new PropertyCensus(snapshot.Tokens, call.IsCypher25)
                    );
                    kinds.Add(kind, entry);
                }
                entry.Census.Add(properties);
            }
        }
        foreach (var (kind, (names, census)) in kinds)
        {
            foreach (var row in census.Rows())
            {
                yield return [Value.String(kind), names, .. row];
            }
        }
    }

    private static IEnumerable<Value[]> RelationshipTypes(ProcedureInvocation call)
    {
        var snapshot = call.Snapshot;
        long[] relationships = new long[ChunkSize];
        long[] starts = new long[ChunkSize];
        long[] ends = new long[ChunkSize];
        var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
        var types = snapshot.Tokens.RelationshipTypes;
        foreach (string name in types.All.Order(StringComparer.Ordinal))
        {
            var census = new PropertyCensus(snapshot.Tokens, call.IsCypher25);
            var scan = snapshot.ScanRelationships(new RelationshipTypeId(types.Find(name)));
            int count;
            while ((count = scan.Next(relationships, starts, ends)) > 0)
            {
                call.Cancellation.ThrowIfCancellationRequested();
                foreach (long relationship in relationships.AsSpan(0, count))
                {
                    properties.Clear();
                    snapshot.ReadProperties(new RelationshipId(relationship), properties);
                    census.Add(properties);
                }
            }
            foreach (var row in census.Count == 0 ? [] : census.Rows())
            {
                yield return [Value.String($":`{name}`"), .. row];
            }
        }
    }
}
