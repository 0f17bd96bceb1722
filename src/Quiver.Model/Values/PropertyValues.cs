namespace Quiver.Model.Values;

/// <summary>Decides which values may be stored as properties: single values that are not part of the graph, and lists of such of one kind.</summary>
public static class PropertyValues
{
    /// <summary>The value in the form in which it is stored: a list of integers and floats becomes one of floats. Throws the user's error for values that cannot be stored; null is not stored either, callers remove the property.</summary>
    public static Value ToStorable(Value value)
    {
        if (value.Kind == ValueKind.List)
        {
            return ToStorable(value, value.AsList().AsSpan());
        }
        return IsStorableAlone(value.Kind) ? value : throw ValueErrors.NotStorable(value);
    }

    private static Value ToStorable(Value list, ReadOnlySpan<Value> elements)
    {
        if (elements.IsEmpty)
        {
            return list;
        }
        var kind = elements[0].Kind;
        bool hasBothNumbers = false;
        foreach (ref readonly var element in elements)
        {
            Check(list, element, elements[0]);
            if (element.Kind != kind)
            {
                if (!element.IsNumber || !elements[0].IsNumber)
                {
                    throw ValueErrors.NotStorable(list);
                }
                hasBothNumbers = true;
            }
        }
        return hasBothNumbers ? ToFloats(elements) : list;
    }

    private static void Check(Value list, in Value element, in Value first)
    {
        switch (element.Kind)
        {
            case ValueKind.Null:
                throw ValueErrors.NullInStoredList();
            case ValueKind.List:
            case ValueKind.Bytes:
            case ValueKind.Vector:
                throw ValueErrors.ListInStoredList();
            case ValueKind.Point
                when first.Kind == ValueKind.Point
                    && element.AsPoint().Srid != first.AsPoint().Srid:
                throw ValueErrors.PointSystemsDiffer();
            default:
                if (!IsStorableAlone(element.Kind))
                {
                    throw ValueErrors.NotStorable(list);
                }
                break;
        }
    }

    private static Value ToFloats(ReadOnlySpan<Value> elements)
    {
        var floats = new Value[elements.Length];
        for (int i = 0; i < floats.Length; i++)
        {
            floats[i] = Value.Float(elements[i].AsNumber());
        }
        return Value.List(floats);
    }

    private static bool IsStorableAlone(ValueKind kind) =>
        kind
            is not (
                ValueKind.Null
                or ValueKind.List
                or ValueKind.Map
                or ValueKind.Node
                or ValueKind.Relationship
                or ValueKind.Path
            );
}
