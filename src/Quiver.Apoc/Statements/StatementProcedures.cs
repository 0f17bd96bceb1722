using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
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
            RowsOf
        ),
    ];

    private static IEnumerable<Value[]> RowsOf(ProcedureInvocation call)
    {
        using var cursor = InnerStatement
            .QueriesOf(call)
            .Run(
                InnerStatement.Clean(call.Arguments[0]),
                call.Arguments[1].IsNull ? MapValue.Empty : call.Arguments[1].AsMap(),
                call.Snapshot,
                call.Cancellation
            );
        while (cursor.Next() is { } batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                var values = new List<KeyValuePair<string, Value>>();
                for (int i = 0; i < cursor.Columns.Count; i++)
                {
                    values.Add(new(cursor.Columns[i], batch.Columns[i][row]));
                }
                yield return [Value.Map(new MapValue(values))];
            }
        }
    }
}
