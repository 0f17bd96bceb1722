using System.Runtime.InteropServices;
using Quiver.Model;
using Quiver.Storage.Statistics;

namespace Quiver.Storage.Checks;

/// <summary>Counts found while looking at nodes and relationships.</summary>
internal sealed class CountTally
{
    /// <summary>All nodes.</summary>
    public long Nodes { get; private set; }

    /// <summary>All relationships, by their outgoing side.</summary>
    public long Relationships { get; private set; }

    /// <summary>Nodes by label number.</summary>
    public Dictionary<int, long> NodesByLabel { get; } = [];

    /// <summary>Relationships by type number.</summary>
    public Dictionary<int, long> ByType { get; } = [];

    /// <summary>Relationships by label of the start node and type.</summary>
    public Dictionary<(int Label, int Type), long> ByStartLabel { get; } = [];

    /// <summary>Relationships by label of the end node and type.</summary>
    public Dictionary<(int Label, int Type), long> ByEndLabel { get; } = [];

    /// <summary>Adds nodes with the same labels.</summary>
    public void AddNodes(ReadOnlySpan<LabelId> labels, long count)
    {
        Nodes += count;
        foreach (var label in labels)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(NodesByLabel, label.Value, out _) += count;
        }
    }

    /// <summary>Adds the relationships of one type and direction at nodes with the same labels.</summary>
    public void AddRelationships(
        ReadOnlySpan<LabelId> labels,
        Direction direction,
        RelationshipTypeId type,
        long count
    )
    {
        if (direction == Direction.Outgoing)
        {
            Relationships += count;
            CollectionsMarshal.GetValueRefOrAddDefault(ByType, type.Value, out _) += count;
        }
        var byLabel = direction == Direction.Outgoing ? ByStartLabel : ByEndLabel;
        foreach (var label in labels)
        {
            var key = (label.Value, type.Value);
            CollectionsMarshal.GetValueRefOrAddDefault(byLabel, key, out _) += count;
        }
    }

    /// <summary>The counts.</summary>
    public GraphCounts ToCounts() =>
        new()
        {
            Nodes = Nodes,
            Relationships = Relationships,
            NodesByLabel = NodesByLabel,
            RelationshipsByType = ByType,
            RelationshipsByStartLabel = ByStartLabel,
            RelationshipsByEndLabel = ByEndLabel,
        };
}
