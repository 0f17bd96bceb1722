using Quiver.Cypher.Planning.Binding;

namespace Quiver.Engine.Shows;

/// <summary>The names of types as lists of functions have them.</summary>
internal static class DeclaredName
{
    /// <summary>The type in Cypher: <c>INTEGER | FLOAT</c>.</summary>
    public static string Of(CypherType type) =>
        type.ToString()
            .ToUpperInvariant()
            .Replace(" OR ", " | ", StringComparison.Ordinal)
            .Replace(", ", " | ", StringComparison.Ordinal)
            .Replace("<T>", "<ANY>", StringComparison.Ordinal);
}
