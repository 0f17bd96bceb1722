using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>The functions apoc.coll.* that say how often values are in lists. Values are the same that are the same to DISTINCT.</summary>
internal static class CountFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add(
            "apoc.coll.containsDuplicates",
            static (in FunctionCall call) => Value.Boolean(HasDuplicates(call))
        );
        table.Add(
            "apoc.coll.different",
            static (in FunctionCall call) => Value.Boolean(!HasDuplicates(call))
        );
        table.Add("apoc.coll.disjunction", Disjunction);
        table.Add(
            "apoc.coll.duplicates",
            static (in FunctionCall call) =>
                Value.List([.. Counts(call, 0).Where(IsDuplicate).Select(static c => c.Key)])
        );
        table.Add(
            "apoc.coll.duplicatesWithCount",
            static (in FunctionCall call) =>
                Value.List([.. Counts(call, 0).Where(IsDuplicate).Select(ItemAndCount)])
        );
        table.Add(
            "apoc.coll.frequencies",
            static (in FunctionCall call) => Value.List([.. Counts(call, 0).Select(ItemAndCount)])
        );
        table.Add("apoc.coll.frequenciesAsMap", FrequenciesByText);
        table.Add("apoc.coll.isEqualCollection", AreEqual);
        table.AddNullable("apoc.coll.occurrences", Occurrences);
    }

    private static OrderedDictionary<Value, long> Counts(in FunctionCall call, int index)
    {
        var counts = new OrderedDictionary<Value, long>(ValueEquivalence.Instance);
        foreach (var element in call.List(index).AsSpan())
        {
            call.Context.Cancellation.ThrowIfCancellationRequested();
            counts[element] = counts.GetValueOrDefault(element) + 1;
        }
        return counts;
    }

    private static bool HasDuplicates(in FunctionCall call) =>
        Counts(call, 0).Count < call.List(0).Count;

    private static bool IsDuplicate(KeyValuePair<Value, long> count) => count.Value > 1;

    private static Value ItemAndCount(KeyValuePair<Value, long> count) =>
        Value.Map(new MapValue([new("count", Value.Integer(count.Value)), new("item", count.Key)]));

    private static Value FrequenciesByText(in FunctionCall call)
    {
        var entries = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (item, count) in Counts(call, 0))
        {
            entries[ValueText.ToText(item)] = Value.Integer(count);
        }
        return Value.Map(new MapValue(entries));
    }

    private static Value Disjunction(in FunctionCall call)
    {
        var first = Counts(call, 0);
        var second = Counts(call, 1);
        return Value.List([
            .. first.Keys.Where(v => !second.ContainsKey(v)),
            .. second.Keys.Where(v => !first.ContainsKey(v)),
        ]);
    }

    private static Value AreEqual(in FunctionCall call)
    {
        var first = Counts(call, 0);
        var second = Counts(call, 1);
        return Value.Boolean(
            first.Count == second.Count
                && first.All(c => second.GetValueOrDefault(c.Key) == c.Value)
        );
    }

    private static Value Occurrences(in FunctionCall call) =>
        Value.Integer(call[0].IsNull ? 0 : Counts(call, 0).GetValueOrDefault(call[1]));
}
