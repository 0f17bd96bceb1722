using Quiver.Cypher.Execution.Procedures;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Schema;

namespace Quiver.Apoc.Meta;

/// <summary>
/// apoc.meta.schema: one map with an entry for each label and each relationship type. Counts are exact, also where only a sample of the nodes was looked at for all else.
/// </summary>
internal sealed class SchemaMap
{
    private readonly Snapshot _snapshot;
    private readonly MetaSample _sample;
    private readonly SortedDictionary<string, PropertyTypes> _types = new(StringComparer.Ordinal);

    private SchemaMap(ProcedureInvocation call, MetaOptions options)
    {
        _snapshot = call.Snapshot;
        _sample = new MetaSample(call, options);
    }

    /// <summary>The one row.</summary>
    public static IEnumerable<Value[]> Rows(ProcedureInvocation call, MetaOptions options) =>
        [
            [new SchemaMap(call, options).ToMap()],
        ];

    private Value ToMap()
    {
        var entries = new SortedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, label) in _sample.Labels)
        {
            entries.Add(name, LabelEntry(name, label));
        }
        foreach (var (name, properties) in _types)
        {
            // A type that is named as a label gives way to it: the map has one place for both.
            int type = _snapshot.Tokens.RelationshipTypes.Find(name);
            entries.TryAdd(
                name,
                Map(
                    ("type", Value.String("relationship")),
                    ("count", Count(_snapshot.Counts.RelationshipsByType.GetValueOrDefault(type))),
                    ("properties", properties.ToMap())
                )
            );
        }
        return Value.Map(new MapValue(entries));
    }

    private Value LabelEntry(string name, LabelId label)
    {
        var properties = new PropertyTypes(_snapshot, EntityKind.Node, label.Value);
        var others = new SortedSet<string>(StringComparer.Ordinal);
        var outgoing = NewEnds();
        var incoming = NewEnds();
        _sample.Visit(
            label,
            node =>
            {
                properties.Add(_sample.PropertiesOf(node));
                others.UnionWith(_sample.LabelsOf(node));
                AddRelationships(node, isOutgoing: true, outgoing);
                AddRelationships(node, isOutgoing: false, incoming);
            }
        );
        others.Remove(name);
        var relationships = new SortedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (type, labels) in outgoing)
        {
            relationships.Add(type, RelationshipEntry(label, type, labels, isOutgoing: true));
        }
        foreach (var (type, labels) in incoming.Where(t => !outgoing.ContainsKey(t.Key)))
        {
            relationships.Add(type, RelationshipEntry(label, type, labels, isOutgoing: false));
        }
        return Map(
            ("type", Value.String("node")),
            ("count", Count(_snapshot.Counts.NodesByLabel.GetValueOrDefault(label.Value))),
            ("labels", ListOf(others)),
            ("properties", properties.ToMap()),
            ("relationships", Value.Map(new MapValue(relationships)))
        );
    }

    private void AddRelationships(
        NodeId node,
        bool isOutgoing,
        SortedDictionary<string, SortedSet<string>> ends
    ) =>
        _sample.VisitRelationships(
            node,
            isOutgoing,
            (relationship, type, other) =>
            {
                if (!ends.TryGetValue(type, out var labels))
                {
                    labels = new SortedSet<string>(StringComparer.Ordinal);
                    ends.Add(type, labels);
                }
                labels.UnionWith(_sample.LabelsOf(other));
                PropertiesOfType(type).Add(_sample.PropertiesOf(relationship));
            }
        );

    private PropertyTypes PropertiesOfType(string type)
    {
        if (!_types.TryGetValue(type, out var properties))
        {
            int token = _snapshot.Tokens.RelationshipTypes.Find(type);
            properties = new PropertyTypes(_snapshot, EntityKind.Relationship, token);
            _types.Add(type, properties);
        }
        return properties;
    }

    /// <summary>A type at nodes of a label: with those that start there, or, where none does, with those that end there.</summary>
    private Value RelationshipEntry(
        LabelId label,
        string type,
        SortedSet<string> labels,
        bool isOutgoing
    )
    {
        var counts = isOutgoing
            ? _snapshot.Counts.RelationshipsByStartLabel
            : _snapshot.Counts.RelationshipsByEndLabel;
        int token = _snapshot.Tokens.RelationshipTypes.Find(type);
        return Map(
            ("direction", Value.String(isOutgoing ? "out" : "in")),
            ("count", Count(counts.GetValueOrDefault((label.Value, token)))),
            ("labels", ListOf(labels)),
            ("properties", PropertiesOfType(type).ToMap())
        );
    }

    private static SortedDictionary<string, SortedSet<string>> NewEnds() =>
        new(StringComparer.Ordinal);

    private static Value Count(long count) => Value.Integer(count);

    private static Value ListOf(IEnumerable<string> names) =>
        Value.List([.. names.Select(Value.String)]);

    private static Value Map(params ReadOnlySpan<(string Key, Value Value)> entries)
    {
        var pairs = new List<KeyValuePair<string, Value>>(entries.Length);
        foreach (var (key, value) in entries)
        {
            pairs.Add(new(key, value));
        }
        return Value.Map(new MapValue(pairs));
    }
}
