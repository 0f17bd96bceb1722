using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>MATCH or OPTIONAL MATCH as a graph of nodes and relationships with conditions.</summary>
internal sealed class BoundMatch : BoundClause
{
    /// <summary>Whether a row without a match stays, with nulls.</summary>
    public required bool IsOptional { get; init; }

    /// <summary>All nodes of the pattern, each once; those known before the clause too.</summary>
    public required IReadOnlyList<Variable> Nodes { get; init; }

    /// <summary>The nodes that are known before the clause.</summary>
    public required IReadOnlySet<Variable> KnownNodes { get; init; }

    /// <summary>The relationships.</summary>
    public required IReadOnlyList<PatternRelationship> Relationships { get; init; }

    /// <summary>The conditions, all of which must be true: labels and properties of the pattern, and WHERE.</summary>
    public required IReadOnlyList<BoundExpression> Predicates { get; init; }

    /// <summary>Pairs of relationships of one MATCH that could be the same and must not be.</summary>
    public required IReadOnlyList<RelationshipPair> DifferentRelationships { get; init; }

    /// <summary>The shortest paths asked for between nodes of the pattern.</summary>
    public IReadOnlyList<BoundShortestPath> ShortestPaths { get; init; } = [];

    /// <summary>Which of its paths are chosen; null for all.</summary>
    public PathSelection? Selection { get; init; }

    /// <summary>How its parts are to be found.</summary>
    public IReadOnlyList<BoundHint> Hints { get; init; } = [];

    /// <summary>The paths that the pattern names.</summary>
    public required IReadOnlyList<ProjectionItem> Paths { get; init; }

    /// <summary>The same where some conditions on the chosen paths hold before they are chosen.</summary>
    public BoundMatch WithEarly(IReadOnlyList<BoundExpression> conditions) =>
        new()
        {
            IsOptional = IsOptional,
            Nodes = Nodes,
            KnownNodes = KnownNodes,
            Relationships = Relationships,
            Predicates = [.. Predicates, .. conditions],
            DifferentRelationships = DifferentRelationships,
            ShortestPaths = ShortestPaths,
            Selection = Selection! with
            {
                Predicates = [.. Selection.Predicates.Except(conditions)],
            },
            Hints = Hints,
            Paths = Paths,
        };

    /// <summary>Its nodes alone, with its conditions.</summary>
    public BoundMatch WithoutRelationships() =>
        new()
        {
            IsOptional = IsOptional,
            Nodes = Nodes,
            KnownNodes = KnownNodes,
            Relationships = [],
            Predicates = Predicates,
            DifferentRelationships = [],
            Paths = [],
        };

    /// <summary>The same, not optional, for no rows: all of its nodes are found anew.</summary>
    public BoundMatch WithoutKnownNodes() =>
        new()
        {
            IsOptional = false,
            Nodes = Nodes,
            KnownNodes = new HashSet<Variable>(),
            Relationships = Relationships,
            Predicates = Predicates,
            DifferentRelationships = DifferentRelationships,
            Paths = Paths,
        };

    /// <summary>The same without paths.</summary>
    public BoundMatch WithoutPaths() =>
        new()
        {
            IsOptional = IsOptional,
            Nodes = Nodes,
            KnownNodes = KnownNodes,
            Relationships = Relationships,
            Predicates = Predicates,
            DifferentRelationships = DifferentRelationships,
            Paths = [],
        };
}
