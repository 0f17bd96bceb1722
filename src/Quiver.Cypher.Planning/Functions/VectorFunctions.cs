using Quiver.Cypher.Planning.Binding;
using static Quiver.Cypher.Planning.Functions.Signatures;

namespace Quiver.Cypher.Planning.Functions;

/// <summary>Functions that make vectors or work on them. A vector is of no kind that binding knows, so its type is open.</summary>
internal static class VectorFunctions
{
    private static readonly CypherType s_vector = CypherType.Any;

    /// <summary>The functions.</summary>
    public static IEnumerable<FunctionSignature> All { get; } =
    [
        Of(
            "vector",
            s_vector,
            P("vectorValue", s_vector),
            P("dimension", CypherType.Integer),
            P("coordinateType", CypherType.String)
        ),
        Of("vector_dimension_count", CypherType.Integer, P("vector", s_vector)),
        Of(
            "vector_distance",
            CypherType.Float,
            P("vector1", s_vector),
            P("vector2", s_vector),
            P("metric", CypherType.String)
        ),
        Of("vector_norm", CypherType.Float, P("vector", s_vector), P("metric", CypherType.String)),
        Of("vector.similarity.cosine", CypherType.Float, P("a", s_vector), P("b", s_vector)),
        Of("vector.similarity.euclidean", CypherType.Float, P("a", s_vector), P("b", s_vector)),
    ];
}
