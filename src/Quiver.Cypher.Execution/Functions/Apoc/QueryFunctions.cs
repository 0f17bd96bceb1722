using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>apoc.cypher.runFirstColumnSingle and runFirstColumnMany: what the first column of a query gives that reads. Its parameters are its variables, too.</summary>
internal static class QueryFunctions
{
    private const int ElementBytes = 24;

    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add(
            "apoc.cypher.runFirstColumnMany",
            static (in FunctionCall call) => Value.List([.. FirstColumn(call, int.MaxValue)])
        );
        table.Add(
            "apoc.cypher.runFirstColumnSingle",
            static (in FunctionCall call) =>
                FirstColumn(call, 1) is [var value] ? value : Value.Null
        );
    }

    private static List<Value> FirstColumn(in FunctionCall call, int most)
    {
        var queries =
            call.Context.Options.ProcedureQueries
            ?? throw RuntimeErrors.FunctionUnsupported(call.Function);
        var parameters = call.Map(1);
        using var cursor = queries.Run(
            WithVariables(call.Text(0).TrimEnd().TrimEnd(';'), parameters),
            parameters,
            call.Context.Snapshot,
            call.Context.Cancellation
        );
        var values = new List<Value>();
        while (values.Count < most && cursor.Next() is { } batch)
        {
            call.Context.Memory.EnsureAvailable(
                (long)(values.Count + batch.RowCount) * ElementBytes
            );
            for (int row = 0; row < batch.RowCount && values.Count < most; row++)
            {
                values.Add(batch.Columns[0][row]);
            }
        }
        return values;
    }

    private static string WithVariables(string statement, MapValue parameters) =>
        parameters.Count == 0
            ? statement
            : $"WITH {string.Join(", ", parameters.Keys.Select(static k => $"${Quote(k)} AS {Quote(k)}"))}\n{statement}";

    private static string Quote(string name) =>
        $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
}
