using Quiver.Model;
using Quiver.Storage;

namespace Quiver.Apoc.Export;

/// <summary>At how many nodes the relationships of a type can start and end.</summary>
internal sealed class TypeEnds
{
    /// <summary>Of a type, by the counts of a graph.</summary>
    public TypeEnds(Snapshot snapshot, RelationshipTypeId type)
    {
        Starts = NodesOf(snapshot, type, snapshot.Counts.RelationshipsByStartLabel);
        Ends = NodesOf(snapshot, type, snapshot.Counts.RelationshipsByEndLabel);
    }

    /// <summary>At most so many nodes are starts.</summary>
    public long Starts { get; }

    /// <summary>At most so many nodes are ends.</summary>
    public long Ends { get; }

    /// <summary>Whether the texts of all starts can be kept.</summary>
    public bool StartsFit => Starts <= SharedNodeTexts.MaxNodes;

    /// <summary>Whether the texts of all ends can be kept.</summary>
    public bool EndsFit => Ends <= SharedNodeTexts.MaxNodes;

    /// <summary>The labels that starts and ends have.</summary>
    public HashSet<int> Labels { get; } = [];

    private long NodesOf(
        Snapshot snapshot,
        RelationshipTypeId type,
        IReadOnlyDictionary<(int Label, int Type), long> byLabel
    )
    {
        var counts = snapshot.Counts;
        long nodes = 0;
        long labelled = 0;
        for (int label = 0; label < snapshot.Tokens.Labels.Count; label++)
        {
            long count = byLabel.GetValueOrDefault((label, type.Value));
            if (count > 0)
            {
                Labels.Add(label);
                labelled += count;
                nodes += Math.Min(count, counts.NodesByLabel.GetValueOrDefault(label));
            }
        }
        // Those whose ends have no label. Where ends have several, it is too small a number, and the nodes too large a one.
        long others = counts.RelationshipsByType.GetValueOrDefault(type.Value) - labelled;
        return nodes + Math.Max(0, others);
    }
}
