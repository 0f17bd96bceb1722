using System.Runtime.ExceptionServices;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Lists;

/// <summary>The coll.* functions.</summary>
internal static class CollectionFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("coll.distinct", Distinct);
        table.Add("coll.flatten", Flatten);
        table.AddNullable("coll.indexOf", IndexOf);
        table.AddNullable("coll.insert", Insert);
        table.Add("coll.max", static (in FunctionCall call) => Extreme(call.List(0), 1));
        table.Add("coll.min", static (in FunctionCall call) => Extreme(call.List(0), -1));
        table.Add("coll.remove", Remove);
        table.Add("coll.sort", Sort);
        // The same under the names that they had before.
        table.Add("apoc.coll.flatten", FlattenRecursively);
        table.Add("apoc.coll.indexOf", IndexOf);
        table.Add("apoc.coll.max", static (in FunctionCall call) => Extreme(call.List(0), 1));
        table.Add("apoc.coll.min", static (in FunctionCall call) => Extreme(call.List(0), -1));
        table.Add("apoc.coll.sort", Sort);
        table.Add("apoc.coll.sortText", Sort);
        table.Add("apoc.coll.toSet", Distinct);
    }

    private static Value Distinct(in FunctionCall call)
    {
        var seen = new HashSet<Value>(ValueEquivalence.Instance);
        var result = new List<Value>();
        foreach (var element in call.List(0).AsSpan())
        {
            call.Context.Cancellation.ThrowIfCancellationRequested();
            if (seen.Add(element))
            {
                result.Add(element);
            }
        }
        return Value.List([.. result]);
    }

    private static Value Flatten(in FunctionCall call)
    {
        long depth = call.Count > 1 ? call.Integer(1) : 1;
        if (depth < 0)
        {
            throw RuntimeErrors.InvalidArgument("The depth of coll.flatten() can't be negative.");
        }
        return Flatten(call, depth);
    }

    private static Value FlattenRecursively(in FunctionCall call) =>
        Flatten(
            call,
            call.Count < 2 ? 1
                : call[1].Kind != ValueKind.Boolean ? throw call.Unexpected(1, "a BOOLEAN")
                : call[1].AsBoolean() ? long.MaxValue
                : 1
        );

    private static Value Flatten(in FunctionCall call, long depth)
    {
        var current = call.List(0);
        for (long level = 0; level < depth; level++)
        {
            var next = new List<Value>(current.Count);
            bool nested = false;
            foreach (var element in current.AsSpan())
            {
                call.Context.Cancellation.ThrowIfCancellationRequested();
                if (element.Kind == ValueKind.List)
                {
                    nested = true;
                    next.AddRange(element.AsList().AsSpan());
                }
                else
                {
                    next.Add(element);
                }
            }
            current = new ListValue([.. next]);
            if (!nested)
            {
                break;
            }
        }
        return Value.List(current);
    }

    private static Value IndexOf(in FunctionCall call)
    {
        if (call[0].IsNull || call[1].IsNull)
        {
            return Value.Null;
        }
        var elements = call.List(0).AsSpan();
        for (int i = 0; i < elements.Length; i++)
        {
            call.Context.Cancellation.ThrowIfCancellationRequested();
            if (ValueEquality.Compare(elements[i], call[1]) == Ternary.True)
            {
                return Value.Integer(i);
            }
        }
        return Value.Integer(-1);
    }

    private static Value Insert(in FunctionCall call)
    {
        if (call[0].IsNull || call[1].IsNull)
        {
            return Value.Null;
        }
        var elements = call.List(0).AsSpan();
        int index = Position(call, elements.Length + 1);
        return Value.List([.. elements[..index], call[2], .. elements[index..]]);
    }

    private static Value Remove(in FunctionCall call)
    {
        var elements = call.List(0).AsSpan();
        int index = Position(call, elements.Length);
        return Value.List([.. elements[..index], .. elements[(index + 1)..]]);
    }

    private static int Position(in FunctionCall call, int end)
    {
        long index = call.Integer(1);
        return index >= 0 && index < end
            ? (int)index
            : throw RuntimeErrors.InvalidArgument(
                $"The index {index} of '{call.Function}()' is outside the list."
            );
    }

    private static Value Extreme(ListValue list, int sign)
    {
        var best = Value.Null;
        foreach (var element in list.AsSpan())
        {
            if (
                !element.IsNull
                && (best.IsNull || ValueOrder.Instance.Compare(element, best) * sign > 0)
            )
            {
                best = element;
            }
        }
        return best;
    }

    private static Value Sort(in FunctionCall call)
    {
        var elements = call.List(0).AsSpan().ToArray();
        var cancellation = call.Context.Cancellation;
        Sort(
            elements,
            (x, y) =>
            {
                cancellation.ThrowIfCancellationRequested();
                return ValueOrder.Instance.Compare(x, y);
            }
        );
        return Value.List(elements);
    }

    /// <summary>Sorts with a comparison that may end the query.</summary>
    public static void Sort<T>(T[] elements, Comparison<T> comparison)
    {
        try
        {
            Array.Sort(elements, comparison);
        }
        catch (InvalidOperationException error)
            when (error.InnerException is OperationCanceledException canceled)
        {
            // Sorting wraps what its comparison throws.
            ExceptionDispatchInfo.Throw(canceled);
        }
    }
}
