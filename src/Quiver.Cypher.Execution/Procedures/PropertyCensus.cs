using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Tokens;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>Counts which properties the nodes or relationships of one kind have, and of which types.</summary>
/// <param name="tokens">The names of keys.</param>
/// <param name="namesTypesOfCypher">Whether types have the names that Cypher gives them, not those of Java.</param>
public sealed class PropertyCensus(TokenTable tokens, bool namesTypesOfCypher = false)
{
    private readonly Dictionary<PropertyKeyId, (long Count, SortedSet<string> Types)> _keys = [];

    /// <summary>How many nodes or relationships were counted.</summary>
    public long Count { get; private set; }

    /// <summary>The properties by name.</summary>
    public IEnumerable<PropertyCount> Properties =>
        _keys
            .Select(e => new PropertyCount(
                tokens.PropertyKeys[e.Key.Value],
                Value.List([.. e.Value.Types.Select(Value.String)]),
                e.Value.Count
            ))
            .OrderBy(static e => e.Name, StringComparer.Ordinal);

    /// <summary>Counts one more.</summary>
    public void Add(List<KeyValuePair<PropertyKeyId, Value>> properties)
    {
        Count++;
        foreach (var (key, value) in properties)
        {
            _keys.TryGetValue(key, out var entry);
            entry.Types ??= new SortedSet<string>(StringComparer.Ordinal);
            entry.Types.Add(namesTypesOfCypher ? CypherTypeOf(value) : TypeOf(value));
            _keys[key] = (entry.Count + 1, entry.Types);
        }
    }

    /// <summary>A row for each property by name: name, types, whether all have it; one row of nulls when there are none.</summary>
    internal IEnumerable<Value[]> Rows()
    {
        if (_keys.Count == 0)
        {
            return
            [
                [Value.Null, Value.Null, Value.Boolean(false)],
            ];
        }
        return Properties.Select(e =>
            new[] { Value.String(e.Name), e.Types, Value.Boolean(e.Count == Count) }
        );
    }

    private static string CypherTypeOf(Value value)
    {
        const string NotNull = " NOT NULL";
        string name = ValueTypeName.Of(value);
        return name.EndsWith(NotNull, StringComparison.Ordinal) ? name[..^NotNull.Length] : name;
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
