using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Logical;
using Quiver.Model;

namespace Quiver.Cypher.Planning.Costing;

/// <summary>Estimates how many nodes and relationships of a pattern there are, from exact counts by label and type.</summary>
/// <param name="statistics">The database's counts.</param>
internal sealed class PatternEstimator(IPlanningStatistics statistics)
{
    /// <summary>The part of a type's relationships whose ends must have a label for the label to be taken for granted.</summary>
    private const double InferredShare = 0.95;

    /// <summary>With more labels than these none are looked for.</summary>
    private const int MaxInferringLabels = 1000;

    private readonly Dictionary<(string Type, bool IsStart), string?> _endLabels = [];

    /// <summary>How many steps a walk without a bound is assumed to take beyond its fewest.</summary>
    private const int AssumedWalkSteps = 4;

    /// <summary>Estimates stay below this, so that products of them stay finite.</summary>
    private const double Ceiling = 1e30;

    /// <summary>The number of nodes that have all of some labels: labels are mostly nested, so the rarest decides.</summary>
    public double Nodes(IReadOnlyCollection<string> labels) =>
        labels.Count == 0
            ? statistics.NodeCount
            : labels.Min(l => (double)statistics.NodesWithLabel(l));

    /// <summary>The probability that two nodes, each of the labels given, are joined by a relationship, or how many join them on average.</summary>
    public double EdgeSelectivity(
        PatternRelationship relationship,
        IReadOnlyCollection<string> leftLabels,
        IReadOnlyCollection<string> rightLabels
    )
    {
        double pairs = Math.Max(1, Nodes(leftLabels)) * Math.Max(1, Nodes(rightLabels));
        double count = relationship.Length is { } length
            ? Walks(relationship, length, leftLabels, rightLabels)
            : Relationships(relationship, leftLabels, rightLabels);
        return Math.Min(Ceiling, count / pairs);
    }

    /// <summary>The average number of relationships that a node of some labels has in a pattern's direction.</summary>
    public double Degree(
        PatternRelationship relationship,
        Variable from,
        IReadOnlyCollection<string> labels
    )
    {
        bool fromLeft = ReferenceEquals(from, relationship.Left);
        double count = fromLeft
            ? Relationships(relationship, labels, [])
            : Relationships(relationship, [], labels);
        return count / Math.Max(1, Nodes(labels));
    }

    /// <summary>The number of relationships of a pattern's types whose ends have all of some labels.</summary>
    public double Relationships(
        PatternRelationship relationship,
        IReadOnlyCollection<string> leftLabels,
        IReadOnlyCollection<string> rightLabels
    )
    {
        double outgoing =
            relationship.Direction == Direction.Incoming
                ? 0
                : Directed(relationship.Types, leftLabels, rightLabels);
        double incoming =
            relationship.Direction == Direction.Outgoing
                ? 0
                : Directed(relationship.Types, rightLabels, leftLabels);
        return outgoing + incoming;
    }

    /// <summary>
    /// The rarest label that nearly all nodes at one end of a type's relationships have; null when there is none. What a pattern's
    /// relationships tell about its nodes; never certain enough to find or leave out a node by it.
    /// </summary>
    public string? LabelAt(string type, bool isStart)
    {
        if (_endLabels.TryGetValue((type, isStart), out string? known))
        {
            return known;
        }
        if (statistics.Labels.Count > MaxInferringLabels)
        {
            return null;
        }
        double least = Math.Max(1, InferredShare * statistics.RelationshipsOfType(type));
        string? label = statistics
            .Labels.Where(l =>
                (
                    isStart
                        ? statistics.RelationshipsFrom(l, type)
                        : statistics.RelationshipsTo(type, l)
                ) >= least
            )
            .OrderBy(statistics.NodesWithLabel)
            .ThenBy(static l => l, StringComparer.Ordinal)
            .FirstOrDefault();
        _endLabels.Add((type, isStart), label);
        return label;
    }

    /// <summary>The label that a relationship of a pattern tells about one of its nodes; null when it tells none.</summary>
    public string? LabelAt(PatternRelationship relationship, Variable node)
    {
        bool isTelling =
            relationship is { Types.Count: 1, Quantified: null, Length: null or { Minimum: > 0 } }
            && relationship.Left != relationship.Right;
        if (!isTelling)
        {
            return null;
        }
        string type = relationship.Types[0];
        if (relationship.Direction == Direction.Both)
        {
            return LabelAtBoth(type);
        }
        bool isLeft = ReferenceEquals(node, relationship.Left);
        return LabelAt(type, isStart: isLeft == (relationship.Direction == Direction.Outgoing));
    }

    /// <summary>Whether there are relationships of a pattern's types at a node of a label; true where the node is at neither end, or need not have one.</summary>
    public bool CanHave(PatternRelationship relationship, Variable node, string label)
    {
        bool isNeeded = relationship is { Quantified: null, Length: null or { Minimum: > 0 } };
        bool isLeft = ReferenceEquals(node, relationship.Left);
        bool isRight = ReferenceEquals(node, relationship.Right);
        return !isNeeded
            || (
                (!isLeft || Relationships(relationship, [label], []) > 0)
                && (!isRight || Relationships(relationship, [], [label]) > 0)
            );
    }

    private string? LabelAtBoth(string type)
    {
        string? start = LabelAt(type, isStart: true);
        return start == LabelAt(type, isStart: false) ? start : null;
    }

    private double Directed(
        EquatableList<string> types,
        IReadOnlyCollection<string> startLabels,
        IReadOnlyCollection<string> endLabels
    )
    {
        if (types.Count == 0)
        {
            return Directed(type: null, startLabels, endLabels);
        }
        double sum = 0;
        foreach (string type in types)
        {
            sum += Directed(type, startLabels, endLabels);
        }
        return sum;
    }

    private double Directed(
        string? type,
        IReadOnlyCollection<string> startLabels,
        IReadOnlyCollection<string> endLabels
    )
    {
        double total = type is null
            ? statistics.RelationshipCount
            : statistics.RelationshipsOfType(type);
        if (total <= 0)
        {
            return 0;
        }
        double starting =
            startLabels.Count == 0
                ? total
                : startLabels.Min(l =>
                    type is null ? Share(l) * total : statistics.RelationshipsFrom(l, type)
                );
        double ending =
            endLabels.Count == 0
                ? total
                : endLabels.Min(l =>
                    type is null ? Share(l) * total : statistics.RelationshipsTo(type, l)
                );
        return starting * ending / total;
    }

    // Relationships of any type are taken to be spread evenly over the nodes.
    private double Share(string label) =>
        Math.Min(1, statistics.NodesWithLabel(label) / Math.Max(1.0, statistics.NodeCount));

    private double Walks(
        PatternRelationship relationship,
        WalkLength length,
        IReadOnlyCollection<string> leftLabels,
        IReadOnlyCollection<string> rightLabels
    )
    {
        double starts = Nodes(leftLabels);
        double firstDegree = Relationships(relationship, leftLabels, []) / Math.Max(1, starts);
        double nextDegree = NextDegree(relationship);
        double all = Relationships(relationship, [], []);
        double endFraction =
            rightLabels.Count == 0 || all <= 0
                ? 1
                : Relationships(relationship, [], rightLabels) / all;
        int maximum =
            length.Maximum ?? (int)Math.Min(int.MaxValue, (long)length.Minimum + AssumedWalkSteps);
        // A walk of no steps ends where it starts, at a node that has the labels of both ends.
        double standing = length.Minimum == 0 ? Math.Min(starts, Nodes(rightLabels)) : 0;
        double walks = 0;
        double ofLength = starts * firstDegree;
        for (int steps = 1; steps <= maximum && ofLength is > 0 and < Ceiling; steps++)
        {
            walks += steps >= length.Minimum ? ofLength : 0;
            ofLength *= nextDegree;
            if (ofLength < 1e-6)
            {
                break;
            }
        }
        return Math.Min(Ceiling, standing + (walks * endFraction));
    }

    /// <summary>How many steps over a pattern's relationships lead on from a node that such a step has led to.</summary>
    public double NextDegree(PatternRelationship relationship)
    {
        string? label = relationship switch
        {
            { Types.Count: not 1 } => null,
            { Direction: Direction.Both } => LabelAtBoth(relationship.Types[0]),
            _ => LabelAt(
                relationship.Types[0],
                isStart: relationship.Direction == Direction.Incoming
            ),
        };
        string[] labels = label is null ? [] : [label];
        return Relationships(relationship, labels, []) / Math.Max(1, Nodes(labels));
    }
}
