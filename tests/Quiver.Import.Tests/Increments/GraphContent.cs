using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Checks;
using Quiver.Storage.Information;

namespace Quiver.Import.Tests.Increments;

/// <summary>What a database holds, whatever ids it gave: a line for each node and each relationship, sorted. Nodes are told by their property <c>id</c>.</summary>
internal static class GraphContent
{
    /// <summary>The lines, and the exact counts as they must be.</summary>
    public static List<string> Read(IFileSystem files, string directory)
    {
        using var graph = StoredDatabase.Latest(files, directory);
        var lines = new List<string>();
        var names = new Dictionary<long, string>();
        foreach (long id in Nodes(graph))
        {
            var labels = new List<LabelId>();
            graph.ReadLabels(new NodeId(id), labels);
            var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
            graph.ReadProperties(new NodeId(id), properties);
            string shown = Show(graph, properties);
            names[id] = properties
                .Where(p => graph.Tokens.PropertyKeys[p.Key.Value] == "id")
                .Select(p => ValueText.Format(p.Value))
                .DefaultIfEmpty(shown)
                .First();
            string labelled = string.Join(
                ':',
                labels.Select(l => graph.Tokens.Labels[l.Value]).Order(StringComparer.Ordinal)
            );
            lines.Add($"({labelled} {shown})");
        }
        long relationships = 0;
        foreach (var (id, record) in Relationships(graph))
        {
            var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
            graph.ReadProperties(new RelationshipId(id), properties);
            string type = graph.Tokens.RelationshipTypes[record.Type.Value];
            lines.Add(
                $"{names[record.Start.Value]}-[{type} {Show(graph, properties)}]->{names[record.End.Value]}"
            );
            relationships++;
        }
        Assert.Equal((names.Count, relationships), (graph.NodeCount, graph.RelationshipCount));
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>The exact counts of nodes and relationships by label, type and both, and of the names that there are, by name: a line for each that is not 0.</summary>
    public static List<string> ReadCounts(IFileSystem files, string directory)
    {
        using var graph = StoredDatabase.Latest(files, directory);
        var counts = graph.Counts;
        var tokens = graph.Tokens;
        List<(string Name, long Count)> lines =
        [
            ("nodes", counts.Nodes),
            ("relationships", counts.Relationships),
            .. counts.NodesByLabel.Select(c => ($"({tokens.Labels[c.Key]})", c.Value)),
            .. counts.RelationshipsByType.Select(c =>
                ($"[{tokens.RelationshipTypes[c.Key]}]", c.Value)
            ),
            .. counts.RelationshipsByStartLabel.Select(c =>
                (
                    $"({tokens.Labels[c.Key.Label]})-[{tokens.RelationshipTypes[c.Key.Type]}]",
                    c.Value
                )
            ),
            .. counts.RelationshipsByEndLabel.Select(c =>
                (
                    $"[{tokens.RelationshipTypes[c.Key.Type]}]-({tokens.Labels[c.Key.Label]})",
                    c.Value
                )
            ),
        ];
        return
        [
            .. lines
                .Where(static line => line.Count != 0)
                .Select(static line => $"{line.Name} {line.Count}")
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Looks at every file of a database.</summary>
    public static void Check(IFileSystem files, string directory)
    {
        var report = DatabaseCheck.Run(files, directory, CancellationToken.None);
        Assert.True(report.IsSound, string.Join("; ", report.Findings));
    }

    private static List<long> Nodes(Snapshot graph)
    {
        var found = new List<long>();
        var scan = graph.ScanNodes(LabelId.None);
        long[] batch = new long[64];
        for (int count; (count = scan.Next(batch)) > 0; )
        {
            found.AddRange(batch.AsSpan(0, count));
        }
        return found;
    }

    private static List<(long Id, RelationshipRecord Record)> Relationships(Snapshot graph)
    {
        var found = new List<(long, RelationshipRecord)>();
        long[] ids = new long[64];
        long[] starts = new long[64];
        long[] ends = new long[64];
        for (int type = 0; type < graph.Tokens.RelationshipTypes.Count; type++)
        {
            var scan = graph.ScanRelationships(new(type));
            for (int count; (count = scan.Next(ids, starts, ends)) > 0; )
            {
                for (int i = 0; i < count; i++)
                {
                    found.Add((ids[i], new(new(type), new(starts[i]), new(ends[i]))));
                }
            }
        }
        return found;
    }

    private static string Show(
        Snapshot graph,
        List<KeyValuePair<PropertyKeyId, Value>> properties
    ) =>
        string.Join(
            ", ",
            properties
                .Select(p =>
                    $"{graph.Tokens.PropertyKeys[p.Key.Value]}: {ValueText.Format(p.Value)}"
                )
                .Order(StringComparer.Ordinal)
        );
}
