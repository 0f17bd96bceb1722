namespace Quiver.Model.Values;

/// <summary>The = operator: null and NaN are equal to nothing, 1 equals 1.0, values of other kinds differ.</summary>
/// <remarks>
/// Comparing with null gives <see cref="Ternary.Unknown"/>, also inside lists and maps unless another element already
/// differs. A path equals the list of its nodes and relationships. Zoned date-times are equal when instant, offset and zone are.
/// </remarks>
public static class ValueEquality
{
    /// <summary>left = right in three-valued logic.</summary>
    public static Ternary Compare(Value left, Value right) => Compare(left, right, 0);

    private static Ternary Compare(in Value left, in Value right, int depth)
    {
        if (left.IsNull || right.IsNull)
        {
            return Ternary.Unknown;
        }
        if (left.Kind != right.Kind)
        {
            return CompareKinds(left, right);
        }
        return left.Kind switch
        {
            ValueKind.List => CompareLists(left.AsList().AsSpan(), right.AsList().AsSpan(), depth),
            ValueKind.Map => CompareMaps(left.AsMap(), right.AsMap(), depth),
            ValueKind.Float => Of(left.AsFloat() == right.AsFloat()),
            _ => Of(EqualsWithinKind(left, right)),
        };
    }

    /// <summary>Whether two values of one kind, which is neither a container nor Float, are the same value.</summary>
    internal static bool EqualsWithinKind(in Value left, in Value right) =>
        left.Kind switch
        {
            ValueKind.String => left.AsUtf8().SequenceEqual(right.AsUtf8()),
            ValueKind.Bytes => left.AsBytes().AsSpan().SequenceEqual(right.AsBytes()),
            ValueKind.Path => PathsEqual(left.AsPath(), right.AsPath()),
            ValueKind.ZonedTime => left.AsZonedTime() == right.AsZonedTime(),
            ValueKind.LocalDateTime => left.AsLocalDateTime() == right.AsLocalDateTime(),
            ValueKind.ZonedDateTime => left.AsZonedDateTime() == right.AsZonedDateTime(),
            ValueKind.Duration => left.AsDuration() == right.AsDuration(),
            ValueKind.Point => PointsEqual(left.AsPoint(), right.AsPoint()),
            ValueKind.Vector => VectorValue.Compare(left.AsVector(), right.AsVector()) == 0,
            _ => left.Bits == right.Bits,
        };

    private static Ternary CompareKinds(in Value left, in Value right)
    {
        if (left.IsNumber && right.IsNumber)
        {
            return Of(NumberComparison.Compare(left, right) == 0);
        }
        return (left.Kind, right.Kind) switch
        {
            (ValueKind.Path, ValueKind.List) => ComparePath(left.AsPath(), right.AsList()),
            (ValueKind.List, ValueKind.Path) => ComparePath(right.AsPath(), left.AsList()),
            _ => Ternary.False,
        };
    }

    private static Ternary CompareLists(
        ReadOnlySpan<Value> left,
        ReadOnlySpan<Value> right,
        int depth
    )
    {
        if (left.Length != right.Length)
        {
            return Ternary.False;
        }
        ValueNesting.Check(depth);
        var result = Ternary.True;
        for (int i = 0; i < left.Length; i++)
        {
            var element = Compare(left[i], right[i], depth + 1);
            if (element == Ternary.False)
            {
                return Ternary.False;
            }
            if (element == Ternary.Unknown)
            {
                result = Ternary.Unknown;
            }
        }
        return result;
    }

    private static Ternary CompareMaps(MapValue left, MapValue right, int depth)
    {
        if (left.Count != right.Count)
        {
            return Ternary.False;
        }
        ValueNesting.Check(depth);
        var result = Ternary.True;
        foreach (ref readonly var entry in left.AsSpan())
        {
            var element = right.TryGetValue(entry.Key, out var other)
                ? Compare(entry.Value, other, depth + 1)
                : Ternary.False;
            if (element == Ternary.False)
            {
                return Ternary.False;
            }
            if (element == Ternary.Unknown)
            {
                result = Ternary.Unknown;
            }
        }
        return result;
    }

    private static Ternary ComparePath(PathValue path, ListValue list)
    {
        if (list.Count != path.Nodes.Length + path.Relationships.Length)
        {
            return Ternary.False;
        }
        var result = Ternary.True;
        for (int i = 0; i < list.Count; i++)
        {
            var step =
                (i & 1) == 0
                    ? Value.Node(path.Nodes[i >> 1])
                    : Value.Relationship(path.Relationships[i >> 1]);
            var element = Compare(step, list[i], 0);
            if (element == Ternary.False)
            {
                return Ternary.False;
            }
            if (element == Ternary.Unknown)
            {
                result = Ternary.Unknown;
            }
        }
        return result;
    }

    private static bool PathsEqual(PathValue left, PathValue right) =>
        left.Nodes.SequenceEqual(right.Nodes)
        && left.Relationships.SequenceEqual(right.Relationships);

    private static bool PointsEqual(PointValue left, PointValue right) =>
        left.Srid == right.Srid && left.X == right.X && left.Y == right.Y && left.Z == right.Z;

    private static Ternary Of(bool value) => value ? Ternary.True : Ternary.False;
}
