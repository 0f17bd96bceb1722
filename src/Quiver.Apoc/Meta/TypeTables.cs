using Quiver.Cypher.Execution.Procedures;
using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Apoc.Meta;

/// <summary>apoc.meta.nodeTypeProperties and apoc.meta.relTypeProperties: a row for each property of each combination of labels, and of each type between two.</summary>
internal static class TypeTables
{
    /// <summary>The rows of nodes.</summary>
    public static IEnumerable<Value[]> OfNodes(ProcedureInvocation call, MetaOptions options)
    {
        var sample = new MetaSample(call, options);
        var kinds = new SortedDictionary<string, (string[] Labels, PropertyCensus Seen)>(
            StringComparer.Ordinal
        );
        VisitOnce(
            sample,
            options,
            (node, labels) =>
            {
                string kind = TextOf(labels);
                if (!kinds.TryGetValue(kind, out var entry))
                {
                    entry = (labels, new PropertyCensus(call.Snapshot.Tokens));
                    kinds.Add(kind, entry);
                }
                entry.Seen.Add(sample.PropertiesOf(node));
            }
        );
        return kinds.SelectMany(static kind =>
            RowsOf(kind.Value.Seen)
                .Select(row =>
                    new[] { Value.String(kind.Key), ListOf(kind.Value.Labels) }
                        .Concat(row)
                        .ToArray()
                )
        );
    }

    /// <summary>The rows of relationships.</summary>
    public static IEnumerable<Value[]> OfRelationships(
        ProcedureInvocation call,
        MetaOptions options
    )
    {
        var sample = new MetaSample(call, options);
        var kinds = new SortedDictionary<
            string,
            (string Type, string[] From, string[] To, PropertyCensus Seen)
        >(StringComparer.Ordinal);
        VisitOnce(
            sample,
            options,
            (node, labels) =>
                sample.VisitRelationships(
                    node,
                    outgoing: true,
                    (relationship, type, other) =>
                    {
                        string[] to = sample.LabelsOf(other);
                        string kind = $"{TextOf([type])} {TextOf(labels)} {TextOf(to)}";
                        if (!kinds.TryGetValue(kind, out var entry))
                        {
                            entry = (
                                TextOf([type]),
                                labels,
                                to,
                                new PropertyCensus(call.Snapshot.Tokens)
                            );
                            kinds.Add(kind, entry);
                        }
                        entry.Seen.Add(sample.PropertiesOf(relationship));
                    }
                )
        );
        return kinds.Values.SelectMany(static kind =>
            RowsOf(kind.Seen)
                .Select(row =>
                    new[] { Value.String(kind.Type), ListOf(kind.From), ListOf(kind.To) }
                        .Concat(row)
                        .ToArray()
                )
        );
    }

    /// <summary>A row for each property: name, types, whether all have it, how many have it, how many there are. One without a name where there are none.</summary>
    private static IEnumerable<Value[]> RowsOf(PropertyCensus census)
    {
        var all = Value.Integer(census.Count);
        return census
            .Properties.Select(p =>
                new[]
                {
                    Value.String(p.Name),
                    p.Types,
                    Value.Boolean(p.Count == census.Count),
                    Value.Integer(p.Count),
                    all,
                }
            )
            .DefaultIfEmpty([Value.Null, Value.Null, Value.False, Value.Integer(0), all]);
    }

    /// <summary>Shows each node under the first of its labels that is looked at, so that it is counted once.</summary>
    private static void VisitOnce(
        MetaSample sample,
        MetaOptions options,
        Action<NodeId, string[]> see
    )
    {
        foreach (var (name, label) in sample.Labels)
        {
            sample.Visit(
                label,
                node =>
                {
                    string[] labels = sample.LabelsOf(node);
                    if (Array.Find(labels, options.TakesLabel) == name)
                    {
                        see(node, labels);
                    }
                }
            );
        }
    }

    private static string TextOf(string[] names) =>
        string.Concat(
            names.Select(static n => $":`{n.Replace("`", "``", StringComparison.Ordinal)}`")
        );

    private static Value ListOf(string[] names) => Value.List([.. names.Select(Value.String)]);
}
