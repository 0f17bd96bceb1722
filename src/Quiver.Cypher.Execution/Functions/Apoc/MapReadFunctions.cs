using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>The functions apoc.map.* that look keys up, group and change the shape of maps.</summary>
internal static class MapReadFunctions
{
    private const string DefaultDelimiter = ".";

    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.AddNullable("apoc.map.get", Get);
        table.AddNullable("apoc.map.mget", GetAll);
        table.AddNullable("apoc.map.submap", SubMap);
        table.AddNullable("apoc.map.values", Values);
        table.Add("apoc.map.groupBy", GroupBy);
        table.Add("apoc.map.groupByMulti", GroupByMulti);
        table.Add("apoc.map.sortedProperties", Sorted);
        table.Add("apoc.map.flatten", Flatten);
        table.Add("apoc.map.unflatten", Unflatten);
    }

    private static Value Get(in FunctionCall call) =>
        call[0].IsNull
            ? Value.Null
            : Find(call, call.Text(1), call.Count > 2 ? call[2] : Value.Null);

    private static Value GetAll(in FunctionCall call)
    {
        if (call[0].IsNull)
        {
            return Value.Null;
        }
        var keys = call.List(1);
        var values = new Value[keys.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Find(call, ValueText.ToText(keys[i]), DefaultAt(call, i));
        }
        return Value.List(values);
    }

    private static Value SubMap(in FunctionCall call)
    {
        if (call[0].IsNull)
        {
            return Value.Null;
        }
        var keys = call.List(1);
        var entries = new Dictionary<string, Value>(StringComparer.Ordinal);
        for (int i = 0; i < keys.Count; i++)
        {
            string key = ValueText.ToText(keys[i]);
            entries[key] = Find(call, key, DefaultAt(call, i));
        }
        return Value.Map(new MapValue(entries));
    }

    private static Value DefaultAt(in FunctionCall call, int index) =>
        call.Has(2) && index < call.List(2).Count ? call.List(2)[index] : Value.Null;

    private static Value Find(in FunctionCall call, string key, Value otherwise)
    {
        if (call.Map(0).TryGetValue(key, out var value))
        {
            return value;
        }
        bool fails = !call.Has(3) || call.Boolean(3);
        return fails && otherwise.IsNull
            ? throw RuntimeErrors.InvalidArgument(
                $"{call.Function}(): Key {key} is not of one of the existing keys [{string.Join(", ", call.Map(0).Keys)}]"
            )
            : otherwise;
    }

    private static Value Values(in FunctionCall call)
    {
        if (call[0].IsNull)
        {
            return Value.Null;
        }
        bool addsNulls = call.Has(2) && call.Boolean(2);
        var map = call.Map(0);
        var values = new List<Value>();
        foreach (var key in call.Has(1) ? call.List(1) : ListValue.Empty)
        {
            if (map.TryGetValue(ValueText.ToText(key), out var value))
            {
                values.Add(value);
            }
            else if (addsNulls)
            {
                values.Add(Value.Null);
            }
        }
        return Value.List([.. values]);
    }

    private static Value GroupBy(in FunctionCall call)
    {
        var groups = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (key, value) in ByKey(call))
        {
            groups[key] = value;
        }
        return Value.Map(new MapValue(groups));
    }

    private static Value GroupByMulti(in FunctionCall call) =>
        Value.Map(
            new MapValue(
                ByKey(call)
                    .GroupBy(static e => e.Key, static e => e.Value, StringComparer.Ordinal)
                    .Select(static group => KeyValuePair.Create(group.Key, Value.List([.. group])))
            )
        );

    private static List<(string Key, Value Value)> ByKey(in FunctionCall call)
    {
        string key = call.Text(1);
        var found = new List<(string, Value)>();
        foreach (var value in call.List(0).AsSpan())
        {
            if (
                !value.IsNull
                && PropertyFunctions.MapOf(call, value).TryGetValue(key, out var property)
                && !property.IsNull
            )
            {
                found.Add((ValueText.ToText(property), value));
            }
        }
        return found;
    }

    private static Value Sorted(in FunctionCall call)
    {
        bool ignoresCase = !call.Has(1) || call.Boolean(1);
        return Value.List([
            .. call.Map(0)
                .OrderBy(
                    static e => e.Key,
                    ignoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal
                )
                .Select(static e => Value.List(Value.String(e.Key), e.Value)),
        ]);
    }

    private static Value Flatten(in FunctionCall call)
    {
        var entries = new Dictionary<string, Value>(StringComparer.Ordinal);
        AddFlat(entries, ("", call.Has(1) ? call.Text(1) : DefaultDelimiter), call.Map(0), 0);
        return Value.Map(new MapValue(entries));
    }

    private static void AddFlat(
        Dictionary<string, Value> entries,
        (string Prefix, string Delimiter) names,
        MapValue map,
        int depth
    )
    {
        ValueNesting.Check(depth);
        foreach (ref readonly var entry in map.AsSpan())
        {
            string name = names.Prefix + entry.Key;
            if (entry.Value.Kind == ValueKind.Map)
            {
                var inner = (name + names.Delimiter, names.Delimiter);
                AddFlat(entries, inner, entry.Value.AsMap(), depth + 1);
            }
            else
            {
                entries[name] = entry.Value;
            }
        }
    }

    private static Value Unflatten(in FunctionCall call)
    {
        string delimiter = call.Has(1) ? call.Text(1) : DefaultDelimiter;
        var tree = new MapTree();
        foreach (ref readonly var entry in call.Map(0).AsSpan())
        {
            tree.Add(delimiter.Length == 0 ? [entry.Key] : entry.Key.Split(delimiter), entry.Value);
        }
        return tree.Build();
    }

    /// <summary>A map in the making, whose entries may be such maps.</summary>
    private sealed class MapTree
    {
        private readonly OrderedDictionary<string, (MapTree? Inner, Value Value)> _entries = new(
            StringComparer.Ordinal
        );

        public void Add(ReadOnlySpan<string> path, Value value, int depth = 0)
        {
            ValueNesting.Check(depth);
            if (path.Length == 1)
            {
                _entries[path[0]] = (null, value);
                return;
            }
            if (!_entries.TryGetValue(path[0], out var entry) || entry.Inner is null)
            {
                entry = (new MapTree(), Value.Null);
                _entries[path[0]] = entry;
            }
            entry.Inner!.Add(path[1..], value, depth + 1);
        }

        public Value Build() =>
            Value.Map(
                new MapValue(
                    _entries.Select(static e =>
                        KeyValuePair.Create(
                            e.Key,
                            e.Value.Inner is { } inner ? inner.Build() : e.Value.Value
                        )
                    )
                )
            );
    }
}
