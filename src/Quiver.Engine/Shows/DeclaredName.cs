using Quiver.Cypher.Planning.Binding;

namespace Quiver.Engine.Shows;

/// <summary>The names of types as lists of functions have them.</summary>
internal static class DeclaredName
{
    // In the order in which Cypher writes unions.
    private static readonly (TypeKinds Kind, string Name)[] s_names =
    [
        (TypeKinds.Boolean, "BOOLEAN"),
        (TypeKinds.String, "STRING"),
        (TypeKinds.Integer, "INTEGER"),
        (TypeKinds.Float, "FLOAT"),
        (TypeKinds.Date, "DATE"),
        (TypeKinds.LocalTime, "LOCAL TIME"),
        (TypeKinds.Time, "ZONED TIME"),
        (TypeKinds.LocalDateTime, "LOCAL DATETIME"),
        (TypeKinds.DateTime, "ZONED DATETIME"),
        (TypeKinds.Duration, "DURATION"),
        (TypeKinds.Point, "POINT"),
        (TypeKinds.Node, "NODE"),
        (TypeKinds.Relationship, "RELATIONSHIP"),
        (TypeKinds.Map, "MAP"),
        (TypeKinds.List, "LIST"),
        (TypeKinds.Path, "PATH"),
    ];

    /// <summary>The type in Cypher: <c>INTEGER | FLOAT</c>, <c>LIST&lt;STRING&gt;</c>.</summary>
    public static string Of(CypherType type)
    {
        if (type.Kinds == TypeKinds.Any)
        {
            return "ANY";
        }
        return string.Join(
            " | ",
            s_names
                .Where(entry => type.Kinds.HasFlag(entry.Kind))
                .Select(entry =>
                    entry.Kind == TypeKinds.List ? $"LIST<{Of(type.ElementOrAny)}>" : entry.Name
                )
        );
    }
}
