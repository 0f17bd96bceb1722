using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Scalar;

/// <summary>apoc.version: by it tools find out whether procedures of APOC are there.</summary>
public static class ReleaseFunctions
{
    /// <summary>The release of APOC that belongs to the Neo4j release which the server says it is like.</summary>
    public const string Apoc = "5.26.0";

    /// <summary>Adds the function to the table.</summary>
    internal static void Register(FunctionTable table) =>
        table.Add("apoc.version", static (in FunctionCall _) => Value.String(Apoc));
}
