using Quiver.Cypher.Syntax.Tree;
using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>The arithmetic operators.</summary>
internal static class Arithmetic
{
    public static Value Negate(Value value) =>
        value.Kind switch
        {
            ValueKind.Null => Value.Null,
            ValueKind.Integer => Integer(() => checked(-value.AsInteger())),
            ValueKind.Float => Value.Float(-value.AsFloat()),
            _ => throw new ReferenceException("minus"),
        };

    public static Value Compute(ArithmeticOperator operation, Value left, Value right)
    {
        if (left.IsNull || right.IsNull)
        {
            return Value.Null;
        }
        if (TemporalValues.Compute(operation, left, right) is { } moved)
        {
            return moved;
        }
        bool isConcatenation = operation == ArithmeticOperator.Concatenate;
        if (isConcatenation && (left.Kind != right.Kind || left.IsNumber))
        {
            throw new ReferenceException("||");
        }
        if (
            isConcatenation
            || (operation == ArithmeticOperator.Add && !(left.IsNumber && right.IsNumber))
        )
        {
            return Join(left, right);
        }
        if (left.Kind == ValueKind.Duration || right.Kind == ValueKind.Duration)
        {
            throw new UndecidedException($"{left.Kind} {operation} {right.Kind}");
        }
        if (!left.IsNumber || !right.IsNumber)
        {
            throw new ReferenceException($"{left.Kind} {operation} {right.Kind}");
        }
        return
            left.Kind == ValueKind.Integer
            && right.Kind == ValueKind.Integer
            && operation != ArithmeticOperator.Power
            ? Integers(operation, left.AsInteger(), right.AsInteger())
            : Value.Float(Floats(operation, left.AsNumber(), right.AsNumber()));
    }

    private static Value Join(Value left, Value right)
    {
        if (left.Kind == ValueKind.List || right.Kind == ValueKind.List)
        {
            IEnumerable<Value> Elements(Value value) =>
                value.Kind == ValueKind.List ? value.AsList() : [value];
            return Value.List([.. Elements(left), .. Elements(right)]);
        }
        bool isText =
            (left.Kind == ValueKind.String || left.IsNumber)
            && (right.Kind == ValueKind.String || right.IsNumber);
        return isText
            ? Value.String(Functions.Text(left) + Functions.Text(right))
            : throw new UndecidedException($"{left.Kind} + {right.Kind}");
    }

    private static Value Integers(ArithmeticOperator operation, long left, long right) =>
        Integer(() =>
            operation switch
            {
                ArithmeticOperator.Add => checked(left + right),
                ArithmeticOperator.Subtract => checked(left - right),
                ArithmeticOperator.Multiply => checked(left * right),
                ArithmeticOperator.Divide => right == 0
                    ? throw new ReferenceException("/ by zero")
                    : checked(left / right),
                _ => right == 0 ? throw new ReferenceException("% by zero")
                : right == -1 ? 0
                : left % right,
            }
        );

    private static Value Integer(Func<long> compute)
    {
        try
        {
            return Value.Integer(compute());
        }
        catch (OverflowException)
        {
            throw new ReferenceException("overflow");
        }
    }

    private static double Floats(ArithmeticOperator operation, double left, double right) =>
        operation switch
        {
            ArithmeticOperator.Add => left + right,
            ArithmeticOperator.Subtract => left - right,
            ArithmeticOperator.Multiply => left * right,
            ArithmeticOperator.Divide => left / right,
            ArithmeticOperator.Modulo => left % right,
            _ => Math.Pow(left, right),
        };
}
