using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Kernels;

/// <summary>Arithmetic on whole columns of integers or floats. Rows that are null in an operand are null in the result and never fail.</summary>
internal static class ArithmeticKernels
{
    /// <summary>Computes with integers; null where the operator is none of + - * / %.</summary>
    public static WordVector? Compute(
        ArithmeticOperator operation,
        WordVector left,
        WordVector right
    )
    {
        var result = new WordVector(VectorKind.Integer, left.Count);
        var target = result.AppendSpan(left.Count);
        result.MarkNullsOf(left);
        result.MarkNullsOf(right);
        switch (operation)
        {
            case ArithmeticOperator.Add:
                Add(left.Items, right.Items, target, result);
                return result;
            case ArithmeticOperator.Subtract:
                Subtract(left.Items, right.Items, target, result);
                return result;
            case ArithmeticOperator.Multiply:
                Multiply(left.Items, right.Items, target, result);
                return result;
            case ArithmeticOperator.Divide:
                Divide(left.Items, right.Items, target, result);
                return result;
            case ArithmeticOperator.Modulo:
                Modulo(left.Items, right.Items, target, result);
                return result;
            default:
                return null;
        }
    }

    /// <summary>Computes with floats; null where the operator is none of + - * / % ^.</summary>
    public static FloatVector? Compute(
        ArithmeticOperator operation,
        FloatVector left,
        FloatVector right
    )
    {
        var result = new FloatVector(left.Count);
        var target = result.AppendSpan(left.Count);
        result.MarkNullsOf(left);
        result.MarkNullsOf(right);
        var x = left.Items;
        var y = right.Items;
        for (int row = 0; row < target.Length; row++)
        {
            double value = operation switch
            {
                ArithmeticOperator.Add => x[row] + y[row],
                ArithmeticOperator.Subtract => x[row] - y[row],
                ArithmeticOperator.Multiply => x[row] * y[row],
                ArithmeticOperator.Divide => x[row] / y[row],
                ArithmeticOperator.Modulo => x[row] % y[row],
                ArithmeticOperator.Power => Math.Pow(x[row], y[row]),
                _ => double.NaN,
            };
            target[row] = value;
        }
        return operation == ArithmeticOperator.Concatenate ? null : result;
    }

    /// <summary>Integers as floats.</summary>
    public static FloatVector ToFloats(WordVector integers)
    {
        var result = new FloatVector(integers.Count);
        var target = result.AppendSpan(integers.Count);
        var items = integers.Items;
        for (int row = 0; row < target.Length; row++)
        {
            target[row] = items[row];
        }
        result.MarkNullsOf(integers);
        return result;
    }

    private static void Add(
        ReadOnlySpan<long> left,
        ReadOnlySpan<long> right,
        Span<long> target,
        WordVector result
    )
    {
        long overflow = 0;
        for (int row = 0; row < target.Length; row++)
        {
            long sum = unchecked(left[row] + right[row]);
            overflow |= (left[row] ^ sum) & (right[row] ^ sum);
            target[row] = sum;
        }
        for (int row = 0; overflow < 0 && row < target.Length; row++)
        {
            if (((left[row] ^ target[row]) & (right[row] ^ target[row])) < 0 && !result.IsNull(row))
            {
                throw RuntimeErrors.IntegerOverflow($"{left[row]} + {right[row]}");
            }
        }
    }

    private static void Subtract(
        ReadOnlySpan<long> left,
        ReadOnlySpan<long> right,
        Span<long> target,
        WordVector result
    )
    {
        long overflow = 0;
        for (int row = 0; row < target.Length; row++)
        {
            long difference = unchecked(left[row] - right[row]);
            overflow |= (left[row] ^ right[row]) & (left[row] ^ difference);
            target[row] = difference;
        }
        for (int row = 0; overflow < 0 && row < target.Length; row++)
        {
            if (((left[row] ^ right[row]) & (left[row] ^ target[row])) < 0 && !result.IsNull(row))
            {
                throw RuntimeErrors.IntegerOverflow($"{left[row]} - {right[row]}");
            }
        }
    }

    private static void Multiply(
        ReadOnlySpan<long> left,
        ReadOnlySpan<long> right,
        Span<long> target,
        WordVector result
    )
    {
        for (int row = 0; row < target.Length; row++)
        {
            long high = Math.BigMul(left[row], right[row], out long low);
            if (high != low >> 63 && !result.IsNull(row))
            {
                throw RuntimeErrors.IntegerOverflow($"{left[row]} * {right[row]}");
            }
            target[row] = low;
        }
    }

    private static void Divide(
        ReadOnlySpan<long> left,
        ReadOnlySpan<long> right,
        Span<long> target,
        WordVector result
    )
    {
        for (int row = 0; row < target.Length; row++)
        {
            if (result.IsNull(row))
            {
                continue;
            }
            target[row] = Divide(left[row], right[row]);
        }
    }

    private static void Modulo(
        ReadOnlySpan<long> left,
        ReadOnlySpan<long> right,
        Span<long> target,
        WordVector result
    )
    {
        for (int row = 0; row < target.Length; row++)
        {
            if (result.IsNull(row))
            {
                continue;
            }
            target[row] = Modulo(left[row], right[row]);
        }
    }

    /// <summary>The quotient, cut towards zero.</summary>
    public static long Divide(long left, long right)
    {
        if (right == 0)
        {
            throw RuntimeErrors.DivisionByZero();
        }
        return left == long.MinValue && right == -1
            ? throw RuntimeErrors.IntegerOverflow($"{left} / {right}")
            : left / right;
    }

    /// <summary>The remainder, with the sign of the dividend.</summary>
    public static long Modulo(long left, long right)
    {
        if (right == 0)
        {
            throw RuntimeErrors.DivisionByZero();
        }
        return right == -1 ? 0 : left % right;
    }
}
