using Quiver.Model;
using Quiver.Storage;

namespace Quiver.Apoc.Export;

/// <summary>
/// Types whose relationships are exported together. The texts of the nodes at one of their ends, or at both, are kept where they are few. Where those at one end are many, the relationships come in
/// the order of these, and with them those of other types that have the same nodes at one end: so the text of each is made once for all.
/// </summary>
internal sealed class TypeGroup
{
    // Each is looked for at each node.
    private const int MaxTypes = 8;

    // That pays where a type has at least one relationship for so many nodes.
    private const int NodesPerRelationship = 8;

    private readonly List<(RelationshipTypeId Type, Direction Direction)> _types;
    private readonly HashSet<int> _nearLabels;
    private readonly HashSet<int> _farLabels;
    private readonly bool _isShared;
    private long _farNodes;

    private TypeGroup(
        RelationshipTypeId type,
        Direction direction,
        TypeEnds near,
        TypeEnds far,
        bool isDense
    )
    {
        _types = [(type, direction)];
        _nearLabels = near.Labels;
        _farLabels = far.Labels;
        _farNodes = far.Nodes;
        _isShared = isDense && far.Fit && !near.Fit;
        SharesNear = near.Fit;
        SharesFar = far.Fit;
    }

    /// <summary>Whether the texts of the nodes in whose order relationships come are kept.</summary>
    public bool SharesNear { get; }

    /// <summary>Whether the texts of the nodes at the other ends are kept.</summary>
    public bool SharesFar { get; }

    /// <summary>The labels of the nodes whose texts are kept.</summary>
    public IEnumerable<int> SharedLabels =>
        (SharesNear ? _nearLabels : []).Concat(SharesFar ? _farLabels : []);

    /// <summary>All types of a graph, in the order of the first of each group.</summary>
    public static IReadOnlyList<TypeGroup> Of(Snapshot snapshot)
    {
        var groups = new List<TypeGroup>();
        for (int type = 0; type < snapshot.Tokens.RelationshipTypes.Count; type++)
        {
            var group = Of(snapshot, new RelationshipTypeId(type));
            if (!groups.Exists(former => former.TryAdd(group)))
            {
                groups.Add(group);
            }
        }
        return groups;
    }

    /// <summary>Begins to read the relationships.</summary>
    public RelationshipReader Open(Snapshot snapshot) =>
        _types is [(var only, Direction.Outgoing)]
            ? new RelationshipsByStart(snapshot, only)
            : new RelationshipsByNode(snapshot, _types);

    private static TypeGroup Of(Snapshot snapshot, RelationshipTypeId type)
    {
        var starts = new TypeEnds(snapshot, type, Direction.Outgoing);
        var ends = new TypeEnds(snapshot, type, Direction.Incoming);
        long count = snapshot.Counts.RelationshipsByType.GetValueOrDefault(type.Value);
        bool isDense = count >= snapshot.NodeCount / NodesPerRelationship;
        return starts.Fit && !ends.Fit
            ? new TypeGroup(type, Direction.Incoming, ends, starts, isDense)
            : new TypeGroup(type, Direction.Outgoing, starts, ends, isDense);
    }

    /// <summary>Adds another's types where they have the same near nodes, and the texts of the far ones find room together.</summary>
    private bool TryAdd(TypeGroup other)
    {
        bool hasSameFar = other._farLabels.Count > 0 && other._farLabels.IsSubsetOf(_farLabels);
        long farNodes = hasSameFar
            ? Math.Max(_farNodes, other._farNodes)
            : _farNodes + other._farNodes;
        bool fits =
            _isShared
            && other._isShared
            && _nearLabels.SetEquals(other._nearLabels)
            && farNodes <= SharedNodeTexts.MaxNodes
            && _types.Count < MaxTypes;
        if (fits)
        {
            _types.AddRange(other._types);
            _farLabels.UnionWith(other._farLabels);
            _farNodes = farNodes;
        }
        return fits;
    }
}
