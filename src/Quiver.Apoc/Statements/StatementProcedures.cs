using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Apoc.Statements;

/// <summary>apoc.periodic and apoc.cypher: statements that are passed as text.</summary>
internal static class StatementProcedures
{
    private static readonly ProcedureParameter s_params = new(
        "params",
        ProcedureType.Map,
        "The statement's parameters.",
        Value.Map(MapValue.Empty)
    );

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Procedure> All { get; } =
    [
        new(
            new ProcedureSignature(
                PeriodicIteration.Name,
                [
                    new("cypherIterate", ProcedureType.String, "A statement that gives rows."),
                    new(
                        "cypherAction",
                        ProcedureType.String,
                        "A statement that is run for each of them; their columns are its variables."
                    ),
                    new(
                        "config",
                        ProcedureType.Map,
                        "Options: batchSize, params.",
                        Value.Map(MapValue.Empty)
                    ),
                ],
                PeriodicIteration.Columns,
                "Runs the second statement for each row of the first one, some rows to a transaction."
            )
            {
                Mode = ProcedureMode.Write,
                RunsTransactions = true,
            },
            static call => [new PeriodicIteration(call).Run()]
        ),
        new(
            new ProcedureSignature(
                PeriodicCommit.Name,
                [
                    new(
                        "statement",
                        ProcedureType.String,
                        "A statement with LIMIT that returns how much it changed."
                    ),
                    s_params,
                ],
                PeriodicCommit.Columns,
                "Runs the statement in transactions of its own until it returns 0."
            )
            {
                Mode = ProcedureMode.Write,
                RunsTransactions = true,
            },
            static call => [new PeriodicCommit(call).Run()]
        ),
        new(
            new ProcedureSignature(
                "apoc.cypher.run",
                [new("statement", ProcedureType.String, "A query that reads."), s_params],
                [new("value", ProcedureType.Map, "A row: its columns and their values.")],
                "Runs a query that reads, with the given parameters."
            ),
            static call => RowsOf(call, call.Arguments[0], call.Arguments[1])
        ),
        Changing("apoc.cypher.doIt"),
        Changing("apoc.cypher.runWrite"),
    ];

    private static Procedure Changing(string name) =>
        new(
            new ProcedureSignature(
                name,
                [new("statement", ProcedureType.String, "A query."), s_params],
                [new("value", ProcedureType.Map, "A row: its columns and their values.")],
                "Runs a query that may change the graph, with the given parameters, in the same transaction."
            )
            {
                Mode = ProcedureMode.Write,
                ChangesGraph = true,
            },
            static call => RowsOfChange(call, call.Arguments[0], call.Arguments[1])
        );

    /// <summary>The rows of a statement that may change the graph in the transaction of the caller.</summary>
    public static IEnumerable<Value[]> RowsOfChange(
        ProcedureInvocation call,
        Value statement,
        Value parameters
    )
    {
        var map = parameters.IsNull ? MapValue.Empty : parameters.AsMap();
        var changes = call.Changes ?? throw ApocErrors.NoQueries();
        var batches = new List<Batch>();
        var columns = changes.Run(
            InnerStatement.WithVariables(InnerStatement.Clean(statement), map),
            map,
            batches
        );
        foreach (var batch in batches)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                yield return [MapOf(columns, batch, row)];
            }
        }
    }

    /// <summary>The rows of a statement that reads.</summary>
    public static IEnumerable<Value[]> RowsOf(
        ProcedureInvocation call,
        Value statement,
        Value parameters
    )
    {
        var map = parameters.IsNull ? MapValue.Empty : parameters.AsMap();
        using var cursor = InnerStatement
            .QueriesOf(call)
            .Run(
                InnerStatement.WithVariables(InnerStatement.Clean(statement), map),
                map,
                call.Snapshot,
                call.Cancellation
            );
        while (cursor.Next() is { } batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                yield return [MapOf(cursor.Columns, batch, row)];
            }
        }
    }

    private static Value MapOf(IReadOnlyList<string> columns, Batch batch, int row)
    {
        var values = new KeyValuePair<string, Value>[columns.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = new(columns[i], batch.Columns[i][row]);
        }
        return Value.Map(MapValue.Owning(values));
    }
}
