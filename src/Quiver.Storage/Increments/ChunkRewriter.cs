using Quiver.Storage.Delta;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Increments;

/// <summary>Writes a chunk anew, in memory, with other names, other ends of relationships, or without part of it.</summary>
internal static class ChunkRewriter
{
    /// <summary>The bytes of the rewritten chunk.</summary>
    public static byte[] Rewrite(ChangeRun chunk, ChunkMap map)
    {
        var writer = new ChangeRunWriter { Adjacencies = ([], []) };
        var labels = new List<LabelEntry>();
        var properties = new List<PropertyEntry>();
        for (int i = 0; i < chunk.Nodes.Length; i++)
        {
            ref readonly var node = ref chunk.Nodes[i];
            if (map.LeftNodes.Contains(node.Id) || map.Replaced.ContainsKey(node.Id))
            {
                continue;
            }
            writer.AddNode(node.Id, node.Flags);
            CopyLabels(chunk.LabelsOf(i), map.Labels, labels, writer);
            Sort(chunk.NodePropertiesOf(i), map.Keys, properties);
            foreach (var property in properties)
            {
                writer.AddNodeProperty(property.Key, property.IsRemoval, ValueOf(chunk, property));
            }
        }
        for (int i = 0; i < chunk.Relationships.Length; i++)
        {
            ref readonly var relationship = ref chunk.Relationships[i];
            if (map.LeftRelationships.Contains(relationship.Id))
            {
                continue;
            }
            writer.AddRelationship(
                relationship with
                {
                    Start = map.EndOf(relationship.Start),
                    End = map.EndOf(relationship.End),
                    Type = map.Types?[relationship.Type] ?? relationship.Type,
                }
            );
            Sort(chunk.RelationshipPropertiesOf(i), map.Keys, properties);
            foreach (var property in properties)
            {
                writer.AddRelationshipProperty(
                    property.Key,
                    property.IsRemoval,
                    ValueOf(chunk, property)
                );
            }
        }
        return writer.Finish(TokenTable.Empty, [], 0, 0);
    }

    private static ReadOnlySpan<byte> ValueOf(ChangeRun chunk, PropertyEntry property) =>
        property.IsRemoval ? [] : chunk.ValueOf(property);

    private static void CopyLabels(
        ReadOnlySpan<LabelEntry> labels,
        int[]? numbers,
        List<LabelEntry> sorted,
        ChangeRunWriter writer
    )
    {
        sorted.Clear();
        foreach (var label in labels)
        {
            sorted.Add(
                numbers is null ? label : LabelEntry.Of(numbers[label.Label], label.IsAdded)
            );
        }
        if (numbers is not null)
        {
            sorted.Sort(static (a, b) => a.Label.CompareTo(b.Label));
        }
        foreach (var label in sorted)
        {
            writer.AddLabel(label);
        }
    }

    /// <summary>The properties with other numbers of keys, in their order.</summary>
    private static void Sort(
        ReadOnlySpan<PropertyEntry> properties,
        int[]? numbers,
        List<PropertyEntry> sorted
    )
    {
        sorted.Clear();
        foreach (var property in properties)
        {
            sorted.Add(numbers is null ? property : property with { Key = numbers[property.Key] });
        }
        if (numbers is not null)
        {
            sorted.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        }
    }
}
