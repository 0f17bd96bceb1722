using System.Collections.Immutable;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Cypher.Syntax.Tree;
using Quiver.Model;
using Quiver.Model.Values;
using TreeVariable = Quiver.Cypher.Syntax.Tree.Variable;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>The procedures that make or change single nodes and relationships and give them: calls of them become CREATE, MERGE and SET, in the transaction of the query.</summary>
/// <remarks>
/// <code>
/// apoc.create.node(labels, props) YIELD node                 CREATE (node:$(labels)) SET node = props
/// apoc.create.relationship(from, type, props, to) YIELD rel  CREATE (from)-[rel:$(type)]->(to) SET rel = props
/// apoc.create.addLabels(nodes, labels) YIELD node            UNWIND nodes AS node SET node:$(labels)
/// apoc.merge.node(labels, {…}, made, found) YIELD node       MERGE (node:$(labels) {…}) ON CREATE SET node += made ON MATCH SET node += found
/// apoc.merge.relationship(start, type, {…}, made, end, found) YIELD rel
///                                  MERGE (start)-[rel:$(type) {…}]->(end) ON CREATE SET rel += made ON MATCH SET rel += found
/// db.create.setVectorProperty(n, key, vector) YIELD node     UNWIND [n] AS node SET node[key] = the vector
/// </code>
/// A call that is of another form (nodes that are no variables, identifying properties that are no literal map, YIELD with WHERE) is left as it is.
/// </remarks>
public static class ChangingCalls
{
    private const string CreateNode = "apoc.create.node";
    private const string CreateRelationship = "apoc.create.relationship";
    private const string AddLabels = "apoc.create.addLabels";
    private const string MergeNode = "apoc.merge.node";
    private const string MergeRelationship = "apoc.merge.relationship";

    // What it promises is so anyway: all rows are there before the first is merged.
    private const string Eager = ".eager";

    private static readonly Value s_empty = Value.Map(MapValue.Empty);

    private static readonly ProcedureColumn s_node = new("node", ProcedureType.Node, "The node.");

    private static readonly ProcedureColumn s_relationship = new(
        "rel",
        ProcedureType.Relationship,
        "The relationship."
    );

    private static readonly ProcedureParameter s_labels = new(
        "labels",
        ProcedureType.ListOf(ProcedureType.String),
        "The labels."
    );

    private static readonly ProcedureParameter s_type = new(
        "relType",
        ProcedureType.String,
        "The type."
    );

    private static readonly ProcedureParameter s_properties = new(
        "props",
        ProcedureType.Map,
        "The properties."
    );

    private static readonly ProcedureParameter s_identity = new(
        "identProps",
        ProcedureType.Map,
        "The properties that it is found by; as a literal map they can use an index."
    );

    /// <summary>All of them that are APOC's.</summary>
    public static IReadOnlyList<ProcedureSignature> Signatures { get; } =
    [
        Make(CreateNode, [s_labels, s_properties], s_node, "Creates a node."),
        Make(
            CreateRelationship,
            [NodeNamed("from"), s_type, s_properties, NodeNamed("to")],
            s_relationship,
            "Creates a relationship between two nodes."
        ),
        Make(
            AddLabels,
            [new("nodes", ProcedureType.Any, "A node, or a list of some."), s_labels],
            s_node,
            "Adds labels to nodes."
        ),
        NodeMerge(MergeNode),
        NodeMerge(MergeNode + Eager),
        RelationshipMerge(MergeRelationship),
        RelationshipMerge(MergeRelationship + Eager),
    ];

    /// <summary>The clauses, with each call of such a procedure replaced.</summary>
    internal static IReadOnlyList<Clause> Replace(IReadOnlyList<Clause> clauses)
    {
        if (
            !clauses.Any(static c => c is ProcedureCallClause call && SignatureOf(call) is not null)
        )
        {
            return clauses;
        }
        var replaced = new List<Clause>();
        for (int i = 0; i < clauses.Count; i++)
        {
            bool isAlone = clauses.Count == 1;
            if (
                clauses[i] is ProcedureCallClause call
                && SignatureOf(call) is { } signature
                && ResultOf(call, signature, isAlone) is { } result
                && ChangesOf(call, NameOf(signature), result) is { } changes
            )
            {
                replaced.AddRange(changes);
                // Reading may follow a call, but not SET.
                replaced.Add(
                    isAlone
                        ? new ReturnClause(call.Extent, Projection(call.Extent, result))
                        : new WithClause(call.Extent, Projection(call.Extent, null), Where: null)
                );
            }
            else
            {
                replaced.Add(clauses[i]);
            }
        }
        return replaced;
    }

    private static ProcedureSignature NodeMerge(string name) =>
        Make(
            name,
            [s_labels, s_identity, MapNamed("onCreateProps"), MapNamed("onMatchProps")],
            s_node,
            "Finds a node by its labels and properties, or else creates it."
        );

    private static ProcedureSignature RelationshipMerge(string name) =>
        Make(
            name,
            [
                NodeNamed("startNode"),
                s_type,
                s_identity,
                // APOC knows no default here: the end comes behind it.
                MapNamed("onCreateProps") with
                {
                    Default = null,
                },
                NodeNamed("endNode"),
                MapNamed("onMatchProps"),
            ],
            s_relationship,
            "Finds a relationship between two nodes, or else creates it."
        );

    private static string NameOf(ProcedureSignature signature) =>
        signature.Name.EndsWith(Eager, StringComparison.Ordinal)
            ? signature.Name[..^Eager.Length]
            : signature.Name;

    private static ProcedureSignature? SignatureOf(ProcedureCallClause call) =>
        Signatures
            .Append(VectorPropertyCall.OfNodesOnce)
            .FirstOrDefault(s =>
                string.Equals(s.Name, call.Name.Text, StringComparison.OrdinalIgnoreCase)
            );

    /// <summary>The variable that the result gets; null where the call is of another form.</summary>
    private static TreeVariable? ResultOf(
        ProcedureCallClause call,
        ProcedureSignature signature,
        bool isAlone
    )
    {
        bool isPlain =
            call is { Optional: false, IsImplicit: false, YieldsAll: false, Where: null }
            && call.Arguments.Length >= signature.RequiredCount
            && call.Arguments.Length <= signature.Parameters.Count;
        string column = signature.Columns[0].Name;
        return call.Yield switch
        {
            _ when !isPlain => null,
            [] when isAlone => new TreeVariable(call.Extent, column),
            [var item] when item.Column.Text == column => item.Alias
                ?? new TreeVariable(item.Extent, column),
            _ => null,
        };
    }

    private static Clause[]? ChangesOf(ProcedureCallClause call, string name, TreeVariable result)
    {
        var extent = call.Extent;
        var arguments = call.Arguments;
        switch (name)
        {
            case CreateNode:
                return
                [
                    new CreateClause(extent, IsInsert: false, [Node(result, arguments[0], null)]),
                    new SetClause(extent, [Properties(result, adds: false, arguments[1])]),
                ];
            case CreateRelationship
                when arguments[0] is TreeVariable from && arguments[3] is TreeVariable to:
                return
                [
                    new CreateClause(
                        extent,
                        IsInsert: false,
                        [Relationship(from, result, arguments[1], null, to)]
                    ),
                    new SetClause(extent, [Properties(result, adds: false, arguments[2])]),
                ];
            case AddLabels:
                return
                [
                    new UnwindClause(extent, arguments[0], result),
                    new SetClause(
                        extent,
                        [new LabelsUpdate(extent, result, LabelsOf(arguments[1]))]
                    ),
                ];
            case var _ when name == VectorPropertyCall.OfNodesOnce.Name:
                return
                [
                    new UnwindClause(extent, new ListExpression(extent, [arguments[0]]), result),
                    VectorPropertyCall.AsSet(extent, result, arguments[1], arguments[2]),
                ];
            case MergeNode when arguments[1] is MapExpression { Entries.Length: > 0 } identity:
                return
                [
                    new MergeClause(
                        extent,
                        Node(result, arguments[0], identity),
                        Actions(
                            result,
                            arguments.ElementAtOrDefault(2),
                            arguments.ElementAtOrDefault(3)
                        )
                    ),
                ];
            case MergeRelationship
                when arguments[0] is TreeVariable start
                    && arguments[4] is TreeVariable end
                    && arguments[2] is MapExpression identity:
                return
                [
                    new MergeClause(
                        extent,
                        Relationship(start, result, arguments[1], identity, end),
                        Actions(result, arguments[3], arguments.ElementAtOrDefault(5))
                    ),
                ];
            default:
                return null;
        }
    }

    private static PatternPart Node(
        TreeVariable node,
        Expression labels,
        MapExpression? properties
    ) =>
        new(
            node.Extent,
            PathVariable: null,
            new NodePattern(
                node.Extent,
                node,
                LabelsOf(labels) is [var only]
                    ? only
                    : new LabelConjunction(labels.Extent, LabelsOf(labels)),
                properties,
                Where: null
            ),
            []
        );

    private static PatternPart Relationship(
        TreeVariable start,
        TreeVariable relationship,
        Expression type,
        MapExpression? properties,
        TreeVariable end
    )
    {
        var pattern = new RelationshipPattern(
            relationship.Extent,
            relationship,
            LabelOf(type),
            Direction.Outgoing,
            Length: null,
            properties is { Entries.Length: > 0 } ? properties : null,
            Where: null
        );
        return new PatternPart(
            relationship.Extent,
            PathVariable: null,
            EndNode(start),
            [new PatternStep(relationship.Extent, pattern, EndNode(end))]
        );
    }

    private static NodePattern EndNode(TreeVariable node) =>
        new(node.Extent, node, Labels: null, Properties: null, Where: null);

    // What is written out is known to the planner, which can take an index.
    private static ImmutableArray<LabelExpression> LabelsOf(Expression labels) =>
        labels is ListExpression { Elements.Length: > 0 } list && list.Elements.All(IsName)
            ? [.. list.Elements.Select(LabelOf)]
            : [LabelOf(labels)];

    private static LabelExpression LabelOf(Expression label) =>
        IsName(label)
            ? new LabelName(label.Extent, ((Literal)label).Value.AsString())
            : new DynamicLabel(label.Extent, label, MatchesAny: false);

    private static bool IsName(Expression expression) =>
        expression is Literal { Value.Kind: ValueKind.String } literal
        && literal.Value.AsString().Length > 0;

    private static ImmutableArray<MergeAction> Actions(
        TreeVariable result,
        Expression? onCreate,
        Expression? onMatch
    )
    {
        var actions = ImmutableArray.CreateBuilder<MergeAction>();
        foreach (var (isOnCreate, properties) in new[] { (true, onCreate), (false, onMatch) })
        {
            if (properties is not null)
            {
                var update = Properties(result, adds: true, properties);
                actions.Add(new MergeAction(properties.Extent, isOnCreate, [update]));
            }
        }
        return actions.DrainToImmutable();
    }

    // No properties may be null as well.
    private static PropertiesUpdate Properties(
        TreeVariable target,
        bool adds,
        Expression properties
    )
    {
        var extent = properties.Extent;
        var map = new FunctionCall(
            extent,
            "coalesce",
            Distinct: false,
            Star: false,
            [properties, new MapExpression(extent, [])]
        );
        return new PropertiesUpdate(extent, target, adds, map);
    }

    /// <summary>What a clause passes on: one variable, or all.</summary>
    private static ProjectionBody Projection(SourceExtent extent, TreeVariable? only) =>
        new(
            extent,
            Distinct: false,
            IncludesAll: only is null,
            only is null ? [] : [new ProjectionItem(extent, only, Alias: null, only.Name)],
            OrderBy: [],
            Skip: null,
            Limit: null
        );

    private static ProcedureParameter NodeNamed(string name) =>
        new(name, ProcedureType.Node, "The node.");

    private static ProcedureParameter MapNamed(string name) =>
        new(name, ProcedureType.Map, "Properties that are then set.", s_empty);

    private static ProcedureSignature Make(
        string name,
        IReadOnlyList<ProcedureParameter> parameters,
        ProcedureColumn column,
        string description
    ) => new(name, parameters, [column], description) { Mode = ProcedureMode.Write };
}
