using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>The aggregating functions over the rows of a group.</summary>
internal static class Aggregates
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "count",
        "sum",
        "avg",
        "min",
        "max",
        "collect",
        "percentileDisc",
        "percentileCont",
        "stDev",
        "stDevP",
    };

    /// <summary>Whether a call is one of an aggregating function.</summary>
    public static bool IsAggregate(FunctionCall call) => Names.Contains(call.Name);

    /// <summary>Whether an expression aggregates, subqueries left out.</summary>
    public static bool AnyIn(Expression expression) =>
        SyntaxWalk.Nodes(expression).Any(n => n is FunctionCall call && IsAggregate(call));

    /// <summary>The value of a call.</summary>
    public static Value Compute(Interpreter interpreter, FunctionCall call, List<Row> group)
    {
        if (call.Star)
        {
            return Value.Integer(group.Count);
        }
        var values = group
            .Select(row => interpreter.Evaluate(call.Arguments[0], row))
            .Where(v => !v.IsNull)
            .ToList();
        if (call.Distinct)
        {
            values = [.. values.Distinct(ValueComparer.Instance)];
        }
        return call.Name.ToLowerInvariant() switch
        {
            "count" => Value.Integer(values.Count),
            "collect" => Value.List([.. values]),
            "min" => values.Count == 0 ? Value.Null : values.Aggregate((a, b) => Best(a, b, -1)),
            "max" => values.Count == 0 ? Value.Null : values.Aggregate((a, b) => Best(a, b, 1)),
            "sum" or "avg" when values.Exists(v => v.Kind == ValueKind.Duration) =>
                throw new UndecidedException("aggregates of durations"),
            "sum" => Sum(values),
            "avg" => values.Count == 0
                ? Value.Null
                : Value.Float(values.Sum(v => Number(v)) / values.Count),
            "percentiledisc" or "percentilecont" => Percentile(interpreter, call, group, values),
            "stdev" => Deviation(values, degreesOfFreedom: values.Count - 1),
            "stdevp" => Deviation(values, degreesOfFreedom: values.Count),
            _ => throw new UndecidedException(call.Name),
        };
    }

    private static Value Best(Value a, Value b, int sign) =>
        Compare.Order(a, b) * sign >= 0 ? a : b;

    private static double Number(Value value) =>
        value.IsNumber ? value.AsNumber() : throw new ReferenceException("aggregate of no number");

    private static Value Sum(List<Value> values)
    {
        if (values.Exists(v => !v.IsNumber))
        {
            throw new ReferenceException("sum of no number");
        }
        return values.Aggregate(
            Value.Integer(0),
            (sum, v) => Arithmetic.Compute(ArithmeticOperator.Add, sum, v)
        );
    }

    private static Value Percentile(
        Interpreter interpreter,
        FunctionCall call,
        List<Row> group,
        List<Value> values
    )
    {
        double share =
            group.Count == 0 ? 0 : Number(interpreter.Evaluate(call.Arguments[1], group[0]));
        if (values.Count == 0)
        {
            return Value.Null;
        }
        foreach (var value in values)
        {
            Number(value);
        }
        if (share is not (>= 0 and <= 1))
        {
            throw new ReferenceException("percentile");
        }
        var sorted = values.Order(Comparer<Value>.Create(Compare.Order)).ToList();
        if (call.Name.Equals("percentileDisc", StringComparison.OrdinalIgnoreCase))
        {
            return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
        }
        double place = share * (sorted.Count - 1);
        double below = Number(sorted[(int)Math.Floor(place)]);
        double above = Number(sorted[(int)Math.Ceiling(place)]);
        double part = place - Math.Floor(place);
        return Value.Float(part == 0 ? below : (below * (1 - part)) + (above * part));
    }

    private static Value Deviation(List<Value> values, int degreesOfFreedom)
    {
        var numbers = values.ConvertAll(Number);
        if (numbers.Exists(n => !double.IsFinite(n) || Math.Abs(n) > 1e9))
        {
            throw new UndecidedException("deviation of numbers far apart");
        }
        // Of nothing it is 0, not null.
        double mean = numbers.DefaultIfEmpty().Average();
        double squares = numbers.Sum(n => (n - mean) * (n - mean));
        return Value.Float(degreesOfFreedom <= 0 ? 0 : Math.Sqrt(squares / degreesOfFreedom));
    }
}
