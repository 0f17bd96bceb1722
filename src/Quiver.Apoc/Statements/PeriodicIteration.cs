using Quiver.Cypher.Execution;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Execution.Transactions;
using Quiver.Cypher.Planning.Procedures;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Apoc.Statements;

/// <summary>One call of apoc.periodic.iterate: what became of its rows and transactions.</summary>
/// <param name="call">The call.</param>
internal sealed class PeriodicIteration(ProcedureInvocation call)
{
    /// <summary>The procedure's name.</summary>
    public const string Name = "apoc.periodic.iterate";

    private const int DefaultBatchSize = 10_000;

    // All rows of a transaction in one pass, the action once with the list of them, or once for each.
    private const string WholeBatch = "BATCH";
    private const string BatchSingle = "BATCH_SINGLE";
    private const string Single = "SINGLE";

    // Retries and threads are accepted without effect: a transaction that met another one waits and runs again anyway, and one runs after the other.
    private static readonly string[] s_options =
    [
        "batchSize",
        "batchMode",
        "params",
        "parallel",
        "concurrency",
        "retries",
        "iterateList",
        "planner",
        "failedParams",
    ];

    private readonly long _started = Environment.TickCount64;
    private readonly Dictionary<string, long> _batchErrors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _rowErrors = new(StringComparer.Ordinal);
    private UpdateCounters _counters;
    private long _batches;
    private long _failedBatches;
    private long _rows;
    private long _failedRows;

    /// <summary>The columns of its row.</summary>
    public static IReadOnlyList<ProcedureColumn> Columns { get; } =
    [
        new("batches", ProcedureType.Integer, "The transactions."),
        new("total", ProcedureType.Integer, "The rows of the first statement."),
        new("timeTaken", ProcedureType.Integer, "Seconds since the call."),
        new("committedOperations", ProcedureType.Integer, "The rows of committed transactions."),
        new("failedOperations", ProcedureType.Integer, "The rows of those rolled back."),
        new("failedBatches", ProcedureType.Integer, "The transactions rolled back."),
        new("retries", ProcedureType.Integer, "Always 0."),
        new("errorMessages", ProcedureType.Map, "How many transactions failed for which reason."),
        new("batch", ProcedureType.Map, "Total, committed and failed transactions, and errors."),
        new("operations", ProcedureType.Map, "The same of rows."),
        new("wasTerminated", ProcedureType.Boolean, "Always false: a call that is ended fails."),
        new("failedParams", ProcedureType.Map, "Always empty."),
        new("updateStatistics", ProcedureType.Map, "What the second statement changed."),
    ];

    /// <summary>Runs all; gives the row that says what was done.</summary>
    public Value[] Run()
    {
        var transactions = call.Transactions ?? throw ApocErrors.NoTransactions();
        var queries = InnerStatement.QueriesOf(call);
        var config = new ProcedureConfig(Name, call, call.Arguments[2], s_options);
        string mode = config.Choice("batchMode", WholeBatch, WholeBatch, BatchSingle, Single);
        int size = config.Count("batchSize", DefaultBatchSize);
        string rows = queries.NameColumns(InnerStatement.Clean(call.Arguments[0]));
        string action = queries.NameColumns(InnerStatement.Clean(call.Arguments[1]));
        var parameters = config.Map("params");
        using var cursor = queries.Run(rows, parameters, call.Snapshot, call.Cancellation);
        var run = (queries, transactions, parameters);
        if (mode == Single)
        {
            string query = InnerStatement.OfEachRow(rows, cursor.Columns, action, size);
            RunEachRow(run, query);
        }
        else
        {
            string query = InnerStatement.OfBatch(
                mode == WholeBatch ? cursor.Columns : null,
                action
            );
            using var batches = new IterationBatches(cursor, size, call.Charge);
            while (batches.Next() is { Count: > 0 } batch)
            {
                RunBatch(run, query, batch);
            }
        }
        return Row(_counters);
    }

    private void RunEachRow(
        (IProcedureQueries Queries, IInnerTransactions Transactions, MapValue Parameters) run,
        string query
    )
    {
        using var cursor = run.Queries.RunTransactions(
            query,
            run.Parameters,
            call.Snapshot,
            run.Transactions,
            call.Cancellation
        );
        string last = "";
        while (cursor.Next() is { } batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                string transaction = batch
                    .Columns[InnerStatement.TransactionColumn][row]
                    .AsString();
                Count(batch, row, rows: 1, isFirst: transaction != last);
                last = transaction;
            }
        }
        _counters = _counters.With(cursor.Counters);
    }

    private void RunBatch(
        (IProcedureQueries Queries, IInnerTransactions Transactions, MapValue Parameters) run,
        string query,
        ListValue rows
    )
    {
        // What the batches before this one have committed is there for it.
        using var snapshot = run.Transactions.OpenSnapshot();
        using var cursor = run.Queries.RunTransactions(
            query,
            new MapValue([.. run.Parameters, new(InnerStatement.BatchParameter, Value.List(rows))]),
            snapshot,
            run.Transactions,
            call.Cancellation
        );
        while (cursor.Next() is { } batch)
        {
            Count(batch, 0, rows.Count, isFirst: true);
        }
        _counters = _counters.With(cursor.Counters);
    }

    private void Count(Batch batch, int row, int rows, bool isFirst)
    {
        _rows += rows;
        _batches += isFirst ? 1 : 0;
        if (!batch.Columns[InnerStatement.CommittedColumn][row].AsBoolean())
        {
            var error = batch.Columns[InnerStatement.ErrorColumn][row];
            string message = error.IsNull ? "" : error.AsString();
            _failedRows += rows;
            _failedBatches += isFirst ? 1 : 0;
            _rowErrors[message] = _rowErrors.GetValueOrDefault(message) + rows;
            _batchErrors[message] = _batchErrors.GetValueOrDefault(message) + (isFirst ? 1 : 0);
        }
    }

    private Value[] Row(in UpdateCounters counters)
    {
        const long MillisecondsPerSecond = 1000;
        return
        [
            Value.Integer(_batches),
            Value.Integer(_rows),
            Value.Integer((Environment.TickCount64 - _started) / MillisecondsPerSecond),
            Value.Integer(_rows - _failedRows),
            Value.Integer(_failedRows),
            Value.Integer(_failedBatches),
            Value.Integer(0),
            MapOf(_batchErrors),
            Outcome(_batches, _failedBatches, _batchErrors),
            Outcome(_rows, _failedRows, _rowErrors),
            Value.False,
            Value.Map(MapValue.Empty),
            MapOf([
                new("nodesCreated", counters.NodesCreated),
                new("nodesDeleted", counters.NodesDeleted),
                new("relationshipsCreated", counters.RelationshipsCreated),
                new("relationshipsDeleted", counters.RelationshipsDeleted),
                new("propertiesSet", counters.PropertiesSet),
                new("labelsAdded", counters.LabelsAdded),
                new("labelsRemoved", counters.LabelsRemoved),
            ]),
        ];
    }

    private static Value Outcome(long total, long failed, Dictionary<string, long> errors) =>
        Value.Map(
            new MapValue([
                new("total", Value.Integer(total)),
                new("committed", Value.Integer(total - failed)),
                new("failed", Value.Integer(failed)),
                new("errors", MapOf(errors)),
            ])
        );

    private static Value MapOf(IEnumerable<KeyValuePair<string, long>> counts) =>
        Value.Map(
            new MapValue(
                counts.Select(static c => new KeyValuePair<string, Value>(
                    c.Key,
                    Value.Integer(c.Value)
                ))
            )
        );
}
