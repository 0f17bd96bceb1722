using Quiver.Cypher.Execution.Procedures;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Schema;

namespace Quiver.Apoc.Meta;

/// <summary>
/// apoc.meta.data: a row for each property of each label and relationship type, and for each type that joins nodes of a label with others. All but the counts comes from a sample.
/// </summary>
internal sealed class MetaTable
{
    private readonly Snapshot _snapshot;
    private readonly MetaSample _sample;
    private readonly PropertiesByType _types;
    private readonly SortedDictionary<string, JoinedLabels> _ends = new(StringComparer.Ordinal);

    private MetaTable(ProcedureInvocation call, MetaOptions options)
    {
        _snapshot = call.Snapshot;
        _sample = new MetaSample(call, options);
        _types = new PropertiesByType(_snapshot);
    }

    /// <summary>The rows: those of labels, then those of types.</summary>
    public static IEnumerable<Value[]> Rows(ProcedureInvocation call, MetaOptions options) =>
        new MetaTable(call, options).ToRows();

    private List<Value[]> ToRows()
    {
        var joined = new List<(string Name, LabelId Label, JoinedTypes Outgoing)>();
        var rows = new List<Value[]>();
        var properties = new List<(string Name, PropertyTypes Types)>();
        foreach (var (name, label) in _sample.Labels)
        {
            var types = new PropertyTypes(_snapshot, EntityKind.Node, label.Value);
            joined.Add((name, label, Look(label, types)));
            properties.Add((name, types));
        }
        for (int i = 0; i < joined.Count; i++)
        {
            var (name, label, outgoing) = joined[i];
            rows.AddRange(properties[i].Types.Facts().Select(f => PropertyRow(name, f, "node")));
            rows.AddRange(
                outgoing.ByType.Select(t =>
                    JoinRow(name, t.Key, CountOf(label, t.Key), t.Value, "node")
                )
            );
        }
        foreach (var (type, types) in _types.All)
        {
            rows.AddRange(types.Facts().Select(f => PropertyRow(type, f, "relationship")));
            foreach (var (name, label, outgoing) in joined)
            {
                if (outgoing.ByType.TryGetValue(type, out var ends))
                {
                    rows.Add(JoinRow(type, name, CountOf(label, type), ends, "relationship"));
                }
            }
        }
        return rows;
    }

    /// <summary>Looks at the nodes of a label: at their properties, at the relationships that start there, and at how many end there.</summary>
    private JoinedTypes Look(LabelId label, PropertyTypes properties)
    {
        var outgoing = new JoinedTypes(_sample, isOutgoing: true);
        var incoming = new JoinedTypes(_sample, isOutgoing: false);
        _sample.Visit(
            label,
            node =>
            {
                properties.Add(_sample.PropertiesOf(node));
                outgoing.Add(
                    node,
                    (relationship, type) => _types.Of(type).Add(_sample.PropertiesOf(relationship))
                );
                incoming.Add(node, static (_, _) => { });
            }
        );
        foreach (var (type, ends) in incoming.ByType)
        {
            if (!_ends.TryGetValue(type, out var all))
            {
                all = new JoinedLabels();
                _ends.Add(type, all);
            }
            all.Add(ends);
        }
        return outgoing;
    }

    private long CountOf(LabelId label, string type) =>
        _snapshot.Counts.RelationshipsByStartLabel.GetValueOrDefault(
            (label.Value, _snapshot.Tokens.RelationshipTypes.Find(type))
        );

    private static Value[] PropertyRow(string owner, PropertyFact fact, string element) =>
        [
            Value.String(owner),
            Value.String(fact.Name),
            Value.Integer(0),
            Value.Boolean(fact.IsUnique),
            Value.Boolean(fact.IsIndexed),
            Value.Boolean(fact.MustExist),
            Value.String(fact.Type),
            Value.Boolean(fact.IsArray),
            Value.Null,
            Value.Integer(0),
            Value.Integer(0),
            Value.List(),
            Value.List(),
            Value.String(element),
        ];

    private Value[] JoinRow(
        string owner,
        string joins,
        long count,
        JoinedLabels ends,
        string element
    )
    {
        string type = element == "node" ? joins : owner;
        long right = _ends.GetValueOrDefault(type)?.AverageAtNode ?? 0;
        return
        [
            Value.String(owner),
            Value.String(joins),
            Value.Integer(count),
            Value.False,
            Value.False,
            Value.False,
            Value.String("RELATIONSHIP"),
            Value.Boolean(ends.AverageAtNode > 1),
            Value.Null,
            Value.Integer(ends.AverageAtNode),
            Value.Integer(right),
            Value.List([.. ends.Others.Select(Value.String)]),
            Value.List(),
            Value.String(element),
        ];
    }
}
