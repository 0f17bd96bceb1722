using Quiver.Model;
using Quiver.Storage;

namespace Quiver.Apoc.Export;

/// <summary>The nodes at one end of a type's relationships, by the counts of a graph.</summary>
internal sealed class TypeEnds
{
    /// <summary>Those where relationships of a type start, or where they end.</summary>
    public TypeEnds(Snapshot snapshot, RelationshipTypeId type, Direction direction)
    {
        var counts = snapshot.Counts;
        var byLabel =
            direction == Direction.Outgoing
                ? counts.RelationshipsByStartLabel
                : counts.RelationshipsByEndLabel;
        long labelled = 0;
        for (int label = 0; label < snapshot.Tokens.Labels.Count; label++)
        {
            long count = byLabel.GetValueOrDefault((label, type.Value));
            if (count > 0)
            {
                Labels.Add(label);
                labelled += count;
                Nodes += Math.Min(count, counts.NodesByLabel.GetValueOrDefault(label));
            }
        }
        // Those without a label. Where ends have several, it is too small a number, and the nodes too large a one.
        long others = counts.RelationshipsByType.GetValueOrDefault(type.Value) - labelled;
        Nodes += Math.Max(0, others);
    }

    /// <summary>At most so many nodes.</summary>
    public long Nodes { get; }

    /// <summary>The labels that they have.</summary>
    public HashSet<int> Labels { get; } = [];

    /// <summary>Whether the texts of all of them can be kept.</summary>
    public bool Fit => Nodes <= SharedNodeTexts.MaxNodes;
}
