namespace Quiver.Model.Values;

/// <summary>The &lt; &lt;= &gt; &gt;= operators: defined within a kind only.</summary>
/// <remarks>
/// Numbers, text, booleans, dates and times compare within their kind; lists compare element by element. Everything
/// else, and null, is not comparable: the operators give null. A comparison with NaN gives false.
/// </remarks>
public static class ValueComparability
{
    // What a comparison can come to: an order, "no order" (NaN: the operators give false) or null.
    private enum Outcome
    {
        Less = -1,
        Equal = 0,
        Greater = 1,
        Unordered,
        Unknown,
    }

    /// <summary>Compares two values; false when they have no order (the operators then give null, or false where NaN takes part).</summary>
    public static bool TryCompare(Value left, Value right, out int comparison)
    {
        var outcome = Compare(left, right, 0);
        bool isOrdered = outcome <= Outcome.Greater;
        comparison = isOrdered ? (int)outcome : 0;
        return isOrdered;
    }

    /// <summary>left &lt; right.</summary>
    public static Ternary LessThan(Value left, Value right) =>
        Compare(left, right, 0) switch
        {
            Outcome.Less => Ternary.True,
            Outcome.Unknown => Ternary.Unknown,
            _ => Ternary.False,
        };

    /// <summary>left &lt;= right.</summary>
    public static Ternary LessThanOrEqual(Value left, Value right) =>
        Compare(left, right, 0) switch
        {
            Outcome.Less or Outcome.Equal => Ternary.True,
            Outcome.Unknown => Ternary.Unknown,
            _ => Ternary.False,
        };

    /// <summary>left &gt; right.</summary>
    public static Ternary GreaterThan(Value left, Value right) => LessThan(right, left);

    /// <summary>left &gt;= right.</summary>
    public static Ternary GreaterThanOrEqual(Value left, Value right) =>
        LessThanOrEqual(right, left);

    private static Outcome Compare(in Value left, in Value right, int depth)
    {
        if (left.IsNumber && right.IsNumber)
        {
            return NumberComparison.IsNaN(left) || NumberComparison.IsNaN(right)
                ? Outcome.Unordered
                : Of(NumberComparison.Compare(left, right));
        }
        if (left.Kind != right.Kind)
        {
            return Outcome.Unknown;
        }
        return left.Kind switch
        {
            ValueKind.List => CompareLists(left.AsList().AsSpan(), right.AsList().AsSpan(), depth),
            ValueKind.String
            or ValueKind.Boolean
            or ValueKind.Date
            or ValueKind.LocalTime
            or ValueKind.ZonedTime
            or ValueKind.LocalDateTime
            or ValueKind.ZonedDateTime => Of(ValueOrder.Instance.Compare(left, right)),
            _ => Outcome.Unknown,
        };
    }

    private static Outcome CompareLists(
        ReadOnlySpan<Value> left,
        ReadOnlySpan<Value> right,
        int depth
    )
    {
        ValueNesting.Check(depth);
        int common = Math.Min(left.Length, right.Length);
        for (int i = 0; i < common; i++)
        {
            var outcome = Compare(left[i], right[i], depth + 1);
            if (outcome != Outcome.Equal)
            {
                return outcome;
            }
        }
        return Of(left.Length.CompareTo(right.Length));
    }

    private static Outcome Of(int comparison) => (Outcome)Math.Sign(comparison);
}
