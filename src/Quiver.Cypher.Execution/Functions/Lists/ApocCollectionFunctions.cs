using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Lists;

/// <summary>The functions apoc.coll.* that the functions coll.* do not already give. Values are the same that are the same to DISTINCT, and come in the order in which they stand first.</summary>
internal static class ApocCollectionFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("apoc.coll.avg", Average);
        table.Add(
            "apoc.coll.contains",
            static (in FunctionCall call) => Value.Boolean(SetOf(call, 0).Contains(call[1]))
        );
        table.Add(
            "apoc.coll.containsAll",
            static (in FunctionCall call) =>
                Value.Boolean(SetOf(call, 0).IsSupersetOf(SetOf(call, 1)))
        );
        table.Add(
            "apoc.coll.intersection",
            static (in FunctionCall call) => Chosen(call, isInSecond: true)
        );
        table.Add(
            "apoc.coll.subtract",
            static (in FunctionCall call) => Chosen(call, isInSecond: false)
        );
        table.Add("apoc.coll.sum", static (in FunctionCall call) => Value.Float(Sum(call)));
        table.Add("apoc.coll.union", Union);
        table.Add(
            "apoc.coll.unionAll",
            static (in FunctionCall call) =>
                Value.List([.. call.List(0).AsSpan(), .. call.List(1).AsSpan()])
        );
    }

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

    private static Value Average(in FunctionCall call)
    {
        int count = call.List(0).Count;
        return count == 0 ? Value.Null : Value.Float(Sum(call) / count);
    }

    private static double Sum(in FunctionCall call)
    {
        double sum = 0;
        foreach (var element in call.List(0).AsSpan())
        {
            sum += element.IsNumber
                ? element.AsNumber()
                : throw call.Unexpected(0, "a LIST<INTEGER | FLOAT>");
        }
        return sum;
    }
}
