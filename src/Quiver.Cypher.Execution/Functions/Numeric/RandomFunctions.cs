using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Numeric;

/// <summary>rand and randomUUID: a new value for every row.</summary>
internal static class RandomFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("rand", static (in FunctionCall _) => Value.Float(Random.Shared.NextDouble()));
        table.Add(
            "randomUUID",
            static (in FunctionCall _) => Value.String(Guid.NewGuid().ToString())
        );
    }
}
