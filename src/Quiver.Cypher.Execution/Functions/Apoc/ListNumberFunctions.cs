using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>The functions apoc.coll.* that make numbers of lists of numbers.</summary>
internal static class ListNumberFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("apoc.coll.avg", Average);
        table.Add("apoc.coll.runningTotal", RunningTotal);
        table.Add("apoc.coll.stdev", Deviation);
        table.Add("apoc.coll.sum", static (in FunctionCall call) => Value.Float(Sum(call)));
        table.Add("apoc.coll.sumLongs", SumOfIntegers);
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
            sum += NumberOf(call, element);
        }
        return sum;
    }

    private static Value SumOfIntegers(in FunctionCall call)
    {
        long sum = 0;
        foreach (var element in call.List(0).AsSpan())
        {
            sum = Add(
                sum,
                element.Kind == ValueKind.Integer
                    ? element.AsInteger()
                    : (long)NumberOf(call, element)
            );
        }
        return Value.Integer(sum);
    }

    private static Value RunningTotal(in FunctionCall call)
    {
        var totals = new List<Value>();
        var total = Value.Integer(0);
        foreach (var element in call.List(0).AsSpan())
        {
            total =
                total.Kind == ValueKind.Integer && element.Kind == ValueKind.Integer
                    ? Value.Integer(Add(total.AsInteger(), element.AsInteger()))
                    : Value.Float(total.AsNumber() + NumberOf(call, element));
            totals.Add(total);
        }
        return Value.List([.. totals]);
    }

    private static Value Deviation(in FunctionCall call)
    {
        var list = call.List(0).AsSpan();
        bool isSample = !call.Has(1) || call.Boolean(1);
        if (list.Length == 0)
        {
            return Value.Null;
        }
        double mean = Sum(call) / list.Length;
        double squares = 0;
        foreach (var element in list)
        {
            double distance = NumberOf(call, element) - mean;
            squares += distance * distance;
        }
        return Value.Float(
            list.Length == 1 ? 0 : Math.Sqrt(squares / (list.Length - (isSample ? 1 : 0)))
        );
    }

    private static long Add(long left, long right)
    {
        try
        {
            return checked(left + right);
        }
        catch (OverflowException)
        {
            throw RuntimeErrors.IntegerOverflow($"{left} + {right}");
        }
    }

    private static double NumberOf(in FunctionCall call, in Value element) =>
        element.IsNumber ? element.AsNumber() : throw call.Unexpected(0, "a LIST<INTEGER | FLOAT>");
}
