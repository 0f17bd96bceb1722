using Quiver.Cypher.Execution.Procedures;
using Quiver.Model.Values;
using Quiver.Storage.Schema;

namespace Quiver.Engine.Schema;

/// <summary>
/// The configuration of vector indexes. Those settings that shape an approximate search are checked, kept and shown, and have no effect: searches are exact.
/// </summary>
internal static class VectorIndexSettings
{
    private const string Quantization = "vector.quantization.enabled";
    private const string Neighbours = "vector.hnsw.m";
    private const string Construction = "vector.hnsw.ef_construction";
    private const int MaxDimensions = 4096;
    private const int MaxNeighbours = 512;
    private const int MaxConstruction = 3200;

    /// <summary>Whether there is such a setting.</summary>
    public static bool IsKnown(string key) =>
        key
            is VectorIndexConfiguration.Dimensions
                or VectorIndexConfiguration.SimilarityFunction
                or Quantization
                or Neighbours
                or Construction;

    /// <summary>The options with a whole configuration: what is not said is as usual.</summary>
    /// <exception cref="Model.Status.CypherException">A setting has a value that it cannot have.</exception>
    public static MapValue Complete(MapValue options)
    {
        var given =
            options.TryGetValue("indexConfig", out var value) && value.Kind == ValueKind.Map
                ? value.AsMap()
                : MapValue.Empty;
        var configuration = new List<KeyValuePair<string, Value>>();
        if (given.TryGetValue(VectorIndexConfiguration.Dimensions, out var dimensions))
        {
            configuration.Add(
                new(
                    VectorIndexConfiguration.Dimensions,
                    Number(VectorIndexConfiguration.Dimensions, dimensions, MaxDimensions)
                )
            );
        }
        configuration.Add(new(Construction, Number(given, Construction, MaxConstruction, 100)));
        configuration.Add(new(Neighbours, Number(given, Neighbours, MaxNeighbours, 16)));
        configuration.Add(new(Quantization, Switch(given, Quantization)));
        configuration.Add(new(VectorIndexConfiguration.SimilarityFunction, Similarity(given)));
        var completed = options.Where(static o => o.Key != "indexConfig").ToList();
        completed.Add(new("indexConfig", Value.Map(new MapValue(configuration))));
        return new MapValue(completed);
    }

    private static Value Number(MapValue given, string key, int max, int fallback) =>
        given.TryGetValue(key, out var value) ? Number(key, value, max) : Value.Integer(fallback);

    private static Value Number(string key, Value value, int max) =>
        ProcedureArguments.TryWhole(value, out long number) && number >= 1 && number <= max
            ? Value.Integer(number)
            : throw SchemaCommandErrors.WrongSetting(key, value, $"a whole number from 1 to {max}");

    private static Value Switch(MapValue given, string key) =>
        !given.TryGetValue(key, out var value) ? Value.True
        : value.Kind == ValueKind.Boolean ? value
        : throw SchemaCommandErrors.WrongSetting(key, value, "true or false");

    private static Value Similarity(MapValue given)
    {
        if (!given.TryGetValue(VectorIndexConfiguration.SimilarityFunction, out var value))
        {
            return Value.String(VectorIndexConfiguration.Cosine);
        }
        string name = value.Kind == ValueKind.String ? value.AsString().ToUpperInvariant() : "";
        return name is VectorIndexConfiguration.Cosine or VectorIndexConfiguration.Euclidean
            ? Value.String(name)
            : throw SchemaCommandErrors.WrongSetting(
                VectorIndexConfiguration.SimilarityFunction,
                value,
                "'cosine' or 'euclidean'"
            );
    }
}
