using System.Diagnostics;

namespace Quiver.Model.Values;

/// <summary>The = operator: null and NaN are equal to nothing, 1 equals 1.0, values of other kinds differ.</summary>
public static class ValueEquality
{
    /// <summary>left = right in three-valued logic.</summary>
    public static Ternary Compare(Value left, Value right) => throw new UnreachableException();
}
