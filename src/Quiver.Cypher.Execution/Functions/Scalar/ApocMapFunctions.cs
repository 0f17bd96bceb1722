using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Scalar;

/// <summary>The functions apoc.map.* that make maps out of others, of lists and of pairs. Of two entries with the same key the later one stays.</summary>
internal static class ApocMapFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("apoc.map.fromLists", FromLists);
        table.Add("apoc.map.fromPairs", FromPairs);
        table.AddNullable("apoc.map.merge", Merge);
        table.Add("apoc.map.mergeList", MergeList);
        table.Add(
            "apoc.map.removeKey",
            static (in FunctionCall call) => Without(MapAt(call, 0), [call.Text(1)])
        );
        table.Add("apoc.map.removeKeys", RemoveKeys);
        table.AddNullable("apoc.map.setKey", SetKey);
    }

    private static Value FromLists(in FunctionCall call)
    {
        var keys = call.List(0).AsSpan();
        var values = call.List(1).AsSpan();
        if (keys.Length != values.Length)
        {
            throw RuntimeErrors.InvalidArgument(
                $"{call.Function}() takes as many keys as values, not {keys.Length} and {values.Length}."
            );
        }
        var entries = new Dictionary<string, Value>(StringComparer.Ordinal);
        for (int i = 0; i < keys.Length; i++)
        {
            entries[KeyOf(call, keys[i])] = values[i];
        }
        return Value.Map(new MapValue(entries));
    }

    private static Value FromPairs(in FunctionCall call)
    {
        var entries = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var pair in call.List(0).AsSpan())
        {
            if (pair.Kind != ValueKind.List || pair.AsList().Count != 2)
            {
                throw call.Unexpected(0, "a list of pairs");
            }
            entries[KeyOf(call, pair.AsList()[0])] = pair.AsList()[1];
        }
        return Value.Map(new MapValue(entries));
    }

    private static string KeyOf(in FunctionCall call, in Value key) =>
        key.Kind == ValueKind.String ? key.AsString() : throw call.Unexpected(0, "STRING keys");

    private static Value Merge(in FunctionCall call)
    {
        var entries = new Dictionary<string, Value>(StringComparer.Ordinal);
        AddAll(entries, MapAt(call, 0));
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
        var entries = new Dictionary<string, Value>(StringComparer.Ordinal);
        AddAll(entries, MapAt(call, 0));
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
        return Without(MapAt(call, 0), keys);
    }

    private static Value Without(MapValue map, HashSet<string> keys) =>
        Value.Map(new MapValue(map.Where(entry => !keys.Contains(entry.Key))));

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
