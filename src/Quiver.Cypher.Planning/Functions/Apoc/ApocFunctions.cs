namespace Quiver.Cypher.Planning.Functions.Apoc;

/// <summary>The functions of APOC that are there. Each stands in one line of a table: what it takes, gives and does (see <see cref="SignatureLine"/>).</summary>
internal static class ApocFunctions
{
    /// <summary>The functions.</summary>
    public static IEnumerable<FunctionSignature> All { get; } =
    [
        .. Of("List", ApocListFunctions.Table),
        .. Of("Scalar", ApocMapFunctions.Table),
        .. Of("String", ApocTextFunctions.Table),
        .. Of("Temporal", ApocTemporalFunctions.Table),
        .. Of("Numeric", ApocNumberFunctions.Table),
        .. Of("Scalar", ApocValueFunctions.Table),
        .. Of("Scalar", ApocGraphFunctions.Table),
    ];

    private static IEnumerable<FunctionSignature> Of(string category, string table) =>
        table.Split('\n').Select(line => SignatureLine.Read(line) with { Category = category });
}
