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
    private readonly PropertiesByType _types;

    private SchemaMap(ProcedureInvocation call, MetaOptions options)
    {
        _snapshot = call.Snapshot;
        _sample = new MetaSample(call, options);
        _types = new PropertiesByType(_snapshot);
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
        foreach (var (name, properties) in _types.All)
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
        var outgoing = new JoinedTypes(_sample, isOutgoing: true);
        var incoming = new JoinedTypes(_sample, isOutgoing: false);
        _sample.Visit(
            label,
            node =>
            {
                properties.Add(_sample.PropertiesOf(node));
                others.UnionWith(_sample.LabelsOf(node));
                outgoing.Add(node, SeeRelationship);
                incoming.Add(node, SeeRelationship);
            }
        );
        others.Remove(name);
        var relationships = new SortedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (type, ends) in outgoing.ByType)
        {
            relationships.Add(type, RelationshipEntry(label, type, ends, isOutgoing: true));
        }
        foreach (
            var (type, ends) in incoming.ByType.Where(t => !outgoing.ByType.ContainsKey(t.Key))
        )
        {
            relationships.Add(type, RelationshipEntry(label, type, ends, isOutgoing: false));
        }
        return Map(
            ("type", Value.String("node")),
            ("count", Count(_snapshot.Counts.NodesByLabel.GetValueOrDefault(label.Value))),
            ("labels", ListOf(others)),
            ("properties", properties.ToMap()),
            ("relationships", Value.Map(new MapValue(relationships)))
        );
    }

    private void SeeRelationship(RelationshipId relationship, string type) =>
        _types.Of(type).Add(_sample.PropertiesOf(relationship));

    /// <summary>A type at nodes of a label: with those that start there, or, where none does, with those that end there.</summary>
    private Value RelationshipEntry(LabelId label, string type, JoinedLabels ends, bool isOutgoing)
    {
        var counts = isOutgoing
            ? _snapshot.Counts.RelationshipsByStartLabel
            : _snapshot.Counts.RelationshipsByEndLabel;
        int token = _snapshot.Tokens.RelationshipTypes.Find(type);
        return Map(
            ("direction", Value.String(isOutgoing ? "out" : "in")),
            ("count", Count(counts.GetValueOrDefault((label.Value, token)))),
            ("labels", ListOf(ends.Others)),
            ("properties", _types.Of(type).ToMap())
        );
    }

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
