using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>The lengths that a path may have.</summary>
/// <param name="Least">The fewest relationships.</param>
/// <param name="Most">The most relationships.</param>
internal readonly record struct PathLengthRange(int Least, int Most)
{
    // Beyond every length.
    private const long Beyond = int.MaxValue + 1L;

    /// <summary>No length at all.</summary>
    public static PathLengthRange None => new(1, 0);

    /// <summary>Whether no length is left.</summary>
    public bool IsEmpty => Least > Most;

    /// <summary>Those of the lengths for which a comparison, of the length with a value, is true.</summary>
    public PathLengthRange Where(ComparisonOperator comparison, Value value)
    {
        // The first length that is not below the value, and the first above it.
        long first;
        long above;
        if (value.Kind == ValueKind.Integer)
        {
            first = Math.Clamp(value.AsInteger(), -1, Beyond);
            above = first + 1;
        }
        else if (value.Kind == ValueKind.Float && !double.IsNaN(value.AsFloat()))
        {
            double number = Math.Clamp(value.AsFloat(), -1, Beyond);
            first = (long)Math.Ceiling(number);
            above = (long)Math.Floor(number) + 1;
        }
        else
        {
            return None;
        }
        return comparison switch
        {
            ComparisonOperator.Less => Within(0, first - 1),
            ComparisonOperator.LessOrEqual => Within(0, above - 1),
            ComparisonOperator.Greater => Within(above, Most),
            ComparisonOperator.GreaterOrEqual => Within(first, Most),
            _ => Within(first, above - 1),
        };
    }

    private PathLengthRange Within(long least, long most)
    {
        least = Math.Max(Least, least);
        most = Math.Min(Most, most);
        return least > most ? None : new PathLengthRange((int)least, (int)most);
    }
}
