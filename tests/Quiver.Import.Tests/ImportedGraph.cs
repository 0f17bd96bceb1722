using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;
using Quiver.Storage.Statistics;

namespace Quiver.Import.Tests;

/// <summary>
/// The whole content of a database as text: nodes as <c>(Label:Label {key: value})</c> in id order, relationships as
/// <c>start-[TYPE {key: value}]->end</c> in id order. Reading it, both adjacencies are checked against each other.
/// </summary>
internal sealed class ImportedGraph
{
    public List<string> Nodes { get; } = [];

    /// <summary>The id of each of <see cref="Nodes"/>.</summary>
    public List<long> NodeIds { get; } = [];

    public List<string> Relationships { get; } = [];

    public required Manifest Manifest { get; init; }

    public GraphCounts Counts => Manifest.Counts;

    public static ImportedGraph Read(string databaseDirectory) =>
        Read(PosixFileSystem.Instance, databaseDirectory);

    /// <summary>Reads a database whose nodes have all ids from 0 on.</summary>
    public static ImportedGraph Read(IFileSystem files, string databaseDirectory)
    {
        var graph = ReadWithHoles(files, databaseDirectory);
        Assert.Equal(graph.Manifest.NodeIdLimit, graph.Counts.Nodes);
        return graph;
    }

    /// <summary>Reads a database in which not all ids below the highest are nodes'.</summary>
    public static ImportedGraph ReadWithHoles(IFileSystem files, string databaseDirectory)
    {
        var manifest = ManifestFile.Read(files, databaseDirectory);
        using var generation = Generation.Open(files, databaseDirectory, manifest);
        var graph = new ImportedGraph { Manifest = manifest };
        graph.ListNodes(generation);
        graph.ReadNodes(generation);
        graph.ReadRelationships(generation);
        graph.CheckIncoming(generation);
        graph.CheckLabelScans(generation);
        graph.CheckCounts(generation);
        return graph;
    }

    public long NodesWith(string label) =>
        Counts.NodesByLabel.GetValueOrDefault(Manifest.Tokens.Label(label).Value);

    public long RelationshipsOf(string type) =>
        Counts.RelationshipsByType.GetValueOrDefault(Manifest.Tokens.RelationshipType(type).Value);

    private void ListNodes(Generation generation)
    {
        Span<long> found = stackalloc long[256];
        for (int segment = 0; segment < generation.NodeSegmentCount; segment++)
        {
            int row = 0;
            int count;
            while ((count = generation.ScanNodes(segment, LabelId.None, ref row, found)) > 0)
            {
                NodeIds.AddRange(found[..count]);
            }
        }
        Assert.Equal(NodeIds.Order().Distinct(), NodeIds);
        Assert.True(NodeIds.Count == 0 || NodeIds[^1] == Manifest.NodeIdLimit - 1);
    }

    private void ReadNodes(Generation generation)
    {
        var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
        foreach (long node in NodeIds)
        {
            Assert.True(generation.NodeExists(node));
            var labels = generation
                .Labels(node)
                .ToArray()
                .Select(label => Manifest.Tokens.Labels[label.Value])
                .Order(StringComparer.Ordinal);
            properties.Clear();
            generation.ReadNodeProperties(node, properties);
            Nodes.Add($"({string.Join(':', labels)}{Show(properties)})");
        }
    }

    private void ReadRelationships(Generation generation)
    {
        var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
        for (long id = 0; id < Manifest.RelationshipIdLimit; id++)
        {
            Assert.True(generation.TryReadRelationship(id, out var record));
            properties.Clear();
            generation.ReadRelationshipProperties(id, properties);
            string type = Manifest.Tokens.RelationshipTypes[record.Type.Value];
            Relationships.Add(
                $"{record.Start.Value}-[{type}{Show(properties)}]->{record.End.Value}"
            );
        }
    }

    private void CheckIncoming(Generation generation)
    {
        long found = 0;
        foreach (long node in NodeIds)
        {
            for (int type = 0; type < Manifest.Tokens.RelationshipTypes.Count; type++)
            {
                var slice = generation.Adjacency(node, Direction.Incoming, new(type));
                var starts = new long[slice.Count];
                var ids = new long[slice.Count];
                slice.ReadNeighbours(0, starts);
                slice.ReadRelationships(0, ids);
                Assert.Equal(starts.Order(), starts);
                for (int i = 0; i < ids.Length; i++)
                {
                    Assert.True(generation.TryReadRelationship(ids[i], out var record));
                    Assert.Equal((starts[i], node), (record.Start.Value, record.End.Value));
                    Assert.Equal(type, record.Type.Value);
                }
                found += slice.Count;
            }
        }
        Assert.Equal(Manifest.RelationshipIdLimit, found);
    }

    /// <summary>Asked for the nodes of one label, it gives just those that have it.</summary>
    private void CheckLabelScans(Generation generation)
    {
        var expected = NodeIds
            .SelectMany(node => generation.Labels(node).ToArray().Select(label => (label, node)))
            .ToLookup(pair => pair.label, pair => pair.node);
        Span<long> found = stackalloc long[256];
        for (int number = 0; number < Manifest.Tokens.Labels.Count; number++)
        {
            var label = new LabelId(number);
            var nodes = new List<long>();
            for (int segment = 0; segment < generation.NodeSegmentCount; segment++)
            {
                int row = 0;
                int count;
                while ((count = generation.ScanNodes(segment, label, ref row, found)) > 0)
                {
                    nodes.AddRange(found[..count]);
                }
            }
            Assert.Equal(expected[label], nodes);
        }
    }

    /// <summary>Every exact count once more, from the content.</summary>
    private void CheckCounts(Generation generation)
    {
        var byLabel = new Dictionary<int, long>();
        var byType = new Dictionary<int, long>();
        var byStart = new Dictionary<(int, int), long>();
        var byEnd = new Dictionary<(int, int), long>();
        foreach (long node in NodeIds)
        {
            foreach (var label in generation.Labels(node))
            {
                byLabel[label.Value] = byLabel.GetValueOrDefault(label.Value) + 1;
            }
        }
        for (long id = 0; id < Manifest.RelationshipIdLimit; id++)
        {
            generation.TryReadRelationship(id, out var record);
            int type = record.Type.Value;
            byType[type] = byType.GetValueOrDefault(type) + 1;
            foreach (var label in generation.Labels(record.Start.Value))
            {
                byStart[(label.Value, type)] = byStart.GetValueOrDefault((label.Value, type)) + 1;
            }
            foreach (var label in generation.Labels(record.End.Value))
            {
                byEnd[(label.Value, type)] = byEnd.GetValueOrDefault((label.Value, type)) + 1;
            }
        }
        Assert.Equal(NodeIds.Count, Counts.Nodes);
        Assert.Equal(Manifest.RelationshipIdLimit, Counts.Relationships);
        Assert.Equal(byLabel.OrderBy(p => p.Key), NonZero(Counts.NodesByLabel));
        Assert.Equal(byType.OrderBy(p => p.Key), NonZero(Counts.RelationshipsByType));
        Assert.Equal(byStart.OrderBy(p => p.Key), NonZero(Counts.RelationshipsByStartLabel));
        Assert.Equal(byEnd.OrderBy(p => p.Key), NonZero(Counts.RelationshipsByEndLabel));
    }

    private static IEnumerable<KeyValuePair<TKey, long>> NonZero<TKey>(
        IReadOnlyDictionary<TKey, long> counts
    ) => counts.Where(pair => pair.Value != 0).OrderBy(pair => pair.Key);

    private string Show(List<KeyValuePair<PropertyKeyId, Value>> properties)
    {
        if (properties.Count == 0)
        {
            return "";
        }
        var shown = properties.Select(property =>
            $"{Manifest.Tokens.PropertyKeys[property.Key.Value]}: {ValueText.Format(property.Value)}"
        );
        return $" {{{string.Join(", ", shown)}}}";
    }
}
