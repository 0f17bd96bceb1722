using System.Runtime.CompilerServices;

namespace Quiver.Model.Values;

/// <summary>Compares values by the object behind them: for counting memory, never for what Cypher calls equal. Values without one are all the same.</summary>
public sealed class ValueIdentity : IEqualityComparer<Value>
{
    private ValueIdentity() { }

    /// <summary>The comparer.</summary>
    public static ValueIdentity Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(Value x, Value y) => ReferenceEquals(x.Reference, y.Reference);

    /// <inheritdoc/>
    public int GetHashCode(Value obj) => RuntimeHelpers.GetHashCode(obj.Reference);
}
