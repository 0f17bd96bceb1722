using Quiver.Model.Values;

namespace Quiver.Storage.Schema;

/// <summary>What the configuration of a vector index says about searches.</summary>
/// <param name="Count">How many numbers a vector has; null when that is not fixed.</param>
/// <param name="IsEuclidean">Whether nearness is by distance; otherwise by angle.</param>
public readonly record struct VectorIndexConfiguration(int? Count, bool IsEuclidean)
{
    /// <summary>The setting of the count.</summary>
    public const string Dimensions = "vector.dimensions";

    /// <summary>The setting of the measure of nearness.</summary>
    public const string SimilarityFunction = "vector.similarity_function";

    /// <summary>Nearness by angle.</summary>
    public const string Cosine = "COSINE";

    /// <summary>Nearness by distance.</summary>
    public const string Euclidean = "EUCLIDEAN";

    /// <summary>Reads an index's options, which its creation has checked.</summary>
    public static VectorIndexConfiguration Of(IndexDefinition index)
    {
        if (!index.Options.TryGetValue("indexConfig", out var value) || value.Kind != ValueKind.Map)
        {
            return default;
        }
        var configuration = value.AsMap();
        return new(
            configuration.TryGetValue(Dimensions, out var count) && count.Kind == ValueKind.Integer
                ? (int)count.AsInteger()
                : null,
            configuration.TryGetValue(SimilarityFunction, out var name)
                && name.Kind == ValueKind.String
                && name.AsString() == Euclidean
        );
    }
}
