using System.Diagnostics;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Kernels;

/// <summary>Comparisons of whole columns of one kind. Results are 0 and 1; nulls are the caller's.</summary>
internal static class ComparisonKernels
{
    /// <summary>Compares words that order as integers.</summary>
    public static void Compare(
        ComparisonOperator comparison,
        ReadOnlySpan<long> left,
        ReadOnlySpan<long> right,
        Span<long> result
    )
    {
        switch (comparison)
        {
            case ComparisonOperator.Equal:
                Compare<EqualComparison>(left, right, result);
                break;
            case ComparisonOperator.NotEqual:
                Compare<NotEqualComparison>(left, right, result);
                break;
            case ComparisonOperator.Less:
                Compare<LessComparison>(left, right, result);
                break;
            case ComparisonOperator.LessOrEqual:
                Compare<LessOrEqualComparison>(left, right, result);
                break;
            case ComparisonOperator.Greater:
                Compare<GreaterComparison>(left, right, result);
                break;
            case ComparisonOperator.GreaterOrEqual:
                Compare<GreaterOrEqualComparison>(left, right, result);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Compares floats.</summary>
    public static void Compare(
        ComparisonOperator comparison,
        ReadOnlySpan<double> left,
        ReadOnlySpan<double> right,
        Span<long> result
    )
    {
        switch (comparison)
        {
            case ComparisonOperator.Equal:
                Compare<EqualComparison>(left, right, result);
                break;
            case ComparisonOperator.NotEqual:
                Compare<NotEqualComparison>(left, right, result);
                break;
            case ComparisonOperator.Less:
                Compare<LessComparison>(left, right, result);
                break;
            case ComparisonOperator.LessOrEqual:
                Compare<LessOrEqualComparison>(left, right, result);
                break;
            case ComparisonOperator.Greater:
                Compare<GreaterComparison>(left, right, result);
                break;
            case ComparisonOperator.GreaterOrEqual:
                Compare<GreaterOrEqualComparison>(left, right, result);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Compares texts by their bytes.</summary>
    public static void Compare(
        ComparisonOperator comparison,
        TextVector left,
        TextVector right,
        Span<long> result
    )
    {
        for (int row = 0; row < result.Length; row++)
        {
            result[row] = Holds(comparison, left.Utf8(row), right.Utf8(row)) ? 1 : 0;
        }
    }

    /// <summary>Compares texts with one text.</summary>
    public static void Compare(
        ComparisonOperator comparison,
        TextVector left,
        ReadOnlySpan<byte> right,
        Span<long> result
    )
    {
        for (int row = 0; row < result.Length; row++)
        {
            result[row] = Holds(comparison, left.Utf8(row), right) ? 1 : 0;
        }
    }

    /// <summary>Compares two values of any kinds.</summary>
    public static Ternary Compare(ComparisonOperator comparison, Value left, Value right) =>
        comparison switch
        {
            ComparisonOperator.Equal => ValueEquality.Compare(left, right),
            ComparisonOperator.NotEqual => Negate(ValueEquality.Compare(left, right)),
            ComparisonOperator.Less => ValueComparability.LessThan(left, right),
            ComparisonOperator.LessOrEqual => ValueComparability.LessThanOrEqual(left, right),
            ComparisonOperator.Greater => ValueComparability.GreaterThan(left, right),
            ComparisonOperator.GreaterOrEqual => ValueComparability.GreaterThanOrEqual(left, right),
            _ => throw new UnreachableException(),
        };

    private static Ternary Negate(Ternary value) =>
        value switch
        {
            Ternary.True => Ternary.False,
            Ternary.False => Ternary.True,
            _ => Ternary.Unknown,
        };

    private static bool Holds(
        ComparisonOperator comparison,
        ReadOnlySpan<byte> left,
        ReadOnlySpan<byte> right
    ) =>
        comparison switch
        {
            ComparisonOperator.Equal => left.SequenceEqual(right),
            ComparisonOperator.NotEqual => !left.SequenceEqual(right),
            ComparisonOperator.Less => TextComparison.Compare(left, right) < 0,
            ComparisonOperator.LessOrEqual => TextComparison.Compare(left, right) <= 0,
            ComparisonOperator.Greater => TextComparison.Compare(left, right) > 0,
            _ => TextComparison.Compare(left, right) >= 0,
        };

    private static void Compare<TComparison>(
        ReadOnlySpan<long> left,
        ReadOnlySpan<long> right,
        Span<long> result
    )
        where TComparison : IComparison
    {
        for (int row = 0; row < result.Length; row++)
        {
            result[row] = TComparison.Test(left[row], right[row]) ? 1 : 0;
        }
    }

    private static void Compare<TComparison>(
        ReadOnlySpan<double> left,
        ReadOnlySpan<double> right,
        Span<long> result
    )
        where TComparison : IComparison
    {
        for (int row = 0; row < result.Length; row++)
        {
            result[row] = TComparison.Test(left[row], right[row]) ? 1 : 0;
        }
    }
}
