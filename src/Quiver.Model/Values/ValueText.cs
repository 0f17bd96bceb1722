using System.Diagnostics;

namespace Quiver.Model.Values;

/// <summary>Values as Cypher literals, for messages and tests; and as toString() gives them.</summary>
public static class ValueText
{
    /// <summary>The value as a Cypher literal would write it ('text' quoted).</summary>
    public static string Format(Value value) => throw new UnreachableException();

    /// <summary>The value as toString() gives it (text bare).</summary>
    public static string ToText(Value value) => throw new UnreachableException();
}
