using Quiver.Cypher.Execution;
using Quiver.Cypher.Execution.Procedures;
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
    private string _transaction = "";
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
        config.Choice("batchMode", "BATCH", "BATCH", "SINGLE");
        string rows = queries.NameColumns(InnerStatement.Clean(call.Arguments[0]));
        string action = queries.NameColumns(InnerStatement.Clean(call.Arguments[1]));
        var parameters = config.Map("params");
        IReadOnlyList<string> columns;
        using (var first = queries.Run(rows, parameters, call.Snapshot, call.Cancellation))
        {
            columns = first.Columns;
        }
        string query = InnerStatement.OfEachRow(
            rows,
            columns,
            action,
            config.Count("batchSize", DefaultBatchSize)
        );
        using var cursor = queries.RunTransactions(
            query,
            parameters,
            call.Snapshot,
            transactions,
            call.Cancellation
        );
        while (cursor.Next() is { } batch)
        {
            Count(batch);
        }
        return Row(cursor.Counters);
    }

    private void Count(Batch batch)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            string transaction = batch.Columns[InnerStatement.TransactionColumn][row].AsString();
            bool isFirst = transaction != _transaction;
            _transaction = transaction;
            _rows++;
            _batches += isFirst ? 1 : 0;
            if (!batch.Columns[InnerStatement.CommittedColumn][row].AsBoolean())
            {
                var error = batch.Columns[InnerStatement.ErrorColumn][row];
                string message = error.IsNull ? "" : error.AsString();
                _failedRows++;
                _failedBatches += isFirst ? 1 : 0;
                _rowErrors[message] = _rowErrors.GetValueOrDefault(message) + 1;
                _batchErrors[message] = _batchErrors.GetValueOrDefault(message) + (isFirst ? 1 : 0);
            }
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
