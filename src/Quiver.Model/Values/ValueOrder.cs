using System.Diagnostics;

namespace Quiver.Model.Values;

/// <summary>The total order of ORDER BY, min and max over values of all kinds; null comes last.</summary>
public sealed class ValueOrder : IComparer<Value>
{
    /// <summary>The one instance.</summary>
    public static readonly ValueOrder Instance = new();

    private ValueOrder() { }

    /// <inheritdoc/>
    public int Compare(Value x, Value y) => throw new UnreachableException();
}
