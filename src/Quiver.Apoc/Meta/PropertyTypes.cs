using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Schema;

namespace Quiver.Apoc.Meta;

/// <summary>The properties of the nodes of a label, or of the relationships of a type, as a map of apoc.meta.schema: of each its type, and what indexes and constraints say of it.</summary>
/// <param name="snapshot">The graph.</param>
/// <param name="entity">Nodes or relationships.</param>
/// <param name="token">The number of the label or type.</param>
internal sealed class PropertyTypes(Snapshot snapshot, EntityKind entity, int token)
{
    private readonly SortedDictionary<string, (int Key, string Type, bool IsArray)> _types = new(
        StringComparer.Ordinal
    );

    /// <summary>Takes the properties of one more. Of a property that has several types the first counts.</summary>
    public void Add(List<KeyValuePair<PropertyKeyId, Value>> properties)
    {
        foreach (var (key, value) in properties)
        {
            _types.TryAdd(
                snapshot.Tokens.PropertyKeys[key.Value],
                (key.Value, TypeOf(value.Kind), value.Kind is ValueKind.List or ValueKind.Bytes)
            );
        }
    }

    /// <summary>The map.</summary>
    public Value ToMap() =>
        Value.Map(
            new MapValue(
                Facts()
                    .Select(static f => new KeyValuePair<string, Value>(
                        f.Name,
                        Value.Map(
                            new MapValue([
                                new("type", Value.String(f.Type)),
                                new("indexed", Value.Boolean(f.IsIndexed)),
                                new("unique", Value.Boolean(f.IsUnique)),
                                new("existence", Value.Boolean(f.MustExist)),
                                new("array", Value.Boolean(f.IsArray)),
                            ])
                        )
                    ))
            )
        );

    /// <summary>What is known of each property, by name.</summary>
    public IEnumerable<PropertyFact> Facts()
    {
        var facts = new SchemaFacts(snapshot);
        return _types.Select(p => new PropertyFact(
            p.Key,
            p.Value.Type,
            facts.IsIndexed(entity, token, p.Value.Key),
            facts.IsUnique(entity, token, p.Value.Key),
            facts.MustExist(entity, token, p.Value.Key),
            p.Value.IsArray
        ));
    }

    private static string TypeOf(ValueKind kind) =>
        kind switch
        {
            ValueKind.Integer => "INTEGER",
            ValueKind.Float => "FLOAT",
            ValueKind.String => "STRING",
            ValueKind.Boolean => "BOOLEAN",
            ValueKind.List or ValueKind.Bytes => "LIST",
            ValueKind.Date => "DATE",
            ValueKind.LocalTime => "LOCAL_TIME",
            ValueKind.ZonedTime => "TIME",
            ValueKind.LocalDateTime => "LOCAL_DATE_TIME",
            ValueKind.ZonedDateTime => "DATE_TIME",
            ValueKind.Duration => "DURATION",
            ValueKind.Point => "POINT",
            _ => kind.ToString().ToUpperInvariant(),
        };
}
