using System.Diagnostics;

namespace Quiver.Model.Values;

/// <summary>Equivalence, as DISTINCT, grouping and map keys use it: null equals null, NaN equals NaN, 1 equals 1.0.</summary>
public sealed class ValueEquivalence : IEqualityComparer<Value>
{
    /// <summary>The one instance.</summary>
    public static readonly ValueEquivalence Instance = new();

    private ValueEquivalence() { }

    /// <inheritdoc/>
    public bool Equals(Value x, Value y) => throw new UnreachableException();

    /// <inheritdoc/>
    public int GetHashCode(Value obj) => throw new UnreachableException();
}
