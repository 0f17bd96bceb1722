using System.Diagnostics.CodeAnalysis;
using Quiver.Cypher.Planning.Functions.Apoc;

namespace Quiver.Cypher.Planning.Functions;

/// <summary>All functions of the language by name.</summary>
public static class FunctionCatalog
{
    private static readonly Dictionary<string, FunctionSignature> s_byName = Index();

    /// <summary>All functions, aggregates too, in the order of their names.</summary>
    public static IReadOnlyList<FunctionSignature> All { get; } =
    [.. s_byName.Values.Distinct().OrderBy(static s => s.Name, StringComparer.Ordinal)];

    /// <summary>Finds a function by its name in any case.</summary>
    public static bool TryFind(
        string name,
        [MaybeNullWhen(false)] out FunctionSignature signature
    ) => s_byName.TryGetValue(name, out signature);

    /// <summary>The function of a name that is known to exist.</summary>
    internal static FunctionSignature Get(string name) => s_byName[name];

    private static Dictionary<string, FunctionSignature> Index()
    {
        var byName = new Dictionary<string, FunctionSignature>(StringComparer.OrdinalIgnoreCase);
        IEnumerable<FunctionSignature>[] groups =
        [
            AggregatingFunctions.All,
            ScalarFunctions.All,
            ApocFunctions.All,
            ListFunctions.All,
            NumericFunctions.All,
            StringFunctions.All,
            SpatialFunctions.All,
            TemporalFunctions.All,
            VectorFunctions.All,
        ];
        foreach (var signature in groups.SelectMany(static g => g))
        {
            byName.Add(signature.Name, signature);
        }
        byName.Add("lower", byName["toLower"]);
        byName.Add("upper", byName["toUpper"]);
        return byName;
    }
}
