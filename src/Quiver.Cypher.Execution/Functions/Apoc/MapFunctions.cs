using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>The functions apoc.map.* that make maps out of others, of lists and of pairs, or leave entries out. Of two entries with the same key the later one stays.</summary>
internal static class MapFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add(
            "apoc.map.fromLists",
            static (in FunctionCall call) => WithLists(call, MapValue.Empty, 0)
        );
        table.Add(
            "apoc.map.fromPairs",
            static (in FunctionCall call) => WithPairs(call, MapValue.Empty, 0)
        );
        table.Add(
            "apoc.map.fromValues",
            static (in FunctionCall call) => WithValues(call, MapValue.Empty, 0)
        );
        table.AddNullable("apoc.map.merge", Merge);
        table.Add("apoc.map.mergeList", MergeList);
        table.Add(
            "apoc.map.removeKey",
            static (in FunctionCall call) =>
                Without(MapAt(call, 0), [call.Text(1)], IsRecursive(call), 0)
        );
        table.Add("apoc.map.removeKeys", RemoveKeys);
        table.AddNullable("apoc.map.setEntry", SetKey);
        table.AddNullable("apoc.map.setKey", SetKey);
        table.AddNullable(
            "apoc.map.setLists",
            static (in FunctionCall call) => WithLists(call, MapAt(call, 0), 1)
        );
        table.AddNullable(
            "apoc.map.setPairs",
            static (in FunctionCall call) => WithPairs(call, MapAt(call, 0), 1)
        );
        table.AddNullable(
            "apoc.map.setValues",
            static (in FunctionCall call) => WithValues(call, MapAt(call, 0), 1)
        );
    }

    private static Value WithLists(in FunctionCall call, MapValue map, int first)
    {
        var keys = call.List(first).AsSpan();
        var values = call.List(first + 1).AsSpan();
        if (keys.Length != values.Length)
        {
            throw RuntimeErrors.InvalidArgument(
                $"{call.Function}() takes as many keys as values, not {keys.Length} and {values.Length}."
            );
        }
        var entries = Copy(map);
        for (int i = 0; i < keys.Length; i++)
        {
            entries[KeyOf(call, keys[i])] = values[i];
        }
        return Value.Map(new MapValue(entries));
    }

    private static Value WithPairs(in FunctionCall call, MapValue map, int first)
    {
        var entries = Copy(map);
        foreach (var pair in call.List(first).AsSpan())
        {
            if (pair.Kind != ValueKind.List || pair.AsList().Count != 2)
            {
                throw call.Unexpected(first, "a list of pairs");
            }
            entries[KeyOf(call, pair.AsList()[0])] = pair.AsList()[1];
        }
        return Value.Map(new MapValue(entries));
    }

    private static Value WithValues(in FunctionCall call, MapValue map, int first)
    {
        var list = call.List(first).AsSpan();
        if (list.Length % 2 != 0)
        {
            throw call.Unexpected(first, "a list in which each key is followed by its value");
        }
        var entries = Copy(map);
        for (int i = 0; i < list.Length; i += 2)
        {
            // What is no text becomes one; an entry without a key is left out.
            if (!list[i].IsNull)
            {
                entries[ValueText.ToText(list[i])] = list[i + 1];
            }
        }
        return Value.Map(new MapValue(entries));
    }

    private static Dictionary<string, Value> Copy(MapValue map)
    {
        var entries = new Dictionary<string, Value>(StringComparer.Ordinal);
        AddAll(entries, map);
        return entries;
    }

    private static string KeyOf(in FunctionCall call, in Value key) =>
        key.Kind == ValueKind.String ? key.AsString() : throw call.Unexpected(0, "STRING keys");

    private static Value Merge(in FunctionCall call)
    {
        var entries = Copy(MapAt(call, 0));
        AddAll(entries, MapAt(call, 1));
        return Value.Map(new MapValue(entries));
    }

    private static Value MergeList(in FunctionCall call)
    {
        var entries = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var map in call.List(0).AsSpan())
        {
            AddAll(
                entries,
                map.Kind == ValueKind.Map ? map.AsMap() : throw call.Unexpected(0, "a LIST<MAP>")
            );
        }
        return Value.Map(new MapValue(entries));
    }

    private static Value SetKey(in FunctionCall call)
    {
        var entries = Copy(MapAt(call, 0));
        entries[call.Text(1)] = call[2];
        return Value.Map(new MapValue(entries));
    }

    private static Value RemoveKeys(in FunctionCall call)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in call.List(1).AsSpan())
        {
            keys.Add(
                key.Kind == ValueKind.String
                    ? key.AsString()
                    : throw call.Unexpected(1, "a LIST<STRING>")
            );
        }
        return Without(MapAt(call, 0), keys, IsRecursive(call), 0);
    }

    private static bool IsRecursive(in FunctionCall call) =>
        call.Has(2)
        && call.Map(2).TryGetValue("recursive", out var recursive)
        && recursive.Kind == ValueKind.Boolean
        && recursive.AsBoolean();

    private static Value Without(MapValue map, HashSet<string> keys, bool isRecursive, int depth)
    {
        ValueNesting.Check(depth);
        var kept = new List<KeyValuePair<string, Value>>(map.Count);
        foreach (ref readonly var entry in map.AsSpan())
        {
            if (!keys.Contains(entry.Key))
            {
                kept.Add(
                    isRecursive
                        ? new(entry.Key, WithoutWithin(entry.Value, keys, depth + 1))
                        : entry
                );
            }
        }
        return Value.Map(new MapValue(kept));
    }

    private static Value WithoutWithin(Value value, HashSet<string> keys, int depth)
    {
        ValueNesting.Check(depth);
        return value.Kind switch
        {
            ValueKind.Map => Without(value.AsMap(), keys, isRecursive: true, depth),
            ValueKind.List => Value.List([
                .. value.AsList().Select(v => WithoutWithin(v, keys, depth + 1)),
            ]),
            _ => value,
        };
    }

    /// <summary>An argument that must be a map; null is one without entries.</summary>
    private static MapValue MapAt(in FunctionCall call, int index) =>
        call[index].Kind switch
        {
            ValueKind.Null => MapValue.Empty,
            ValueKind.Map => call[index].AsMap(),
            _ => throw call.Unexpected(index, "a MAP"),
        };

    private static void AddAll(Dictionary<string, Value> entries, MapValue map)
    {
        foreach (ref readonly var entry in map.AsSpan())
        {
            entries[entry.Key] = entry.Value;
        }
    }
}
