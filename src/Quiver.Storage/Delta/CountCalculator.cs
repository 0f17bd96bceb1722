using Quiver.Model;

namespace Quiver.Storage.Delta;

/// <summary>Computes how the exact counts differ before and after a run.</summary>
internal static class CountCalculator
{
    private const int ExpansionRows = 512;

    /// <summary>Computes the differences. Costs nothing for entities of which only properties change.</summary>
    /// <param name="before">The graph without the run.</param>
    /// <param name="after">The graph with the run.</param>
    /// <param name="run">The run.</param>
    public static CountEntry[] Compute(Snapshot before, Snapshot after, ChangeRun run)
    {
        var differences = new CountDifferences();
        var labels = new List<LabelId>();
        HashSet<long>? relabelled = null;
        for (int i = 0; i < run.Nodes.Length; i++)
        {
            if (run.Nodes[i].Flags == EntityFlags.Created)
            {
                AddCreated(run.LabelsOf(i), differences);
                continue;
            }
            var node = new NodeId(run.Nodes[i].Id);
            if (run.Nodes[i].Flags != EntityFlags.None || run.LabelsOf(i).Length > 0)
            {
                AddNode(before, node, -1, labels, differences);
                AddNode(after, node, 1, labels, differences);
            }
            if (run.Nodes[i].Flags == EntityFlags.None && run.LabelsOf(i).Length > 0)
            {
                relabelled ??= [];
                AddRelationshipsOf(before, node, relabelled);
            }
        }
        foreach (ref readonly var relationship in run.Relationships)
        {
            if (relationship.Flags != EntityFlags.None)
            {
                relabelled?.Remove(relationship.Id);
                var id = new RelationshipId(relationship.Id);
                if (relationship.Flags != EntityFlags.Created)
                {
                    AddRelationship(before, id, -1, labels, differences);
                }
                AddRelationship(after, id, 1, labels, differences);
            }
        }
        foreach (long relationship in relabelled ?? [])
        {
            AddRelationship(before, new(relationship), -1, labels, differences);
            AddRelationship(after, new(relationship), 1, labels, differences);
        }
        return differences.ToArray();
    }

    /// <summary>A node that nobody had before: the run says all that is known of it.</summary>
    private static void AddCreated(ReadOnlySpan<LabelEntry> labels, CountDifferences differences)
    {
        differences.Add(CountKind.Nodes, -1, -1, 1);
        foreach (ref readonly var label in labels)
        {
            differences.Add(CountKind.NodesByLabel, label.Label, -1, 1);
        }
    }

    private static void AddNode(
        Snapshot graph,
        NodeId node,
        long sign,
        List<LabelId> labels,
        CountDifferences differences
    )
    {
        if (!graph.Exists(node))
        {
            return;
        }
        differences.Add(CountKind.Nodes, -1, -1, sign);
        labels.Clear();
        graph.ReadLabels(node, labels);
        foreach (var label in labels)
        {
            differences.Add(CountKind.NodesByLabel, label.Value, -1, sign);
        }
    }

    private static void AddRelationshipsOf(Snapshot graph, NodeId node, HashSet<long> relationships)
    {
        var expansion = graph.Expand(Direction.Both, []);
        expansion.Start([node.Value]);
        Span<int> rows = stackalloc int[ExpansionRows];
        Span<long> ids = stackalloc long[ExpansionRows];
        Span<long> neighbours = stackalloc long[ExpansionRows];
        for (int count; (count = expansion.Next(rows, ids, neighbours)) > 0; )
        {
            foreach (long id in ids[..count])
            {
                relationships.Add(id);
            }
        }
    }

    private static void AddRelationship(
        Snapshot graph,
        RelationshipId relationship,
        long sign,
        List<LabelId> labels,
        CountDifferences differences
    )
    {
        if (!graph.TryReadRelationship(relationship, out var record))
        {
            return;
        }
        int type = record.Type.Value;
        differences.Add(CountKind.Relationships, -1, -1, sign);
        differences.Add(CountKind.RelationshipsByType, -1, type, sign);
        labels.Clear();
        graph.ReadLabels(record.Start, labels);
        foreach (var label in labels)
        {
            differences.Add(CountKind.RelationshipsByStartLabel, label.Value, type, sign);
        }
        labels.Clear();
        graph.ReadLabels(record.End, labels);
        foreach (var label in labels)
        {
            differences.Add(CountKind.RelationshipsByEndLabel, label.Value, type, sign);
        }
    }
}
