using System.Diagnostics;

namespace Quiver.Model.Values;

/// <summary>The &lt; &lt;= &gt; &gt;= operators: defined within a kind only.</summary>
public static class ValueComparability
{
    /// <summary>Compares two values; false when they are not comparable (the operator then gives null; NaN gives false: see remarks of the operators).</summary>
    public static bool TryCompare(Value left, Value right, out int comparison) =>
        throw new UnreachableException();
}
