using Quiver.Cypher.Execution.Functions.Lists;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>The functions apoc.coll.* that order lists, or choose of them by chance.</summary>
internal static class ListOrderFunctions
{
    private const int ElementBytes = 24;
    private const char AscendingSign = '^';

    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("apoc.coll.combinations", Combinations);
        table.Add(
            "apoc.coll.randomItem",
            static (in FunctionCall call) =>
                call.List(0) is { Count: > 0 } list
                    ? list[Random.Shared.Next(list.Count)]
                    : Value.Null
        );
        table.Add("apoc.coll.randomItems", RandomItems);
        table.Add("apoc.coll.shuffle", Shuffle);
        table.Add(
            "apoc.coll.sortMaps",
            static (in FunctionCall call) => Sort(call, [call.Text(1)], 0, -1)
        );
        table.Add("apoc.coll.sortMulti", SortMulti);
        table.Add(
            "apoc.coll.sortNodes",
            static (in FunctionCall call) => Sort(call, [call.Text(1)], 0, -1)
        );
    }

    private static Value SortMulti(in FunctionCall call)
    {
        string[] fields = call.Has(1)
            ? [.. call.List(1).Select(static f => ValueText.ToText(f))]
            : [];
        long limit = call.Has(2) ? call.Integer(2) : -1;
        long skip = call.Has(3) ? call.Integer(3) : 0;
        return Sort(call, fields, skip, limit);
    }

    /// <summary>The elements in descending order of each field in turn; ascending where ^ stands before it.</summary>
    private static Value Sort(in FunctionCall call, string[] fields, long skip, long limit)
    {
        var list = call.List(0);
        var keys = new Value[list.Count][];
        var cancellation = call.Context.Cancellation;
        for (int i = 0; i < keys.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var properties = PropertyFunctions.MapOf(call, list[i]);
            keys[i] =
            [
                .. fields.Select(f =>
                    properties.TryGetValue(f.TrimStart(AscendingSign), out var key)
                        ? key
                        : Value.Null
                ),
            ];
        }
        int[] places = [.. Enumerable.Range(0, keys.Length)];
        CollectionFunctions.Sort(
            places,
            (a, b) =>
            {
                cancellation.ThrowIfCancellationRequested();
                for (int field = 0; field < fields.Length; field++)
                {
                    int order = ValueOrder.Instance.Compare(keys[a][field], keys[b][field]);
                    if (order != 0)
                    {
                        return fields[field].StartsWith(AscendingSign) ? order : -order;
                    }
                }
                return a.CompareTo(b);
            }
        );
        int start = (int)Math.Clamp(skip, 0, places.Length);
        int count = (int)(limit < 0 ? int.MaxValue : Math.Min(limit, int.MaxValue));
        return Value.List([.. places.Skip(start).Take(count).Select(place => list[place])]);
    }

    private static Value Shuffle(in FunctionCall call)
    {
        var elements = call.List(0).AsSpan().ToArray();
        Random.Shared.Shuffle(elements);
        return Value.List(elements);
    }

    private static Value RandomItems(in FunctionCall call)
    {
        var elements = call.List(0).AsSpan().ToArray();
        long count = Math.Max(0, call.Integer(1));
        if (elements.Length == 0)
        {
            return Value.List(ListValue.Empty);
        }
        if (call.Has(2) && call.Boolean(2))
        {
            call.Context.Memory.EnsureAvailable(count * ElementBytes);
            return Value.List(Random.Shared.GetItems(elements, checked((int)count)));
        }
        Random.Shared.Shuffle(elements);
        return Value.List(elements[..(int)Math.Min(count, elements.Length)]);
    }

    private static Value Combinations(in FunctionCall call)
    {
        var list = call.List(0);
        long least = call.Integer(1);
        long most = call.Has(2) && call.Integer(2) >= 0 ? call.Integer(2) : least;
        var found = new List<Value>();
        for (long size = least; least >= 0 && size <= Math.Min(most, list.Count); size++)
        {
            AddCombinations(call, list, (int)size, found);
        }
        return Value.List([.. found]);
    }

    /// <summary>Adds the choices of one size; those without the last elements come first.</summary>
    private static void AddCombinations(
        in FunctionCall call,
        ListValue list,
        int size,
        List<Value> found
    )
    {
        int[] chosen = [.. Enumerable.Range(0, size)];
        while (true)
        {
            call.Context.Cancellation.ThrowIfCancellationRequested();
            call.Context.Memory.EnsureAvailable((found.Count + 1L) * (size + 1) * ElementBytes);
            found.Add(Value.List([.. chosen.Select(i => list[i])]));
            int at = 0;
            while (at < size && chosen[at] + 1 == (at + 1 < size ? chosen[at + 1] : list.Count))
            {
                chosen[at] = at;
                at++;
            }
            if (at == size)
            {
                return;
            }
            chosen[at]++;
        }
    }
}
