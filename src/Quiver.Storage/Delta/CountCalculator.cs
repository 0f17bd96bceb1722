using System.Runtime.InteropServices;
using Quiver.Model;

namespace Quiver.Storage.Delta;

/// <summary>Computes how the exact counts differ before and after a run.</summary>
internal static class CountCalculator
{
    private const int ExpansionRows = 512;

    /// <summary>Computes the differences. Costs nothing for entities of which only properties change.</summary>
    /// <param name="before">The graph without the runs.</param>
    /// <param name="after">The graph with the runs.</param>
    /// <param name="runs">The runs; no two of them touch the same node or relationship.</param>
    public static CountEntry[] Compute(
        Snapshot before,
        Snapshot after,
        params ReadOnlySpan<ChangeRun> runs
    )
    {
        var differences = new CountDifferences();
        foreach (var run in runs)
        {
            AddCreated(after, run, outgoing: true, differences);
            AddCreated(after, run, outgoing: false, differences);
        }
        return Compute(before, after, differences, runs);
    }

    /// <summary>Computes the differences where those of created relationships are known.</summary>
    /// <param name="before">The graph without the runs.</param>
    /// <param name="after">The graph with the runs.</param>
    /// <param name="differences">The differences that created relationships make, to which the others are added.</param>
    /// <param name="runs">The runs; no two of them touch the same node or relationship.</param>
    public static CountEntry[] Compute(
        Snapshot before,
        Snapshot after,
        CountDifferences differences,
        params ReadOnlySpan<ChangeRun> runs
    )
    {
        HashSet<long>? relabelled = null;
        foreach (var run in runs)
        {
            AddNodes(before, after, run, differences, ref relabelled);
        }
        foreach (var run in runs)
        {
            // What is new with the runs is not there to be relabelled.
            if (run.RelationshipBalance < run.Relationships.Length)
            {
                AddDeleted(before, run, differences, relabelled);
            }
        }
        var labels = new List<LabelId>();
        foreach (long relationship in relabelled ?? [])
        {
            AddRelationship(before, new(relationship), -1, labels, differences);
            AddRelationship(after, new(relationship), 1, labels, differences);
        }
        return differences.ToArray();
    }

    private static void AddDeleted(
        Snapshot before,
        ChangeRun run,
        CountDifferences differences,
        HashSet<long>? relabelled
    )
    {
        var labels = new List<LabelId>();
        foreach (ref readonly var relationship in run.Relationships)
        {
            if (relationship.Flags == EntityFlags.None)
            {
                continue;
            }
            relabelled?.Remove(relationship.Id);
            if (relationship.Flags != EntityFlags.Created)
            {
                AddRelationship(before, new(relationship.Id), -1, labels, differences);
            }
        }
    }

    private static void AddNodes(
        Snapshot before,
        Snapshot after,
        ChangeRun run,
        CountDifferences differences,
        ref HashSet<long>? relabelled
    )
    {
        var labels = new List<LabelId>();
        // New nodes with the same labels follow each other in bulk: they are added together.
        ReadOnlySpan<LabelEntry> alike = [];
        int count = 0;
        for (int i = 0; i < run.Nodes.Length; i++)
        {
            if (run.Nodes[i].Flags == EntityFlags.Created)
            {
                var created = run.LabelsOf(i);
                if (
                    count > 0
                    && !MemoryMarshal.AsBytes(created).SequenceEqual(MemoryMarshal.AsBytes(alike))
                )
                {
                    AddCreated(alike, count, differences);
                    count = 0;
                }
                alike = created;
                count++;
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
        if (count > 0)
        {
            AddCreated(alike, count, differences);
        }
    }

    /// <summary>The relationships that a run creates, by one of their ends: what is at one node is there together, and its labels are read once.</summary>
    private static void AddCreated(
        Snapshot after,
        ChangeRun run,
        bool outgoing,
        CountDifferences differences
    )
    {
        var labels = new List<LabelId>();
        var relationships = run.Relationships;
        var order = outgoing ? run.Outgoing : run.Incoming;
        var kind = outgoing
            ? CountKind.RelationshipsByStartLabel
            : CountKind.RelationshipsByEndLabel;
        long labelled = -1;
        for (int i = 0; i < order.Length; )
        {
            ref readonly var first = ref relationships[order[i]];
            long node = outgoing ? first.Start : first.End;
            int created = 0;
            for (; i < order.Length; i++)
            {
                ref readonly var next = ref relationships[order[i]];
                if ((outgoing ? next.Start : next.End) != node || next.Type != first.Type)
                {
                    break;
                }
                created += next.Flags == EntityFlags.Created ? 1 : 0;
            }
            if (created == 0)
            {
                continue;
            }
            if (outgoing)
            {
                differences.Add(CountKind.Relationships, -1, -1, created);
                differences.Add(CountKind.RelationshipsByType, -1, first.Type, created);
            }
            if (labelled != node)
            {
                labels.Clear();
                after.ReadLabels(new NodeId(node), labels);
                labelled = node;
            }
            foreach (var label in labels)
            {
                differences.Add(kind, label.Value, first.Type, created);
            }
        }
    }

    /// <summary>Nodes with the same labels that nobody had before: the run says all that is known of them.</summary>
    private static void AddCreated(
        ReadOnlySpan<LabelEntry> labels,
        int count,
        CountDifferences differences
    )
    {
        differences.Add(CountKind.Nodes, -1, -1, count);
        foreach (ref readonly var label in labels)
        {
            differences.Add(CountKind.NodesByLabel, label.Label, -1, count);
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
