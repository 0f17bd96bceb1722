using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Arithmetic;

/// <summary>The arithmetic of dates, times and durations; each gives null where the operator does not take these kinds.</summary>
internal static class TemporalOperators
{
    /// <summary>An instant and a duration in either order, or two durations.</summary>
    public static Value? TryAdd(Value left, Value right)
    {
        if (left.Kind == ValueKind.Duration && right.Kind != ValueKind.Duration)
        {
            (left, right) = (right, left);
        }
        if (right.Kind != ValueKind.Duration)
        {
            return null;
        }
        return left.Kind == ValueKind.Duration
            ? Fit(left.AsDuration().TryAdd(right.AsDuration(), out var sum), sum)
            : Shift(left, right.AsDuration());
    }

    /// <summary>An instant less a duration, or two durations.</summary>
    public static Value? TrySubtract(Value left, Value right)
    {
        if (right.Kind != ValueKind.Duration)
        {
            return null;
        }
        return left.Kind == ValueKind.Duration
            ? Fit(left.AsDuration().TrySubtract(right.AsDuration(), out var rest), rest)
            : Shift(left, Negated(right.AsDuration()));
    }

    /// <summary>A duration and a number in either order.</summary>
    public static Value? TryMultiply(Value left, Value right)
    {
        if (right.Kind == ValueKind.Duration)
        {
            (left, right) = (right, left);
        }
        if (left.Kind != ValueKind.Duration || !right.IsNumber)
        {
            return null;
        }
        bool fits =
            right.Kind == ValueKind.Integer
                ? left.AsDuration().TryMultiply(right.AsInteger(), out var product)
                : left.AsDuration().TryMultiply(right.AsFloat(), out product);
        return Fit(fits, product);
    }

    /// <summary>A duration by a number.</summary>
    public static Value? TryDivide(Value left, Value right)
    {
        if (left.Kind != ValueKind.Duration || !right.IsNumber)
        {
            return null;
        }
        return right.AsNumber() == 0
            ? throw RuntimeErrors.DivisionByZero()
            : Fit(left.AsDuration().TryDivide(right.AsNumber(), out var quotient), quotient);
    }

    /// <summary>The duration with every unit negated.</summary>
    public static Value Negate(Duration duration) => Value.Duration(Negated(duration));

    private static Duration Negated(Duration duration) =>
        duration.TryNegate(out var negated)
            ? negated
            : throw TemporalErrors.Overflow(ValueKind.Duration);

    private static Value? Shift(Value instant, Duration duration)
    {
        switch (instant.Kind)
        {
            case ValueKind.Date:
                return instant.AsDate().TryAdd(duration, out var date)
                    ? Value.Date(date)
                    : throw TemporalErrors.Overflow(instant.Kind);
            case ValueKind.LocalTime:
                return Value.LocalTime(instant.AsLocalTime().Add(duration));
            case ValueKind.ZonedTime:
                return Value.ZonedTime(instant.AsZonedTime().Add(duration));
            case ValueKind.LocalDateTime:
                return instant.AsLocalDateTime().TryAdd(duration, out var local)
                    ? Value.LocalDateTime(local)
                    : throw TemporalErrors.Overflow(instant.Kind);
            case ValueKind.ZonedDateTime:
                return instant.AsZonedDateTime().TryAdd(duration, out var zoned)
                    ? Value.ZonedDateTime(zoned)
                    : throw TemporalErrors.Overflow(instant.Kind);
            default:
                return null;
        }
    }

    private static Value Fit(bool fits, Duration duration) =>
        fits ? Value.Duration(duration) : throw TemporalErrors.Overflow(ValueKind.Duration);
}
