using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Tokens;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>Counts which properties the nodes or relationships of one kind have, and of which types.</summary>
internal sealed class PropertyCensus(TokenTable tokens)
{
    private readonly Dictionary<PropertyKeyId, (long Count, SortedSet<string> Types)> _keys = [];
    private long _count;

    /// <summary>Whether nothing was counted.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Counts one more.</summary>
    public void Add(List<KeyValuePair<PropertyKeyId, Value>> properties)
    {
        _count++;
        foreach (var (key, value) in properties)
        {
            _keys.TryGetValue(key, out var entry);
            entry.Types ??= new SortedSet<string>(StringComparer.Ordinal);
            entry.Types.Add(TypeOf(value));
            _keys[key] = (entry.Count + 1, entry.Types);
        }
    }

    /// <summary>A row for each property by name: name, types, whether all have it; one row of nulls when there are none.</summary>
    public IEnumerable<Value[]> Rows()
    {
        if (_keys.Count == 0)
        {
            return
            [
                [Value.Null, Value.Null, Value.Boolean(false)],
            ];
        }
        return _keys
            .Select(e => (Name: tokens.PropertyKeys[e.Key.Value], e.Value.Count, e.Value.Types))
            .OrderBy(static e => e.Name, StringComparer.Ordinal)
            .Select(e =>
                new[]
                {
                    Value.String(e.Name),
                    Value.List([.. e.Types.Select(Value.String)]),
                    Value.Boolean(e.Count == _count),
                }
            );
    }

    // The names that tools for Neo4j 5 expect, which are those of Java.
    private static string TypeOf(Value value) =>
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
