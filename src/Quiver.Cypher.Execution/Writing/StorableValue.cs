using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>Which values can be properties.</summary>
internal static class StorableValue
{
    /// <summary>The value as it is stored: the integers of a list that also has floats become floats. Fails for what cannot be a property.</summary>
    public static Value Of(Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
            case ValueKind.Boolean:
            case ValueKind.Integer:
            case ValueKind.Float:
            case ValueKind.String:
            case ValueKind.Date:
            case ValueKind.LocalTime:
            case ValueKind.ZonedTime:
            case ValueKind.LocalDateTime:
            case ValueKind.ZonedDateTime:
            case ValueKind.Duration:
            case ValueKind.Point:
            case ValueKind.Vector:
            case ValueKind.Bytes:
                return value;
            case ValueKind.List:
                return OfList(value);
            default:
                throw RuntimeErrors.NotStorable(value);
        }
    }

    private static Value OfList(Value list)
    {
        var elements = list.AsList().AsSpan();
        var kind = ValueKind.Null;
        bool hasNumbers = false;
        foreach (var element in elements)
        {
            if (element.IsNull)
            {
                throw RuntimeErrors.NullInStoredList();
            }
            if (!IsElement(element.Kind))
            {
                throw RuntimeErrors.NotStorable(element);
            }
            if (kind != ValueKind.Null && element.Kind != kind)
            {
                hasNumbers = IsNumber(kind) && IsNumber(element.Kind);
                if (!hasNumbers)
                {
                    throw RuntimeErrors.MixedStoredList();
                }
                kind = ValueKind.Float;
                continue;
            }
            kind = hasNumbers ? ValueKind.Float : element.Kind;
        }
        return hasNumbers ? Floats(elements) : list;
    }

    private static bool IsNumber(ValueKind kind) => kind is ValueKind.Integer or ValueKind.Float;

    private static bool IsElement(ValueKind kind) =>
        kind
            is not (
                ValueKind.List
                or ValueKind.Map
                or ValueKind.Node
                or ValueKind.Relationship
                or ValueKind.Path
                or ValueKind.Vector
                or ValueKind.Bytes
            );

    private static Value Floats(ReadOnlySpan<Value> numbers)
    {
        var floats = new Value[numbers.Length];
        for (int i = 0; i < floats.Length; i++)
        {
            floats[i] = Value.Float(numbers[i].AsNumber());
        }
        return Value.List(floats);
    }
}
