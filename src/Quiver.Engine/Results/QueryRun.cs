using Quiver.Cypher.Execution;
using Quiver.Cypher.Planning;
using Quiver.Cypher.Planning.Notifications;
using Quiver.Engine.Administration;
using Quiver.Engine.Schema;
using Quiver.Foundation;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Transactions;

namespace Quiver.Engine.Results;

/// <summary>A plan that runs (or is only explained), or a command that is done, over a snapshot, which it owns.</summary>
internal sealed class QueryRun : IDisposable
{
    private readonly Cypher.Execution.QueryCursor? _rows;
    private readonly CommandOutcome? _outcome;
    private SchemaEffect _effect;
    private Batch? _first;

    private string[] _missing = [];

    private QueryRun(
        QueryPlan? plan,
        Snapshot snapshot,
        Cypher.Execution.QueryCursor? rows,
        IClock clock
    )
    {
        Plan = plan;
        Columns = plan?.Columns ?? [];
        Clock = clock;
        Snapshot = snapshot;
        _rows = rows;
        Entities = rows?.Entities ?? new SnapshotEntityLookup(snapshot);
    }

    private QueryRun(CommandOutcome outcome, Snapshot snapshot, IClock clock)
        : this(plan: null, snapshot, rows: null, clock)
    {
        _outcome = outcome;
        _first = outcome.Wait?.ToBatch();
        Columns = outcome.Wait is null ? [] : WaitRow.Columns;
    }

    /// <summary>The plan; null for a command.</summary>
    public QueryPlan? Plan { get; }

    /// <summary>The names of the result's columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>What the query reads.</summary>
    public Snapshot Snapshot { get; }

    /// <summary>The clock of timings.</summary>
    public IClock Clock { get; }

    /// <summary>The contents of the entities in the rows; valid until disposal.</summary>
    public IEntityLookup Entities { get; }

    /// <summary>The query's type as the wire has it.</summary>
    public string QueryType =>
        Plan?.QueryType switch
        {
            Cypher.Planning.QueryType.Read => "r",
            Cypher.Planning.QueryType.ReadWrite => "rw",
            Cypher.Planning.QueryType.Write => "w",
            _ => "s",
        };

    /// <summary>Starts a plan; an explained one has no rows.</summary>
    /// <returns>The run, which owns the snapshot from now on.</returns>
    public static QueryRun Start(
        QueryPlan plan,
        Snapshot snapshot,
        IReadOnlyDictionary<string, Value> parameters,
        ExecutionOptions options,
        CancellationToken cancellationToken,
        WriteTransaction? transaction = null
    )
    {
        if (plan.Mode == PlanMode.Explain)
        {
            return new QueryRun(plan, snapshot, rows: null, options.Clock)
            {
                _missing = [.. plan.Parameters.Where(name => !parameters.ContainsKey(name))],
            };
        }
        if (plan.Command is not null)
        {
            // Commands are executed before a transaction changes data, and elsewhere.
            throw SchemaCommandErrors.AfterDataChanges();
        }
        var values = parameters as MapValue ?? new MapValue(parameters);
        var rows = QueryExecution.Start(
            plan,
            snapshot,
            values,
            options,
            cancellationToken,
            transaction
        );
        return new QueryRun(plan, snapshot, rows, options.Clock);
    }

    /// <summary>The result of a command that is done.</summary>
    /// <returns>The result, which owns the snapshot from now on.</returns>
    public static QueryRun OfCommand(CommandOutcome outcome, Snapshot snapshot, IClock clock) =>
        new(outcome, snapshot, clock);

    /// <summary>A command that has been executed: it has no rows.</summary>
    /// <param name="plan">Its plan.</param>
    /// <param name="snapshot">The database afterwards; owned by the run from now on.</param>
    /// <param name="effect">What it did.</param>
    /// <param name="clock">The clock of timings.</param>
    public static QueryRun Executed(
        QueryPlan plan,
        Snapshot snapshot,
        SchemaEffect effect,
        IClock clock
    ) => new(plan, snapshot, rows: null, clock) { _effect = effect };

    /// <summary>Makes all changes of a plan that writes, up to its first rows. Afterwards the run needs its transaction no longer.</summary>
    public void MakeChanges()
    {
        _first = _rows?.Next();
        _rows?.Detach();
    }

    /// <summary>The next rows; null at the end.</summary>
    public Batch? Next()
    {
        var first = _first;
        _first = null;
        return first ?? _rows?.Next();
    }

    /// <summary>What the ended query did, as far as the run knows it.</summary>
    public QuerySummary Summarize(string databaseName) =>
        new()
        {
            QueryType = QueryType,
            DatabaseName = databaseName,
            Counters = _rows is null
                ? _effect.Counters with
                {
                    SystemUpdates = _outcome?.SystemUpdates ?? 0,
                }
                : Describe(_rows.Counters),
            Plan = Plan is null or { Mode: PlanMode.Run }
                ? null
                : PlanDescriber.Describe(
                    Plan,
                    databaseName,
                    _rows?.Profile ?? [],
                    _rows?.PeakMemoryBytes ?? 0
                ),
            Notifications = _outcome?.Notifications ?? AllNotifications(),
        };

    private IReadOnlyList<Notification> AllNotifications() =>
        Plan is null or { Notifications.Count: 0 }
        && _rows is null or { Notifications.Count: 0 }
        && _missing.Length == 0
        && _effect.Notification is null
            ? []
            :
            [
                .. Plan?.Notifications.Select(Describe) ?? [],
                .. _rows?.Notifications.Select(Describe) ?? [],
                .. _missing.Length == 0
                    ? []
                    : new[] { Describe(ParameterNotifications.NotProvided(_missing)) },
                .. _effect.Notification is { } note ? [note] : Array.Empty<Notification>(),
            ];

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows?.Dispose();
        Snapshot.Dispose();
    }

    private static QueryCounters Describe(UpdateCounters counters) =>
        new()
        {
            NodesCreated = counters.NodesCreated,
            NodesDeleted = counters.NodesDeleted,
            RelationshipsCreated = counters.RelationshipsCreated,
            RelationshipsDeleted = counters.RelationshipsDeleted,
            PropertiesSet = counters.PropertiesSet,
            LabelsAdded = counters.LabelsAdded,
            LabelsRemoved = counters.LabelsRemoved,
        };

    private static Notification Describe(PlanNotification notification) =>
        new(
            notification.Code,
            notification.GqlStatus,
            notification.StatusDescription,
            notification.Title,
            notification.Description,
            notification.IsWarning
                ? NotificationSeverity.Warning
                : NotificationSeverity.Information,
            notification.Category,
            notification.Position
        );
}
