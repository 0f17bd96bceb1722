using System.Diagnostics.CodeAnalysis;
using Quiver.Cypher.Execution.Functions.Apoc;
using Quiver.Cypher.Execution.Functions.Conversion;
using Quiver.Cypher.Execution.Functions.Graph;
using Quiver.Cypher.Execution.Functions.Lists;
using Quiver.Cypher.Execution.Functions.Numeric;
using Quiver.Cypher.Execution.Functions.Scalar;
using Quiver.Cypher.Execution.Functions.Spatial;
using Quiver.Cypher.Execution.Functions.Temporal;
using Quiver.Cypher.Execution.Functions.Text;
using Quiver.Cypher.Execution.Functions.Vectors;

namespace Quiver.Cypher.Execution.Functions;

/// <summary>All scalar functions by name. Names are found whatever their case.</summary>
internal sealed class FunctionTable
{
    /// <summary>The functions of Cypher.</summary>
    public static readonly FunctionTable Standard = CreateStandard();

    private readonly Dictionary<string, ScalarFunction> _functions = new(
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>All names.</summary>
    public IReadOnlyCollection<string> Names => _functions.Keys;

    /// <summary>Adds a function that gives null when any argument is null.</summary>
    public void Add(string name, ScalarBody body, VectorBody? vector = null) =>
        _functions.Add(name, new ScalarFunction(name, body, PropagatesNull: true, vector));

    /// <summary>Adds a function whose list can be gone through without standing in memory.</summary>
    public void AddStreamed(string name, ScalarBody body, ScalarBody streamed) =>
        _functions.Add(
            name,
            new ScalarFunction(name, body, PropagatesNull: true, null) { Streamed = streamed }
        );

    /// <summary>Adds a function that sees null arguments itself.</summary>
    public void AddNullable(string name, ScalarBody body) =>
        _functions.Add(name, new ScalarFunction(name, body, PropagatesNull: false, null));

    /// <summary>Finds a function.</summary>
    public bool TryFind(string name, [MaybeNullWhen(false)] out ScalarFunction function) =>
        _functions.TryGetValue(name, out function);

    private static FunctionTable CreateStandard()
    {
        var table = new FunctionTable();
        RoundingFunctions.Register(table);
        LogarithmicFunctions.Register(table);
        TrigonometricFunctions.Register(table);
        RandomFunctions.Register(table);
        CaseFunctions.Register(table);
        TrimFunctions.Register(table);
        SubstringFunctions.Register(table);
        ReplaceAndSplitFunctions.Register(table);
        NormalizeFunction.Register(table);
        SizeFunctions.Register(table);
        ElementFunctions.Register(table);
        RangeFunction.Register(table);
        CollectionFunctions.Register(table);
        VectorFunctions.Register(table);
        VectorSimilarityFunctions.Register(table);
        Conversion.ConversionFunctions.Register(table);
        ListConversionFunctions.Register(table);
        NullFunctions.Register(table);
        ReleaseFunctions.Register(table);
        ValueTypeFunction.Register(table);
        EntityFunctions.Register(table);
        ContentFunctions.Register(table);
        PathFunctions.Register(table);
        PointFunctions.Register(table);
        TemporalFunctions.Register(table);
        DurationFunctions.Register(table);
        FormatFunction.Register(table);
        ApocFunctionTable.Register(table);
        return table;
    }
}
