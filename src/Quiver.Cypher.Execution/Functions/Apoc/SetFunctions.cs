using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>The functions apoc.coll.* that take lists for sets. Values are the same that are the same to DISTINCT, and come in the order in which they stand first.</summary>
internal static class SetFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("apoc.coll.contains", Contains);
        table.Add("apoc.coll.containsAll", ContainsAll);
        // That a list is sorted need not be made use of.
        table.Add("apoc.coll.containsSorted", Contains);
        table.Add("apoc.coll.containsAllSorted", ContainsAll);
        table.Add(
            "apoc.coll.intersection",
            static (in FunctionCall call) => Chosen(call, isInSecond: true)
        );
        table.Add(
            "apoc.coll.subtract",
            static (in FunctionCall call) => Chosen(call, isInSecond: false)
        );
        table.Add("apoc.convert.toSet", ToSet);
        table.Add("apoc.coll.union", Union);
        table.Add(
            "apoc.coll.unionAll",
            static (in FunctionCall call) =>
                Value.List([.. call.List(0).AsSpan(), .. call.List(1).AsSpan()])
        );
    }

    private static Value Contains(in FunctionCall call) =>
        Value.Boolean(SetOf(call, 0).Contains(call[1]));

    private static Value ContainsAll(in FunctionCall call) =>
        Value.Boolean(SetOf(call, 0).IsSupersetOf(SetOf(call, 1)));

    private static HashSet<Value> SetOf(in FunctionCall call, int index)
    {
        var set = new HashSet<Value>(ValueEquivalence.Instance);
        foreach (var element in call.List(index).AsSpan())
        {
            call.Context.Cancellation.ThrowIfCancellationRequested();
            set.Add(element);
        }
        return set;
    }

    /// <summary>The different values of the first list that are, or are not, in the second one.</summary>
    private static Value Chosen(in FunctionCall call, bool isInSecond)
    {
        var second = SetOf(call, 1);
        var given = new HashSet<Value>(ValueEquivalence.Instance);
        var chosen = new List<Value>();
        foreach (var element in call.List(0).AsSpan())
        {
            call.Context.Cancellation.ThrowIfCancellationRequested();
            if (second.Contains(element) == isInSecond && given.Add(element))
            {
                chosen.Add(element);
            }
        }
        return Value.List([.. chosen]);
    }

    private static Value ToSet(in FunctionCall call)
    {
        var given = new HashSet<Value>(ValueEquivalence.Instance);
        return Value.List([
            .. (call[0].Kind == ValueKind.List ? call.List(0) : new ListValue([call[0]])).Where(
                given.Add
            ),
        ]);
    }

    private static Value Union(in FunctionCall call)
    {
        var given = new HashSet<Value>(ValueEquivalence.Instance);
        var union = new List<Value>();
        for (int index = 0; index < 2; index++)
        {
            foreach (var element in call.List(index).AsSpan())
            {
                call.Context.Cancellation.ThrowIfCancellationRequested();
                if (given.Add(element))
                {
                    union.Add(element);
                }
            }
        }
        return Value.List([.. union]);
    }
}
