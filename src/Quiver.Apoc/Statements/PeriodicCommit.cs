using Quiver.Cypher.Execution;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Columns;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Apoc.Statements;

/// <summary>One call of apoc.periodic.commit: a statement again and again, each time in a transaction of its own, until it returns 0.</summary>
/// <param name="call">The call.</param>
internal sealed class PeriodicCommit(ProcedureInvocation call)
{
    /// <summary>The procedure's name.</summary>
    public const string Name = "apoc.periodic.commit";

    private readonly long _started = Environment.TickCount64;

    /// <summary>The columns of its row.</summary>
    public static IReadOnlyList<ProcedureColumn> Columns { get; } =
    [
        new("updates", ProcedureType.Integer, "The sum of what the statement returned."),
        new("executions", ProcedureType.Integer, "How often it returned more than 0."),
        new("runtime", ProcedureType.Integer, "Seconds since the call."),
        new("batches", ProcedureType.Integer, "How often it ran."),
        new("failedBatches", ProcedureType.Integer, "Always 0: a call whose statement fails does."),
        new("batchErrors", ProcedureType.Map, "Always empty."),
        new("failedCommits", ProcedureType.Integer, "Always 0."),
        new("commitErrors", ProcedureType.Map, "Always empty."),
        new("wasTerminated", ProcedureType.Boolean, "Always false: a call that is ended fails."),
    ];

    /// <summary>Runs all; gives the row that says what was done.</summary>
    public Value[] Run()
    {
        var transactions = call.Transactions ?? throw ApocErrors.NoTransactions();
        var queries = InnerStatement.QueriesOf(call);
        string statement = InnerStatement.Clean(call.Arguments[0]);
        if (!statement.Contains("limit", StringComparison.OrdinalIgnoreCase))
        {
            throw ApocErrors.NoLimit();
        }
        string query = InnerStatement.InTransaction(queries.NameColumns(statement));
        var parameters = call.Arguments[1].IsNull ? MapValue.Empty : call.Arguments[1].AsMap();
        long updates = 0;
        long executions = 0;
        while (true)
        {
            long updated;
            try
            {
                using var snapshot = transactions.OpenSnapshot();
                using var cursor = queries.RunTransactions(
                    query,
                    parameters,
                    snapshot,
                    transactions,
                    call.Cancellation
                );
                updated = SumOf(cursor);
            }
            catch (CypherException error) when (executions > 0)
            {
                throw ApocErrors.NotAllCommitted(executions, updates, error);
            }
            if (updated == 0)
            {
                break;
            }
            updates += updated;
            executions++;
        }
        const long MillisecondsPerSecond = 1000;
        return
        [
            Value.Integer(updates),
            Value.Integer(executions),
            Value.Integer((Environment.TickCount64 - _started) / MillisecondsPerSecond),
            Value.Integer(executions + 1),
            Value.Integer(0),
            Value.Map(MapValue.Empty),
            Value.Integer(0),
            Value.Map(MapValue.Empty),
            Value.False,
        ];
    }

    private static long SumOf(QueryCursor cursor)
    {
        if (cursor.Columns.Count != 2)
        {
            throw ApocErrors.NoCount();
        }
        int column = cursor.Columns[0] == InnerStatement.RowColumn ? 1 : 0;
        long sum = 0;
        while (cursor.Next() is { } batch)
        {
            sum = checked(sum + SumOf(batch, column));
        }
        return sum;
    }

    private static long SumOf(Batch batch, int column)
    {
        long sum = 0;
        for (int row = 0; row < batch.RowCount; row++)
        {
            var value = batch.Columns[column][row];
            sum +=
                value.Kind == ValueKind.Integer && value.AsInteger() >= 0
                    ? value.AsInteger()
                    : throw ApocErrors.NoCount();
        }
        return sum;
    }
}
