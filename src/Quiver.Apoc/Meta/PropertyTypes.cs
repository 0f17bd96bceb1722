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
    public Value ToMap()
    {
        var facts = new SchemaFacts(snapshot);
        return Value.Map(
            new MapValue(
                _types.Select(p => new KeyValuePair<string, Value>(
                    p.Key,
                    Value.Map(
                        new MapValue([
                            new("type", Value.String(p.Value.Type)),
                            new(
                                "indexed",
                                Value.Boolean(facts.IsIndexed(entity, token, p.Value.Key))
                            ),
                            new(
                                "unique",
                                Value.Boolean(facts.IsUnique(entity, token, p.Value.Key))
                            ),
                            new(
                                "existence",
                                Value.Boolean(facts.MustExist(entity, token, p.Value.Key))
                            ),
                            new("array", Value.Boolean(p.Value.IsArray)),
                        ])
                    )
                ))
            )
        );
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
