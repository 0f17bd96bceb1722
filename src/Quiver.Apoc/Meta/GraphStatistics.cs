using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Apoc.Meta;

/// <summary>apoc.meta.stats: what a graph has, by its exact counts.</summary>
internal static class GraphStatistics
{
    /// <summary>The one row.</summary>
    public static IEnumerable<Value[]> Rows(Snapshot snapshot)
    {
        var labels = InUse(snapshot.Tokens.Labels.All, snapshot.Counts.NodesByLabel);
        var types = InUse(
            snapshot.Tokens.RelationshipTypes.All,
            snapshot.Counts.RelationshipsByType
        );
        List<KeyValuePair<string, Value>> totals =
        [
            new("labelCount", Value.Integer(labels.Count)),
            new("relTypeCount", Value.Integer(types.Count)),
            new("propertyKeyCount", Value.Integer(snapshot.Tokens.PropertyKeys.Count)),
            new("nodeCount", Value.Integer(snapshot.NodeCount)),
            new("relCount", Value.Integer(snapshot.RelationshipCount)),
            new("labels", MapOf(labels)),
            new("relTypes", MapOf(Patterns(snapshot, labels, types))),
        ];
        return
        [
            [.. totals.Select(static t => t.Value), MapOf(types), Value.Map(new MapValue(totals))],
        ];
    }

    private static List<(string Name, int Number, long Count)> InUse(
        IReadOnlyList<string> names,
        IReadOnlyDictionary<int, long> counts
    ) =>
        [
            .. names
                .Select((name, number) => (name, number, counts.GetValueOrDefault(number)))
                .Where(static t => t.Item3 > 0)
                .OrderBy(static t => t.name, StringComparer.Ordinal),
        ];

    /// <summary>How many relationships of each type there are, and how many of them start, and end, at nodes of each label.</summary>
    private static List<(string Name, int Number, long Count)> Patterns(
        Snapshot snapshot,
        List<(string Name, int Number, long Count)> labels,
        List<(string Name, int Number, long Count)> types
    )
    {
        var patterns = new List<(string, int, long)>();
        foreach (var (type, number, count) in types)
        {
            patterns.Add(($"()-[:{type}]->()", number, count));
            foreach (var (label, labelNumber, _) in labels)
            {
                long starts = snapshot.Counts.RelationshipsByStartLabel.GetValueOrDefault(
                    (labelNumber, number)
                );
                long ends = snapshot.Counts.RelationshipsByEndLabel.GetValueOrDefault(
                    (labelNumber, number)
                );
                if (starts > 0)
                {
                    patterns.Add(($"(:{label})-[:{type}]->()", number, starts));
                }
                if (ends > 0)
                {
                    patterns.Add(($"()-[:{type}]->(:{label})", number, ends));
                }
            }
        }
        return patterns;
    }

    private static Value MapOf(List<(string Name, int Number, long Count)> counts) =>
        Value.Map(
            new MapValue(
                counts.Select(static c => new KeyValuePair<string, Value>(
                    c.Name,
                    Value.Integer(c.Count)
                ))
            )
        );
}
