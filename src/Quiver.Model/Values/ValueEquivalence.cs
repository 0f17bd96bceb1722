namespace Quiver.Model.Values;

/// <summary>Equivalence, as DISTINCT, grouping and map keys use it: null equals null, NaN equals NaN, 1 equals 1.0.</summary>
/// <remarks>Two values are equivalent exactly when <see cref="ValueOrder"/> puts neither before the other.</remarks>
public sealed class ValueEquivalence : IEqualityComparer<Value>
{
    /// <summary>The one instance.</summary>
    public static readonly ValueEquivalence Instance = new();

    private ValueEquivalence() { }

    /// <inheritdoc/>
    public bool Equals(Value x, Value y) => AreEquivalent(x, y, 0);

    /// <inheritdoc/>
    public int GetHashCode(Value obj)
    {
        ulong hash = ValueHash.Of(obj);
        return (int)(hash ^ hash >> 32);
    }

    private static bool AreEquivalent(in Value x, in Value y, int depth)
    {
        if (x.Kind != y.Kind)
        {
            return x.IsNumber && y.IsNumber && NumberComparison.Compare(x, y) == 0;
        }
        return x.Kind switch
        {
            ValueKind.Null => true,
            ValueKind.Float => NumberComparison.Compare(x.AsFloat(), y.AsFloat()) == 0,
            ValueKind.List => AreEquivalent(x.AsList().AsSpan(), y.AsList().AsSpan(), depth),
            ValueKind.Map => AreEquivalent(x.AsMap(), y.AsMap(), depth),
            ValueKind.Point => ValueOrder.ComparePoints(x.AsPoint(), y.AsPoint()) == 0,
            _ => ValueEquality.EqualsWithinKind(x, y),
        };
    }

    private static bool AreEquivalent(ReadOnlySpan<Value> x, ReadOnlySpan<Value> y, int depth)
    {
        if (x.Length != y.Length)
        {
            return false;
        }
        ValueNesting.Check(depth);
        for (int i = 0; i < x.Length; i++)
        {
            if (!AreEquivalent(x[i], y[i], depth + 1))
            {
                return false;
            }
        }
        return true;
    }

    private static bool AreEquivalent(MapValue x, MapValue y, int depth)
    {
        if (x.Count != y.Count)
        {
            return false;
        }
        ValueNesting.Check(depth);
        foreach (ref readonly var entry in x.AsSpan())
        {
            if (
                !y.TryGetValue(entry.Key, out var other)
                || !AreEquivalent(entry.Value, other, depth + 1)
            )
            {
                return false;
            }
        }
        return true;
    }
}
