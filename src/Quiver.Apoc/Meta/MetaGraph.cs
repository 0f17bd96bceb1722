using Quiver.Cypher.Execution.Procedures;
using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Apoc.Meta;

/// <summary>apoc.meta.graph and apoc.meta.graphSample: a made-up node for each label, and a made-up relationship for each type between two of them.</summary>
internal static class MetaGraph
{
    /// <summary>Only pairs of labels that relationships of the sample join.</summary>
    public static IEnumerable<Value[]> OfSample(ProcedureInvocation call, MetaOptions options)
    {
        var sample = new MetaSample(call, options);
        var joins = new SortedSet<(string From, string Type, string To)>();
        foreach (var (name, label) in sample.Labels)
        {
            var outgoing = new JoinedTypes(sample, isOutgoing: true);
            sample.Visit(label, node => outgoing.Add(node, static (_, _) => { }));
            foreach (var (type, ends) in outgoing.ByType)
            {
                joins.UnionWith(ends.Others.Select(to => (name, type, to)));
            }
        }
        return Row(call, sample, joins);
    }

    /// <summary>All pairs of a label at which relationships of a type start and one at which some end, by the counts that the database keeps.</summary>
    public static IEnumerable<Value[]> OfCounts(ProcedureInvocation call, MetaOptions options)
    {
        var sample = new MetaSample(call, options);
        var tokens = call.Snapshot.Tokens;
        var joins = CountedJoins
            .Of(call.Snapshot.Counts, [.. sample.Labels.Select(static l => l.Label.Value)])
            .Select(j =>
                (
                    From: tokens.Labels[j.From],
                    Type: tokens.RelationshipTypes[j.Type],
                    To: tokens.Labels[j.To]
                )
            )
            .Where(j => options.TakesType(j.Type));
        return Row(call, sample, [.. joins]);
    }

    private static IEnumerable<Value[]> Row(
        ProcedureInvocation call,
        MetaSample sample,
        SortedSet<(string From, string Type, string To)> joins
    )
    {
        var nodes = new Dictionary<string, NodeId>(StringComparer.Ordinal);
        foreach (var (name, label) in sample.Labels)
        {
            long count = call.Snapshot.Counts.NodesByLabel.GetValueOrDefault(label.Value);
            nodes.Add(
                name,
                call.VirtualEntities.AddNode(
                    name,
                    new MapValue([
                        new("name", Value.String(name)),
                        new("count", Value.Integer(count)),
                    ])
                )
            );
        }
        return
        [
            [
                Value.List([.. nodes.Values.Select(Value.Node)]),
                Value.List([
                    .. joins
                        .Where(j => nodes.ContainsKey(j.From) && nodes.ContainsKey(j.To))
                        .Select(j =>
                            Value.Relationship(
                                call.VirtualEntities.AddRelationship(
                                    j.Type,
                                    nodes[j.From],
                                    nodes[j.To]
                                )
                            )
                        ),
                ]),
            ],
        ];
    }
}
