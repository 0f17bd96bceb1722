using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>The functions apoc.coll.* that give a list with elements put in, left out or put together. An index that the list has not leaves it as it is.</summary>
internal static class ListChangeFunctions
{
    private const int ElementBytes = 24;

    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("apoc.coll.dropDuplicateNeighbors", WithoutRepeated);
        table.AddNullable("apoc.coll.fill", Fill);
        table.AddNullable(
            "apoc.coll.insert",
            static (in FunctionCall call) => Insert(call, call[2].IsNull ? [] : [call[2]])
        );
        table.Add(
            "apoc.coll.insertAll",
            static (in FunctionCall call) => Insert(call, call.List(2).AsSpan())
        );
        table.Add(
            "apoc.coll.pairWithOffset",
            static (in FunctionCall call) => Pairs(call, call.Integer(1), isFull: false)
        );
        table.Add(
            "apoc.coll.pairs",
            static (in FunctionCall call) => Pairs(call, 1, isFull: false)
        );
        table.Add(
            "apoc.coll.pairsMin",
            static (in FunctionCall call) => Pairs(call, 1, isFull: true)
        );
        table.Add("apoc.coll.remove", Remove);
        table.Add("apoc.coll.removeAll", RemoveAll);
        table.AddNullable("apoc.coll.set", Set);
        table.Add("apoc.coll.zip", Zip);
    }

    private static Value WithoutRepeated(in FunctionCall call)
    {
        var kept = new List<Value>();
        foreach (var element in call.List(0).AsSpan())
        {
            if (kept.Count == 0 || !ValueEquivalence.Instance.Equals(kept[^1], element))
            {
                kept.Add(element);
            }
        }
        return Value.List([.. kept]);
    }

    private static Value Fill(in FunctionCall call)
    {
        long count = call[1].IsNull ? 0 : Math.Max(0, call.Integer(1));
        call.Context.Memory.EnsureAvailable(count * ElementBytes);
        var elements = new Value[count];
        Array.Fill(elements, call[0]);
        return Value.List(elements);
    }

    private static Value Insert(in FunctionCall call, ReadOnlySpan<Value> added)
    {
        if (call[0].IsNull || call[1].IsNull)
        {
            return Value.Null;
        }
        var list = call.List(0).AsSpan();
        long index = call.Integer(1);
        return index < 0 || index > list.Length
            ? call[0]
            : Value.List([.. list[..(int)index], .. added, .. list[(int)index..]]);
    }

    private static Value Set(in FunctionCall call)
    {
        if (call[0].IsNull || call[1].IsNull)
        {
            return Value.Null;
        }
        var elements = call.List(0).AsSpan().ToArray();
        long index = call.Integer(1);
        if (index < 0 || index >= elements.Length || call[2].IsNull)
        {
            return call[0];
        }
        elements[index] = call[2];
        return Value.List(elements);
    }

    private static Value Remove(in FunctionCall call)
    {
        var list = call.List(0).AsSpan();
        long index = call.Integer(1);
        long length = call.Count > 2 ? call.Integer(2) : 1;
        if (index < 0 || index >= list.Length || length <= 0)
        {
            return call[0];
        }
        int end = (int)Math.Min(list.Length, index + Math.Min(length, list.Length));
        return Value.List([.. list[..(int)index], .. list[end..]]);
    }

    private static Value RemoveAll(in FunctionCall call)
    {
        var removed = new HashSet<Value>(call.List(1), ValueEquivalence.Instance);
        return Value.List([.. call.List(0).Where(v => !removed.Contains(v))]);
    }

    private static Value Pairs(in FunctionCall call, long offset, bool isFull)
    {
        var list = call.List(0);
        var pairs = new List<Value>(list.Count);
        for (int i = 0; i < list.Count; i++)
        {
            long other = offset > list.Count ? list.Count : i + offset;
            bool hasOther = other >= 0 && other < list.Count;
            if (hasOther || !isFull)
            {
                pairs.Add(Value.List(list[i], hasOther ? list[(int)other] : Value.Null));
            }
        }
        return Value.List([.. pairs]);
    }

    private static Value Zip(in FunctionCall call)
    {
        var first = call.List(0);
        var second = call.List(1);
        var pairs = new Value[first.Count];
        for (int i = 0; i < pairs.Length; i++)
        {
            pairs[i] = Value.List(first[i], i < second.Count ? second[i] : Value.Null);
        }
        return Value.List(pairs);
    }
}
