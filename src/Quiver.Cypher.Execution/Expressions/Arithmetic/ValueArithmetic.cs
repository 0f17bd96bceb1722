using System.Text;
using Quiver.Cypher.Execution.Kernels;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Arithmetic;

/// <summary>Arithmetic on two values of any kinds: the reference that the kernels agree with.</summary>
internal static class ValueArithmetic
{
    /// <summary>The result; null when either is null; fails for kinds that the operator does not take.</summary>
    public static Value Compute(ArithmeticOperator operation, Value left, Value right)
    {
        if (left.IsNull || right.IsNull)
        {
            return Value.Null;
        }
        if (left.IsNumber && right.IsNumber && operation != ArithmeticOperator.Concatenate)
        {
            return ComputeNumbers(operation, left, right);
        }
        return operation switch
        {
            ArithmeticOperator.Add => Add(left, right),
            ArithmeticOperator.Concatenate => Concatenate(left, right),
            ArithmeticOperator.Subtract => TemporalOperators.TrySubtract(left, right)
                ?? throw RuntimeErrors.UnsupportedOperands("subtract", left, right),
            ArithmeticOperator.Multiply => TemporalOperators.TryMultiply(left, right)
                ?? throw RuntimeErrors.UnsupportedOperands("multiply", left, right),
            ArithmeticOperator.Divide => TemporalOperators.TryDivide(left, right)
                ?? throw RuntimeErrors.UnsupportedOperands("divide", left, right),
            ArithmeticOperator.Modulo => throw RuntimeErrors.UnsupportedOperands(
                "calculate modulus of",
                left,
                right
            ),
            _ => throw RuntimeErrors.UnsupportedOperands("raise to a power", left, right),
        };
    }

    private static Value ComputeNumbers(ArithmeticOperator operation, Value left, Value right)
    {
        if (
            left.Kind == ValueKind.Integer
            && right.Kind == ValueKind.Integer
            && operation != ArithmeticOperator.Power
        )
        {
            return Value.Integer(ComputeIntegers(operation, left.AsInteger(), right.AsInteger()));
        }
        double x = left.AsNumber();
        double y = right.AsNumber();
        return Value.Float(
            operation switch
            {
                ArithmeticOperator.Add => x + y,
                ArithmeticOperator.Subtract => x - y,
                ArithmeticOperator.Multiply => x * y,
                ArithmeticOperator.Divide => x / y,
                ArithmeticOperator.Modulo => x % y,
                _ => Math.Pow(x, y),
            }
        );
    }

    private static long ComputeIntegers(ArithmeticOperator operation, long x, long y)
    {
        var exact = operation switch
        {
            ArithmeticOperator.Add => (Int128)x + y,
            ArithmeticOperator.Subtract => (Int128)x - y,
            ArithmeticOperator.Multiply => (Int128)x * y,
            ArithmeticOperator.Divide => ArithmeticKernels.Divide(x, y),
            _ => ArithmeticKernels.Modulo(x, y),
        };
        return exact >= long.MinValue && exact <= long.MaxValue
            ? (long)exact
            : throw RuntimeErrors.IntegerOverflow($"{x} {Symbol(operation)} {y}");
    }

    private static string Symbol(ArithmeticOperator operation) =>
        operation switch
        {
            ArithmeticOperator.Add => "+",
            ArithmeticOperator.Subtract => "-",
            _ => "*",
        };

    private static Value Add(Value left, Value right)
    {
        if (left.Kind == ValueKind.List || right.Kind == ValueKind.List)
        {
            return AddToList(left, right);
        }
        if (left.Kind == ValueKind.String || right.Kind == ValueKind.String)
        {
            return AddTexts(left, right);
        }
        return TemporalOperators.TryAdd(left, right)
            ?? throw RuntimeErrors.UnsupportedOperands("add", left, right);
    }

    private static Value AddToList(Value left, Value right)
    {
        if (left.Kind != ValueKind.List)
        {
            return Value.List([left, .. right.AsList().AsSpan()]);
        }
        return Value.List(
            right.Kind == ValueKind.List
                ? left.AsList().Append(right.AsList().AsSpan())
                : left.AsList().Append(right)
        );
    }

    private static Value AddTexts(Value left, Value right)
    {
        if (!IsTextual(left) || !IsTextual(right))
        {
            throw RuntimeErrors.UnsupportedOperands("add", left, right);
        }
        var leftText = Utf8Of(left);
        var rightText = Utf8Of(right);
        byte[] result = new byte[leftText.Length + rightText.Length];
        leftText.CopyTo(result);
        rightText.CopyTo(result.AsSpan(leftText.Length));
        return Value.Utf8(result);
    }

    // Text takes numbers and booleans and all that has a text of its own, but nothing with parts.
    private static bool IsTextual(Value value) =>
        value.Kind
            is not (
                ValueKind.List
                or ValueKind.Map
                or ValueKind.Node
                or ValueKind.Relationship
                or ValueKind.Path
                or ValueKind.Bytes
            );

    private static ReadOnlySpan<byte> Utf8Of(Value value) =>
        value.Kind == ValueKind.String
            ? value.AsUtf8()
            : Encoding.UTF8.GetBytes(ValueText.ToText(value));

    private static Value Concatenate(Value left, Value right)
    {
        bool same = left.Kind == right.Kind && left.Kind is (ValueKind.String or ValueKind.List);
        if (!same)
        {
            throw RuntimeErrors.UnsupportedOperands("concatenate", left, right);
        }
        return left.Kind == ValueKind.String ? AddTexts(left, right) : AddToList(left, right);
    }
}
