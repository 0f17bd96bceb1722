using Quiver.Model;

namespace Quiver.Apoc.Meta;

/// <summary>Which relationships the nodes of one label have, in a sample: of each type, with which labels they join them.</summary>
/// <param name="sample">The sample.</param>
/// <param name="isOutgoing">Whether those that start at the nodes, or those that end there.</param>
internal sealed class JoinedTypes(MetaSample sample, bool isOutgoing)
{
    private readonly HashSet<string> _typesOfNode = new(StringComparer.Ordinal);

    /// <summary>By the type's name.</summary>
    public SortedDictionary<string, JoinedLabels> ByType { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes the relationships of one more node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="see">Gets each of them, with its type.</param>
    public void Add(NodeId node, Action<RelationshipId, string> see)
    {
        _typesOfNode.Clear();
        sample.VisitRelationships(
            node,
            isOutgoing,
            (relationship, type, other) =>
            {
                if (!ByType.TryGetValue(type, out var joined))
                {
                    joined = new JoinedLabels();
                    ByType.Add(type, joined);
                }
                joined.Relationships++;
                joined.Nodes += _typesOfNode.Add(type) ? 1 : 0;
                joined.Others.UnionWith(sample.LabelsOf(other));
                see(relationship, type);
            }
        );
    }
}
