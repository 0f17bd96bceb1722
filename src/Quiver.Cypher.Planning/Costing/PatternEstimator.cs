using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Catalog;
using Quiver.Cypher.Planning.Logical;
using Quiver.Model;

namespace Quiver.Cypher.Planning.Costing;

/// <summary>Estimates how many nodes and relationships of a pattern there are, from exact counts by label and type.</summary>
/// <param name="statistics">The database's counts.</param>
internal sealed class PatternEstimator(IPlanningStatistics statistics)
{
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
        double nextDegree = Relationships(relationship, [], []) / Math.Max(1, Nodes([]));
        double endFraction = Nodes(rightLabels) / Math.Max(1, Nodes([]));
        int maximum =
            length.Maximum ?? (int)Math.Min(int.MaxValue, (long)length.Minimum + AssumedWalkSteps);
        double walks = length.Minimum == 0 ? starts : 0;
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
        return Math.Min(Ceiling, walks * endFraction);
    }
}
