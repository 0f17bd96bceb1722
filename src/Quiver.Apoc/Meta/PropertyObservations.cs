using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Tokens;

namespace Quiver.Apoc.Meta;

/// <summary>Counts which properties the nodes or relationships of one kind have, and of which types.</summary>
/// <param name="tokens">The names of keys.</param>
internal sealed class PropertyObservations(TokenTable tokens)
{
    private readonly SortedDictionary<string, (long Count, SortedSet<string> Types)> _keys = new(
        StringComparer.Ordinal
    );
    private long _count;

    /// <summary>Counts one more.</summary>
    public void Add(List<KeyValuePair<PropertyKeyId, Value>> properties)
    {
        _count++;
        foreach (var (key, value) in properties)
        {
            string name = tokens.PropertyKeys[key.Value];
            _keys.TryGetValue(name, out var entry);
            entry.Types ??= new SortedSet<string>(StringComparer.Ordinal);
            entry.Types.Add(TypeOf(value));
            _keys[name] = (entry.Count + 1, entry.Types);
        }
    }

    /// <summary>A row for each property: name, types, whether all have it, how many have it, how many there are. One without a name where there are none.</summary>
    public IEnumerable<Value[]> Rows() =>
        _keys.Count == 0
            ?
            [
                [Value.Null, Value.Null, Value.False, Value.Integer(0), Value.Integer(_count)],
            ]
            : _keys.Select(e =>
                new[]
                {
                    Value.String(e.Key),
                    Value.List([.. e.Value.Types.Select(Value.String)]),
                    Value.Boolean(e.Value.Count == _count),
                    Value.Integer(e.Value.Count),
                    Value.Integer(_count),
                }
            );

    // The names that tools for Neo4j expect, which are those of Java.
    private static string TypeOf(in Value value) =>
        value.Kind switch
        {
            ValueKind.Integer => "Long",
            ValueKind.Float => "Double",
            ValueKind.ZonedTime => "Time",
            ValueKind.ZonedDateTime => "DateTime",
            ValueKind.Bytes => "ByteArray",
            ValueKind.List when value.AsList().Count > 0 => TypeOf(value.AsList()[0]) + "Array",
            ValueKind.List => "StringArray",
            _ => value.Kind.ToString(),
        };
}
