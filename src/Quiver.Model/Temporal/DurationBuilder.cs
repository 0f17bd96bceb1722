using Quiver.Model.Values;
using static Quiver.Model.Temporal.TemporalLimits;

namespace Quiver.Model.Temporal;

/// <summary>Makes durations from maps such as <c>{years: 1.5, days: 3}</c>, as the function duration() does.</summary>
public static class DurationBuilder
{
    private const double LargestAmount = 1e19;

    /// <summary>The duration of a map; null when one of its values is null. Throws the user's error for unknown keys, wrong types and amounts beyond 64 bits.</summary>
    public static Value Build(MapValue map)
    {
        decimal months = 0;
        decimal days = 0;
        decimal seconds = 0;
        foreach (ref readonly var entry in map.AsSpan())
        {
            var (unit, size) = UnitOf(entry.Key);
            if (entry.Value.IsNull)
            {
                return Value.Null;
            }
            decimal amount = AmountOf(entry.Key, entry.Value) * size;
            months += unit == 'M' ? amount : 0;
            days += unit == 'D' ? amount : 0;
            seconds += unit == 'S' ? amount : 0;
        }
        return Duration.TryFromParts(months, days, seconds, out var duration)
            ? Value.Duration(duration)
            : throw TemporalErrors.Overflow(ValueKind.Duration);
    }

    private static (char Unit, decimal Size) UnitOf(string name) =>
        name switch
        {
            "years" => ('M', 12),
            "quarters" => ('M', 3),
            "months" => ('M', 1),
            "weeks" => ('D', 7),
            "days" => ('D', 1),
            "hours" => ('S', SecondsPerHour),
            "minutes" => ('S', SecondsPerMinute),
            "seconds" => ('S', 1),
            "milliseconds" => ('S', 1e-3m),
            "microseconds" => ('S', 1e-6m),
            "nanoseconds" => ('S', 1e-9m),
            _ => throw TemporalErrors.UnknownField(name),
        };

    private static decimal AmountOf(string name, Value value)
    {
        if (value.Kind == ValueKind.Integer)
        {
            return value.AsInteger();
        }
        if (value.Kind != ValueKind.Float)
        {
            throw TemporalErrors.FieldOfWrongType(name, "a number", value);
        }
        double amount = value.AsFloat();
        return Math.Abs(amount) < LargestAmount
            ? (decimal)amount
            : throw TemporalErrors.Overflow(ValueKind.Duration);
    }
}
